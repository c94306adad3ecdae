import QtQuick
import screens.theme
import screens.parts

// The disc that stands on a line: it is you, your item, your payment.
Rectangle {
    id: root

    property string icon: ""
    property color tone: Theme.primary
    property color inkTone: Theme.inkPrimary
    property real share: 0.5 // of the icon

    height: width
    radius: width / 2
    color: tone
    antialiasing: true

    Icon {
        visible: root.icon !== ""
        anchors.centerIn: parent
        name: root.icon
        tone: root.inkTone
        size: root.width * root.share
    }
}
