import QtQuick
import screens.theme

// Knows whether changes of a list come slowly enough to be moved: a scan that follows at once is shown at once.
Timer {
    id: root

    property bool isHurried: false
    readonly property bool allows: !isHurried && Theme.appearMs > 0

    interval: Theme.hurryMs

    function count() {
        root.isHurried = root.running;
        root.restart();
    }
}
