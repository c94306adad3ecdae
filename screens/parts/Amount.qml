import QtQuick
import screens.theme

// A label over an amount of money. Text and spoken form come finished. Where the room is low the amount shrinks, then
// the label goes; nothing is cut.
Column {
    id: root

    property string label: ""
    property var money: null // {text, spoken}
    property TypeStep step: Theme.display
    property int alignment: Text.AlignLeft
    property int room: Theme.pageHeight // of both lines
    readonly property alias labelWidth: words.implicitWidth
    readonly property int least: Theme.mm(9)

    spacing: 0

    Label {
        id: words
        width: root.width
        height: Theme.px(step.cap) * Theme.oneLine
        visible: text !== "" && root.room >= height + root.least
        text: root.label
        color: Theme.muted
        horizontalAlignment: root.alignment
        fits: true
        neverCut: true
        mayElide: true
        maximumLineCount: 1
    }
    Label {
        visible: root.room >= root.least
        width: root.width
        height: Math.max(root.least, Math.min(Theme.px(root.step.cap) * Theme.oneLine, root.room - (words.visible ? words.height : 0)))
        text: root.money ? root.money.text : ""
        spoken: root.money ? root.money.spoken : ""
        step: root.step
        fits: true
        neverCut: true
        mayElide: true
        maximumLineCount: 1
        horizontalAlignment: root.alignment
    }
}
