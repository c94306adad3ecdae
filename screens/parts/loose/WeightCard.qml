import QtQuick
import screens.theme
import screens.parts

// What is on the scale: its picture and price by weight, and the weight, with a tick and a word when it stands still.
// Where letters are large `part` shows one of them alone.
Card {
    id: root

    required property var parts // of the view
    property string part: "" // head or weight; empty: both
    readonly property bool isUpright: part !== "" || Theme.restacks && !Theme.isLandscape
    readonly property int side: Theme.isTight ? Theme.mm(5) : Theme.pad
    readonly property int artSize: Theme.mm(part !== "" ? 20 : Theme.losesColumn ? 22 : Theme.isTight ? 30 : Theme.isLandscape ? 44 : 62)
    readonly property int headHeight: Math.max(art.height, head.height)

    implicitHeight: 2 * side + (part === "head" ? headHeight : part === "weight" ? words.height : isUpright ? words.y - side + words.height : Math.max(art.height, words.y - side + words.height))

    Picture {
        id: art
        visible: root.part !== "weight"
        art: root.parts.art
        size: root.artSize
        x: root.side
        y: root.isUpright ? root.side : (root.height - height) / 2
    }
    Column {
        id: head
        visible: root.part !== "weight"
        x: art.x + art.width + Theme.cardGap
        y: root.side + (root.isUpright ? Math.max(0, (art.height - height) / 2) : 0)
        width: root.width - x - root.side
        spacing: Theme.headGap

        Label { width: parent.width; text: root.parts.name; step: root.artSize > Theme.mm(40) ? Theme.h2 : Theme.title }
        Label { width: parent.width; text: root.parts.per_kilo; color: Theme.muted }
    }
    Column {
        id: words
        visible: root.part !== "head"
        x: root.isUpright ? root.side : head.x
        y: root.part === "weight" ? root.side : (root.isUpright ? root.side + root.headHeight : head.y + head.height) + Theme.gutter
        width: root.width - x - root.side
        spacing: Theme.headGap

        Label { width: parent.width; text: root.parts.weight_label; color: Theme.muted }
        Label {
            width: parent.width
            height: Theme.px(step.cap) * Theme.oneLine
            text: root.parts.weight
            step: root.artSize > Theme.mm(40) ? Theme.display : Theme.amount
            color: root.parts.is_steady ? Theme.ink : Theme.muted
            fits: true
            neverCut: true
            mayElide: true
            maximumLineCount: 1
        }
        Label { // in place of the chip, where its words do not fit into one line
            visible: !steady.visible
            width: parent.width
            text: root.parts.steady
            opacity: steady.opacity
            Accessible.ignored: !root.parts.is_steady
            color: Theme.success
            fits: true
            neverCut: true
        }
        Chip { // its place stays when there is nothing to tell: the page does not jump
            id: steady
            visible: implicitWidth <= parent.width
            height: implicitHeight
            opacity: root.parts.is_steady ? 1 : 0
            Accessible.ignored: !root.parts.is_steady
            text: root.parts.steady
            icon: "circle-check"
            kind: "success"
        }
    }
}
