import QtQuick
import screens.theme
import screens.parts

// A button of the strip at the foot: icon over one short word. The call for a person is tinted on every screen.
TapArea {
    id: root

    required property var action // {label, event}
    required property string icon
    property bool isTinted: false
    readonly property color tone: isTinted ? Theme.inkContainer : Theme.ink

    visible: action !== null && action !== undefined
    name: action ? action.label : ""
    height: Theme.touchStd
    isTight: true

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: root.isPressed ? Theme.surface2 : root.isTinted ? Theme.primaryContainer : "transparent"
        border { width: root.isTinted && Theme.isContrast ? Theme.border : 0; color: Theme.primary }
        antialiasing: true
    }
    Icon {
        id: sign
        visible: !Theme.restacksStrip
        name: root.icon
        tone: root.tone
        size: Theme.mm(8)
        x: (root.width - width) / 2
        y: Theme.mm(1.8)
    }
    Label {
        y: sign.visible ? sign.y + sign.height : Theme.mm(1)
        x: Theme.mm(1)
        width: root.width - 2 * x
        height: root.height - y - Theme.mm(1)
        text: root.name
        step: Theme.caption
        weight: root.isTinted ? Font.DemiBold : step.weight
        color: root.tone
        horizontalAlignment: Text.AlignHCenter
        isPartOfControl: true
        mayElide: true
        fits: !sign.visible
        maximumLineCount: sign.visible ? 1 : 2
    }
}
