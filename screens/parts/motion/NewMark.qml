import QtQuick
import screens.theme

// A bar beside what has just come, for a moment: the twin of the sound that says so. In calm the tint alone says it.
Item {
    id: root

    property bool isOn: false

    function show() {
        if (root.isOn && Theme.appearMs > 0)
            lasting.restart();
    }

    visible: root.isOn && bar.opacity > 0

    Rectangle {
        id: bar
        width: Theme.newMark
        height: root.height
        color: Theme.primary
        opacity: lasting.running ? 1 : 0
        Behavior on opacity {
            NumberAnimation { duration: Theme.exitMs }
        }
    }
    Timer {
        id: lasting
        interval: Theme.newestMs
    }
}
