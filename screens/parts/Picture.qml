import QtQuick
import screens.theme

// Art of assets/images at the size it is drawn. Goods are loaded beside the glass; scenes are drawn at once, for the
// look and in the colour of the brand. It stands on its lower edge; `foot` is the share of its height that is empty
// below the object, so that it touches the line it stands on.
Image {
    id: root

    required property string art // "products/milk", "scenes/paper-bag"
    property url own: "" // the site's in its place, until it turns out to be broken
    property int size: 0
    property real foot: 0

    width: size
    height: size
    sourceSize: Qt.size(width, height)
    readonly property bool isScene: art.startsWith("scenes/")
    readonly property bool isHouse: own.toString() === "" || site.status === Image.Error
    readonly property string drawing: isScene ? "image://scene/" + art.slice(7) + "/" + Theme.look + "/" + Theme.hex(Theme.artTone) : ""

    source: art === "" || width <= 0 || height <= 0 || !isHouse ? "" : isScene ? drawing : Qt.resolvedUrl("../../assets/images/" + art + ".svg")
    asynchronous: !isScene // never for what the program draws
    fillMode: Image.Pad
    verticalAlignment: Image.AlignBottom
    smooth: false
    transform: Translate { y: root.height * root.foot }

    Image {
        id: site
        anchors.fill: parent
        sourceSize: root.sourceSize
        source: root.width > 0 && root.height > 0 ? root.own : ""
        asynchronous: true
        fillMode: Image.PreserveAspectFit
        verticalAlignment: Image.AlignBottom
    }
}
