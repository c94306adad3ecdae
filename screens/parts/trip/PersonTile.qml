import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion

// A traveller to be taken along or left out: tick or empty circle, name, and how the airline counts them. Who cannot go
// on here says why, and cannot be touched.
TapArea {
    id: root

    required property var person // {name, kind, why, is_chosen, is_able}
    readonly property string detail: person.why ?? person.kind
    readonly property bool isMarked: person.is_chosen

    objectName: "person"
    name: person.name
    description: detail
    enabled: person.is_able
    ringRadius: Theme.cardRadius
    implicitHeight: Math.max(Theme.touchPrimary, words.height + Theme.mm(10))
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: person.is_chosen

    Rectangle {
        anchors.fill: parent
        radius: Theme.cardRadius
        color: root.isPressed ? Theme.surface2 : root.person.is_chosen ? Theme.primaryContainer : Theme.surface
        border { width: root.person.is_chosen ? Theme.chosenBorder : Theme.border; color: root.person.is_chosen ? Theme.primary : root.person.is_able ? Theme.outline : Theme.hair }
        antialiasing: true
        PressTone on color {}
    }
    Rectangle {
        id: mark
        x: Theme.mm(6)
        width: Theme.mm(12)
        height: width
        radius: width / 2
        anchors.verticalCenter: parent.verticalCenter
        color: root.person.is_chosen ? Theme.primary : Theme.surface
        border { width: root.person.is_chosen || !root.person.is_able ? 0 : Theme.border; color: Theme.outline }
        antialiasing: true

        Icon {
            visible: root.person.is_chosen || !root.person.is_able
            anchors.centerIn: parent
            name: root.person.is_chosen ? "check" : "info"
            tone: root.person.is_chosen ? Theme.inkPrimary : Theme.info
            size: Theme.mm(root.person.is_chosen ? 7.5 : 10)
        }
    }
    Column {
        id: words
        x: mark.x + mark.width + Theme.mm(5)
        width: root.width - x - Theme.mm(5)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(1)

        Label { width: parent.width; text: root.person.name; step: Theme.title; color: root.person.is_chosen ? Theme.inkContainer : Theme.ink; isPartOfControl: true }
        Label { width: parent.width; text: root.detail; step: Theme.caption; color: root.person.is_chosen ? Theme.inkContainer : Theme.muted; isPartOfControl: true }
    }
}
