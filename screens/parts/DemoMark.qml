import QtQuick
import screens.theme

// Said on every screen while a device is simulated.
Rectangle {
    id: root

    required property string text

    visible: text !== ""
    implicitWidth: words.implicitWidth + 2 * Theme.mm(3.5)
    implicitHeight: Math.max(Theme.mm(11), words.implicitHeight)
    radius: Theme.mm(2.5)
    color: Theme.warningContainer
    border { width: Theme.border; color: Theme.warning }
    antialiasing: true

    Label {
        id: words
        anchors.centerIn: parent
        text: root.text
        step: Theme.caption
        weight: Font.DemiBold
        color: Theme.warning
    }
}
