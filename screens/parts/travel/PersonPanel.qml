import QtQuick
import screens.theme
import screens.parts

// Where a person is, in the panel of a journey: what has no room is left out, desk and telephone last.
Item {
    id: root

    required property var people // {title, text, desk, phone, hours}
    readonly property int needed: title.height + desk.height + numbers.height + 2 * Theme.gap
    readonly property bool isTold: needed + words.height + Theme.gap <= height
    readonly property bool isMarked: isTold && needed + words.height + pin.height + 2 * Theme.gap <= height

    Column {
        visible: root.needed <= root.height
        width: parent.width
        spacing: Theme.gap

        Icon { id: pin; visible: root.isMarked; name: "map-pin"; tone: Theme.primary; size: Theme.iconLarge }
        Label { id: title; width: parent.width; text: root.people.title; step: Theme.title }
        Label { id: words; visible: root.isTold; width: parent.width; text: root.people.text; color: Theme.muted }
        Label { id: desk; width: parent.width; text: root.people.desk }
        Flow {
            id: numbers
            width: parent.width
            spacing: Theme.gap

            Icon { name: "phone"; size: Theme.icon }
            Label { text: root.people.phone; step: Theme.title }
            Label { width: Math.min(implicitWidth, root.width); text: root.people.hours; step: Theme.caption; color: Theme.muted }
        }
    }
}
