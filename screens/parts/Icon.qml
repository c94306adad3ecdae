import QtQuick
import screens.theme

// A line icon of assets/icons, tinted with a token. Decorative: the words beside it say the same.
Image {
    id: root

    required property string name
    property color tone: Theme.ink
    property int size: Theme.icon

    width: size
    height: size
    sourceSize: Qt.size(size, size)
    source: name === "" ? "" : "image://icon/" + name + "/" + Theme.hex(tone)
    smooth: false
}
