import QtQuick

// Art of assets/images at the size it is drawn, loaded beside the glass. It stands on its lower edge; `foot` is the
// share of its height that is empty below the object, so that it touches the line it stands on.
Image {
    id: root

    required property string art // "products/milk", "scenes/paper-bag"
    property url own: "" // the site's in its place, until it turns out to be broken
    property int size: 0
    property real foot: 0

    width: size
    height: size
    sourceSize: Qt.size(width, height)
    source: art === "" || width <= 0 || height <= 0 ? "" : own.toString() !== "" ? own : Qt.resolvedUrl("../../assets/images/" + art + ".svg")
    asynchronous: true
    fillMode: Image.Pad
    verticalAlignment: Image.AlignBottom
    smooth: false
    onStatusChanged: if (status === Image.Error) own = ""
    transform: Translate { y: root.height * root.foot }
}
