import QtQuick
import screens.theme
import screens.parts
import screens.parts.motion

// A smaller way: icon, title and one sentence.
TapArea {
    id: root

    required property var tile // {title, text, icon}
    property bool isSideways: false // icon left of the words

    name: tile.title
    description: tile.text
    ringRadius: Theme.cardRadius

    Card {
        anchors.fill: parent
        tone: root.isPressed ? Theme.surface2 : Theme.surface
        PressTone on tone {}
    }
    Icon {
        id: sign
        name: root.tile.icon
        tone: Theme.primary
        size: Theme.iconLarge
        x: Theme.mm(7)
        y: root.isSideways ? (root.height - height) / 2 : Theme.mm(7)
    }
    Column {
        x: root.isSideways ? sign.x + sign.width + Theme.mm(7) : Theme.mm(7)
        y: root.isSideways ? (root.height - height) / 2 : sign.y + sign.height + Theme.mm(6)
        width: parent.width - x - Theme.mm(4)
        spacing: Theme.mm(1.5)

        Label { id: title; width: parent.width; text: root.tile.title; step: Theme.title; isPartOfControl: true; mayElide: true; maximumLineCount: 2 }
        Label {
            visible: !root.isSideways || title.height + height + Theme.mm(5) <= root.height
            width: parent.width
            text: root.tile.text
            step: Theme.caption
            color: Theme.muted
            isPartOfControl: true
            mayElide: true
            maximumLineCount: 3
        }
    }
}
