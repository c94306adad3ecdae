import QtQuick
import screens.theme
import screens.parts
import screens.parts.motion

// A square key with an icon, 15 mm: plus, minus, bin, page up and down.
TapArea {
    id: root

    required property string icon
    property int size: Theme.touchMin
    property bool isOff: false

    enabled: !isOff

    width: size
    height: size
    ringRadius: Theme.keyRadius

    Rectangle {
        anchors.fill: parent
        radius: Theme.keyRadius
        color: root.isPressed ? Theme.surface2 : Theme.surface
        PressTone on color {}
        border { width: Theme.border; color: root.isOff ? Theme.hair : Theme.outline }
        antialiasing: true
    }
    Icon {
        anchors.centerIn: parent
        name: root.icon
        tone: root.isOff ? Theme.disabledInk : Theme.ink
        size: Theme.mm(8)
    }
}
