pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// Rows beside an emergency exit: a tinted band from wall to wall with door and word at both walls, or over its rows.
Item {
    id: root

    required property string label
    required property int lane // from wall to seats, or of the line over the rows
    property bool isUpright: true // the walls are left and right
    property bool isHeaded: false // door and word at both ends of a line over the rows
    readonly property int edge: Theme.isContrast ? Theme.border : 0

    Rectangle {
        readonly property bool isAcross: root.isUpright || root.isHeaded // the walls are cut by the card's outline
        anchors.fill: parent
        anchors.leftMargin: isAcross ? root.edge : 0
        anchors.rightMargin: isAcross ? root.edge : 0
        anchors.topMargin: isAcross ? 0 : root.edge
        anchors.bottomMargin: isAcross ? 0 : root.edge
        color: Theme.warningContainer
        opacity: Theme.isContrast ? 1 : 0.6
    }
    Repeater {
        model: 2

        Item {
            id: wall
            required property int index
            readonly property int wordWidth: door.width + Theme.mm(2) + words.implicitWidth

            width: root.isUpright ? root.lane : root.isHeaded ? wordWidth + Theme.mm(8) : root.width
            height: root.isUpright ? root.height : root.lane
            x: root.isUpright || root.isHeaded ? (root.width - width) * index : 0
            y: root.isUpright || root.isHeaded ? 0 : (root.height - height) * index

            Icon {
                id: door
                name: "door-open"
                tone: Theme.warning
                size: root.isUpright ? Theme.icon : Theme.iconSmall
                x: root.isUpright ? (wall.width - width) / 2 : (wall.width - wall.wordWidth) / 2
                y: root.isUpright ? (wall.height - height - words.height) / 2 : (wall.height - height) / 2
            }
            Label {
                id: words
                x: root.isUpright ? 0 : door.x + door.width + Theme.mm(2)
                y: root.isUpright ? door.y + door.height : 0
                width: root.isUpright ? wall.width : implicitWidth
                height: root.isUpright ? Theme.px(step.cap) * Theme.oneLine : wall.height
                text: root.label
                step: Theme.caption
                weight: Font.DemiBold
                color: Theme.warning
                horizontalAlignment: Text.AlignHCenter
                isPartOfControl: wall.index > 0
            }
        }
    }
}
