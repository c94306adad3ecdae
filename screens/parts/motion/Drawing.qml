import QtQuick
import screens.theme

// Shows what it holds from left to right, as if it were drawn; once, when it comes or is begun anew.
Item {
    id: root

    property int ms: Theme.tickMs
    property real share: 1 // that is drawn
    readonly property alias isRunning: drawing.running
    default property alias held: whole.data

    function begin() {
        drawing.stop();
        root.share = 1;
        if (root.ms > 0)
            drawing.start();
    }

    Component.onCompleted: root.begin()

    Item {
        width: root.width * root.share
        height: root.height
        clip: root.share < 1

        Item {
            id: whole
            width: root.width
            height: root.height
        }
    }
    NumberAnimation {
        id: drawing
        target: root
        property: "share"
        from: 0
        to: 1
        duration: root.ms
        easing.type: Easing.OutCubic
    }
}
