import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// A part of the cabin instead of scrolling; the one that is shown has container, strong border and tick.
TapArea {
    id: root

    required property var zone // {label, rows, name, is_chosen, event, args}

    objectName: "zone"
    name: zone.name
    height: Theme.touchStd
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: zone.is_chosen

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: root.isPressed ? Theme.surface2 : root.zone.is_chosen ? Theme.primaryContainer : Theme.surface
        border { width: root.zone.is_chosen ? Theme.chosenBorder : Theme.border; color: root.zone.is_chosen ? Theme.primary : Theme.outline }
        antialiasing: true
    }
    Row {
        anchors.centerIn: parent
        spacing: Theme.mm(2.5)

        Icon {
            visible: root.zone.is_chosen
            name: "check"
            tone: Theme.inkContainer
            size: Theme.iconSmall
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: root.zone.label
            step: Theme.label
            color: root.zone.is_chosen ? Theme.inkContainer : Theme.ink
            isPartOfControl: true
        }
        Label {
            text: root.zone.rows
            step: Theme.label
            weight: Theme.bodyWeight
            color: root.zone.is_chosen ? Theme.inkContainer : Theme.muted
            isPartOfControl: true
        }
    }
}
