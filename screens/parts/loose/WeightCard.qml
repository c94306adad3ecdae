import QtQuick
import screens.theme
import screens.parts

// What is on the scale: its picture and price by weight, and the weight, with a tick and a word when it stands still.
Card {
    id: root

    required property var parts // of the view
    readonly property bool isUpright: Theme.restacks && !Theme.isLandscape || Theme.isOneByOne
    readonly property int side: Theme.pad
    readonly property int artSize: Theme.mm(Theme.losesColumn ? 22 : Theme.isTight ? 30 : 44)

    implicitHeight: Math.max(artSize, words.y - side + words.height) + 2 * side

    Picture {
        id: art
        art: root.parts.art
        size: root.artSize
        x: root.side
        y: root.isUpright ? root.side : (root.height - height) / 2
    }
    Column {
        id: head
        x: art.x + art.width + Theme.cardGap
        y: root.side + (root.isUpright ? Math.max(0, (root.artSize - height) / 2) : 0)
        width: root.width - x - root.side
        spacing: Theme.headGap

        Label { width: parent.width; text: root.parts.name; step: Theme.title; mayElide: true; maximumLineCount: 2 }
        Label { width: parent.width; text: root.parts.per_kilo; color: Theme.muted }
    }
    Column {
        id: words
        x: root.isUpright ? root.side : head.x
        y: Math.max(head.y + head.height, root.isUpright ? art.y + art.height : 0) + Theme.gap
        width: root.width - x - root.side
        spacing: Theme.headGap

        Label { width: parent.width; text: root.parts.weight_label; color: Theme.muted }
        Label {
            width: parent.width
            height: Theme.px(step.cap) * Theme.oneLine
            text: root.parts.weight
            step: Theme.amount
            color: root.parts.is_steady ? Theme.ink : Theme.muted
            fits: true
            neverCut: true
            mayElide: true
            maximumLineCount: 1
        }
        Chip { // its place stays when there is nothing to tell: the page does not jump
            width: Math.min(implicitWidth, parent.width)
            height: implicitHeight
            opacity: root.parts.is_steady ? 1 : 0
            Accessible.ignored: !root.parts.is_steady
            text: root.parts.steady
            icon: "circle-check"
            kind: "success"
        }
    }
}
