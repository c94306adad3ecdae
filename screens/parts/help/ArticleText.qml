import QtQuick
import screens.theme
import screens.parts

// The words of an article beside its sign; with little room the words alone.
Card {
    id: root

    required property string text
    required property string icon
    readonly property int inset: Theme.mm(Theme.isTight ? 6 : 10)
    readonly property bool hasSign: !Theme.isTight && !Theme.restacks && icon !== ""
    readonly property int disc: Theme.mm(24)

    readonly property var stops: Array.from({ "length": words.lineCount }, (_, at) => words.y + at * words.height / Math.max(1, words.lineCount)) // between lines

    visible: text !== ""
    implicitHeight: Math.max(words.implicitHeight, hasSign ? disc : 0) + 2 * inset

    Rectangle {
        visible: root.hasSign
        x: root.inset
        y: root.inset
        width: root.disc
        height: width
        radius: width / 2
        color: Theme.primaryContainer
        antialiasing: true
        Icon { anchors.centerIn: parent; name: root.icon; tone: Theme.inkContainer; size: Theme.mm(13) }
    }
    Label {
        id: words
        x: root.inset + (root.hasSign ? root.disc + root.inset : 0)
        width: root.width - root.inset - x
        y: root.inset
        text: root.text
        step: Theme.isTight || Theme.isLandscape ? Theme.body : Theme.label
        weight: Theme.bodyWeight
        isProse: true
    }
}
