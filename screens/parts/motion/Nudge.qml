import QtQuick
import screens.theme

// Moves what it holds a little and back, a few times, and then rests: look here. Still in calm.
Item {
    id: root

    property int dx: 0
    property int dy: 0
    property real share: 0 // of the way
    property bool isOn: visible
    readonly property alias isRunning: nudging.running
    default property alias held: moved.data

    Item {
        id: moved
        width: root.width
        height: root.height
        x: root.dx * root.share
        y: root.dy * root.share
    }
    SequentialAnimation {
        id: nudging
        running: root.isOn && Theme.nudgeMs > 0
        loops: Theme.nudges
        onStopped: root.share = 0
        NumberAnimation { target: root; property: "share"; from: 0; to: 1; duration: Theme.nudgeMs; easing.type: Easing.OutCubic }
        NumberAnimation { target: root; property: "share"; to: 0; duration: Theme.nudgeMs; easing.type: Easing.InOutCubic }
    }
}
