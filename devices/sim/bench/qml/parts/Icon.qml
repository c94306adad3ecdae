import QtQuick

// A line icon in a colour of the theme.
Image {
    id: root

    required property var theme
    property string name
    property string tone: "ink"
    property real size: 18

    function hex(colour: color): string {
        return colour.toString().slice(-6);
    }

    width: theme.scale * size
    height: width
    sourceSize: Qt.size(width * 2, width * 2)
    source: name ? "image://icon/" + name + "/" + hex(theme.colours[tone]) : ""
    Accessible.ignored: true
}
