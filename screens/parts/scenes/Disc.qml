import QtQuick
import screens.theme
import screens.parts
import screens.parts.motion

// The disc that stands on a line: it is you, your item, your payment.
Rectangle {
    id: root

    property string icon: ""
    property color tone: Theme.primary
    property color inkTone: Theme.inkPrimary
    property real share: 0.5 // of the icon
    property bool isDrawn: false // the icon comes as if it were drawn

    height: width
    radius: width / 2
    color: tone
    antialiasing: true

    Drawing {
        visible: root.icon !== ""
        anchors.centerIn: parent
        width: root.width * root.share
        height: width
        ms: root.isDrawn ? Theme.tickMs : 0

        Icon { name: root.icon; tone: root.inkTone; size: parent.width }
    }
}
