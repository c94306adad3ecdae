import QtQuick
import QtQuick.Controls.Basic

// One text. `tone` is a colour of the theme by name.
Label {
    id: root

    required property var theme
    property string tone: "ink"
    property real size: 13

    color: theme.colours[tone]
    font.pixelSize: theme.scale * size
    elide: Text.ElideRight
}
