import QtQuick

// Art of assets/images at the size it is drawn, loaded beside the glass. It stands on its lower edge; `foot` is the
// share of its height that is empty below the object, so that it touches the line it stands on.
Image {
    id: root

    required property string art // "products/milk", "scenes/paper-bag"
    property int size: 0
    property real foot: 0

    width: size
    height: size
    sourceSize: Qt.size(width, height)
    source: art === "" || width <= 0 || height <= 0 ? "" : Qt.resolvedUrl("../../assets/images/" + art + ".svg")
    asynchronous: true
    fillMode: Image.Pad
    verticalAlignment: Image.AlignBottom
    smooth: false
    transform: Translate { y: root.height * root.foot }
}
