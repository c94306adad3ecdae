import QtQuick
import screens.theme
import screens.parts
import screens.parts.motion

// A language by its own name, no flag. The chosen one has container, strong border and tick.
TapArea {
    id: root

    required property var language // {name, is_chosen, event, args}
    property bool isTile: false
    readonly property int side: Theme.mm(width > 3 * Theme.touchStd ? 5 : 1.5)
    property bool isMarked: language.is_chosen

    name: language.name
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: isMarked
    implicitHeight: isTile ? Theme.touchPrimary : Theme.touchStd
    ringRadius: isTile ? Theme.buttonRadius : height / 2

    Rectangle {
        anchors.fill: parent
        radius: root.ringRadius
        color: root.isPressed ? Theme.surface2 : root.isMarked ? Theme.primaryContainer : Theme.surface
        border { width: root.isMarked ? Theme.chosenBorder : Theme.border; color: root.isMarked ? Theme.primary : Theme.outline }
        antialiasing: true
        PressTone on color {}
    }
    Icon {
        visible: root.isMarked
        name: "check"
        tone: Theme.inkContainer
        size: Theme.iconSmall
        anchors.verticalCenter: parent.verticalCenter
        x: Math.max(Theme.gap, words.x + (words.width - words.contentWidth) / 2 - width - Theme.mm(2))
    }
    Label {
        id: words
        anchors.fill: parent
        anchors.leftMargin: root.side + (root.isMarked ? Theme.mm(8) : 0)
        anchors.rightMargin: root.side
        horizontalAlignment: Text.AlignHCenter
        text: root.language.name
        step: root.height > 2 * Theme.touchStd ? Theme.h2 : root.isTile ? Theme.title : Theme.label
        color: root.isMarked ? Theme.inkContainer : Theme.ink
        isPartOfControl: true
        fits: true
        mayElide: true
        maximumLineCount: root.isTile ? 1 : 2
    }
}
