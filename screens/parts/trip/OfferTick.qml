import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion

// Whether somebody takes an offer: a tick or an empty circle, and a name. What it is called aloud says the price, too.
TapArea {
    id: root

    required property var tick // {label, name, is_chosen}
    readonly property bool isMarked: tick.is_chosen

    objectName: "tick"
    name: tick.name
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: isMarked

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: root.isPressed ? Theme.surface2 : root.isMarked ? Theme.primaryContainer : Theme.surface
        border { width: root.isMarked ? Theme.chosenBorder : Theme.border; color: root.isMarked ? Theme.primary : Theme.outline }
        antialiasing: true
        PressTone on color {}
    }
    Rectangle {
        id: mark
        x: Theme.mm(4)
        width: Theme.mm(8)
        height: width
        radius: width / 2
        anchors.verticalCenter: parent.verticalCenter
        color: root.isMarked ? Theme.primary : Theme.surface
        border { width: root.isMarked ? 0 : Theme.border; color: Theme.outline }
        antialiasing: true

        Icon { visible: root.isMarked; anchors.centerIn: parent; name: "check"; tone: Theme.inkPrimary; size: Theme.mm(5) }
    }
    Label {
        anchors { left: mark.right; leftMargin: Theme.mm(3); right: parent.right; rightMargin: Theme.mm(2); top: parent.top; bottom: parent.bottom }
        text: root.tick.label
        step: Theme.label
        color: root.isMarked ? Theme.inkContainer : Theme.ink
        isPartOfControl: true
        fits: true
        mayElide: true
        maximumLineCount: 2
    }
}
