import QtQuick
import screens.theme

// Where a line is touched to say what it costs, and why. A line too low to be touched has no such place.
Item {
    id: root

    required property var explain
    readonly property bool isThere: !!explain && height >= Theme.touchMin

    signal explained

    TapArea {
        id: area
        objectName: "explain"
        anchors.fill: parent
        visible: root.isThere
        name: root.explain?.label ?? ""
        slop: 0
        slopBelow: 0
        ringOn: framed
        onActivated: root.explained()
    }
    Rectangle {
        visible: area.isPressed
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: Theme.surface2
    }
    Item { // the ring keeps off the lines between rows, which have its colour where contrast is high
        id: framed
        anchors { fill: parent; margins: Theme.mm(2); rightMargin: Theme.mm(1); topMargin: Theme.mm(4) - root.y }
    }
}
