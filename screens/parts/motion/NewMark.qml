import QtQuick
import screens.theme

// A bar beside what has just come, for a moment: the twin of the sound that says so. In calm the tint alone says it.
Item {
    id: root

    property bool isOn: false

    objectName: "mark"
    visible: root.isOn && bar.opacity > 0

    function show() {
        if (root.isOn && Theme.appearMs > 0) {
            going.stop();
            bar.opacity = 1;
            lasting.restart();
        }
    }

    Rectangle {
        id: bar
        width: Theme.newMark
        height: root.height
        color: Theme.primary
        opacity: 0
    }
    Timer {
        id: lasting
        interval: Theme.newestMs
        onTriggered: going.start()
    }
    NumberAnimation {
        id: going
        target: bar
        property: "opacity"
        to: 0
        duration: Theme.exitMs
    }
}
