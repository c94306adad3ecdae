pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// What must not be carried unseen: a sign and its word each, nothing to touch. Wide, the sign stands over the word;
// flat, it is lower: closer to the word, or beside it.
Grid {
    id: root

    required property var goods // [{icon, text}]
    property int most: 4 // columns
    property bool isFlat: false
    readonly property int longest: Math.max(0, ...Array.from(goods).map(one => Math.max(measure.advanceWidth(one.text) * 0.56, ...one.text.split(" ").map(word => measure.advanceWidth(word)))))
    readonly property int broadest: Math.max(0, ...Array.from(goods).map(one => measure.advanceWidth(one.text)))
    readonly property int lines: broadest + Theme.mm(3) > cell ? 2 : 1 // of a word below its sign
    readonly property int air: Theme.mm(isFlat ? 2 : Theme.isTight ? 3 : 5)
    readonly property int inset: isFlat ? Theme.mm(1.8) : Theme.gap
    readonly property int fitting: Math.floor((width + Theme.gap) / (longest + Theme.mm(5) + Theme.gap))
    readonly property bool isUpright: fitting >= (isFlat ? 4 : 3) && most >= 3
    readonly property int cell: (width - (columns - 1) * spacing) / columns

    columns: isUpright ? Math.min(most, fitting) : isFlat ? 2 : Math.max(1, Math.min(2, Math.floor((width + spacing) / (broadest + Theme.mm(18) + spacing))))
    spacing: isFlat && !isUpright ? Theme.mm(1) : Theme.gap

    FontMetrics { // no type of our own: a second engine in the process would make it null
        id: measure
        font { family: Theme.face; weight: Theme.bodyWeight; pixelSize: Theme.px(Theme.caption.cap) }
    }

    Repeater {
        model: root.goods

        Rectangle {
            id: sign
            required property var modelData

            width: root.cell
            height: root.isUpright ? picture.height + root.lines * Math.ceil(measure.height) + Theme.mm(2) + 2 * root.air : root.isFlat ? Math.max(Theme.mm(9), word.implicitHeight) : Math.max(Theme.mm(12), word.implicitHeight + Theme.mm(2))
            radius: Theme.keyRadius
            color: Theme.bg
            border { width: Theme.isContrast ? Theme.border : 0; color: Theme.outline }
            antialiasing: true

            Icon {
                id: picture
                name: sign.modelData.icon
                size: Theme.mm(root.isUpright && !Theme.isTight && !root.isFlat ? 12 : root.isFlat && !root.isUpright ? 8 : 9)
                x: root.isUpright ? (parent.width - width) / 2 : root.inset
                y: root.isUpright ? root.air : (parent.height - height) / 2
            }
            Label {
                id: word
                readonly property int below: picture.y + picture.height + Theme.mm(2)
                x: root.isUpright ? Theme.mm(1.5) : picture.x + picture.width + root.inset
                y: root.isUpright ? below : (parent.height - height) / 2
                width: parent.width - x - Theme.mm(root.isFlat ? 0.8 : 1.5)
                text: sign.modelData.text
                step: Theme.caption
                horizontalAlignment: root.isUpright ? Text.AlignHCenter : Text.AlignLeft
            }
        }
    }
}
