import QtQuick
import screens.theme
import screens.parts

// A card with a line that things stand on; children stand in the space above it. The band below is tinted floor, or
// plain where words go on under the line.
Card {
    id: root

    property int floorHeight: Theme.mm(16)
    property bool hasFloor: true
    property real progress: 1 // share of the line that is behind the customer
    property alias stage: stage
    readonly property bool hasScene: height - floorHeight > Theme.mm(46) // else the words have the card
    readonly property int lineY: hasScene ? height - floorHeight - Theme.line : -Theme.line
    default property alias scene: stage.data

    Rectangle {
        visible: root.hasFloor && root.hasScene
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.isContrast ? Theme.border : 0 }
        height: root.floorHeight
        bottomLeftRadius: root.radius
        bottomRightRadius: root.radius
        color: Theme.floor
        antialiasing: true
    }
    Rectangle {
        visible: root.hasScene
        y: root.lineY
        width: parent.width
        height: Theme.line
        color: Theme.rail
    }
    Rectangle {
        visible: root.hasScene
        y: root.lineY
        width: parent.width * root.progress
        height: Theme.line
        color: Theme.primary
    }
    Item {
        id: stage
        visible: root.hasScene
        x: Theme.pad
        y: Theme.pad
        width: root.width - 2 * x
        height: root.lineY - y
    }
}
