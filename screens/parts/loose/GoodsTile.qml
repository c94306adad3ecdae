import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion

// Goods to choose: their picture, below it the name and what they cost. Where a tile is wide and low the words stand
// beside the picture.
TapArea {
    id: root

    required property var goods // {title, price, art, name}
    property bool isSideways: false
    readonly property int wordsHeight: words.implicitHeight
    property int wordRoom: wordsHeight // of the tallest in the row, so that pictures stand in one line
    readonly property int inset: Theme.mm(Theme.isTight ? 3 : 4)
    readonly property int least: isSideways ? Math.max(words.implicitHeight, Theme.mm(20)) + 2 * inset : words.implicitHeight + Theme.mm(Theme.isTight ? 19 : 24) + 2 * inset
    readonly property int pictureRoom: isSideways ? height - 2 * inset : height - 2 * inset - wordRoom - Theme.mm(2)

    objectName: "goods"
    name: goods.name
    ringRadius: Theme.cardRadius

    Card {
        anchors.fill: parent
        tone: root.isPressed ? Theme.surface2 : Theme.surface
        PressTone on tone {}
    }
    Picture {
        id: art
        art: root.goods.art
        size: Math.max(0, Math.min(root.pictureRoom, root.isSideways ? root.width * 0.3 : root.width - 2 * root.inset, Theme.mm(40)))
        x: root.isSideways ? root.inset : (root.width - width) / 2
        y: root.isSideways ? (root.height - height) / 2 : root.inset + root.pictureRoom - height
    }
    Column {
        id: words
        x: root.isSideways ? art.x + Math.max(art.width, Theme.mm(20)) + Theme.gutter : root.inset
        y: root.isSideways ? (root.height - height) / 2 : root.height - root.inset - root.wordRoom
        width: root.width - x - root.inset
        spacing: Theme.mm(1)

        Label {
            width: parent.width
            text: root.goods.title
            step: Theme.label
            isPartOfControl: true
            horizontalAlignment: root.isSideways ? Text.AlignLeft : Text.AlignHCenter
        }
        Label {
            width: parent.width
            text: root.goods.price
            step: Theme.caption
            color: Theme.muted
            isPartOfControl: true
            horizontalAlignment: root.isSideways ? Text.AlignLeft : Text.AlignHCenter
        }
    }
}
