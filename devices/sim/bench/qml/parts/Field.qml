import QtQuick
import QtQuick.Controls.Basic

// A line of text to type.
TextField {
    id: root

    required property var theme
    property string tag
    property string hint

    objectName: tag
    Accessible.name: hint
    placeholderText: hint
    placeholderTextColor: theme.colours.muted
    color: theme.colours.ink
    selectByMouse: true
    font.pixelSize: theme.scale * 13
    implicitHeight: theme.scale * 38
    leftPadding: theme.scale * 12

    background: Rectangle {
        radius: root.theme.scale * 9
        color: root.theme.colours.surface
        border.width: root.activeFocus ? root.theme.thick : root.theme.thin
        border.color: root.theme.colours[root.activeFocus ? "primary" : "outline"]
    }
}
