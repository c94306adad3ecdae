import QtQuick
import screens.theme
import screens.parts

// How many articles, and what there is to pay, straight over the button that pays it. In the panel the count stands at
// the top; where the panel is low, beside the label, or over it when both are long. The button says the amount again.
Item {
    id: root

    required property var parts // {count, subtotal, total_label, total}

    readonly property bool isLow: Theme.isLandscape && height < total.wanted + Theme.px(Theme.body.cap) + 2 * Theme.pad
    readonly property bool hasLabel: height >= Theme.px(Theme.body.cap) * Theme.oneLine + total.least // else there is no line to share
    readonly property bool isAbreast: isLow && hasLabel && total.labelWidth + natural.advanceWidth + Theme.pad < width

    implicitHeight: total.height

    Label {
        id: count
        text: root.parts.count
        visible: !Theme.isLandscape || root.height >= Theme.px(step.cap) * Theme.oneLine + (root.isAbreast ? 0 : Theme.mm(9))
        height: Math.min(Theme.px(step.cap) * Theme.oneLine * maximumLineCount, maximumLineCount > 1 ? total.height - Theme.mm(4) : root.height)
        step: root.isLow && !root.isAbreast || maximumLineCount > 1 ? Theme.caption : Theme.body
        fits: true
        neverCut: true
        mayElide: maximumLineCount === 1 // several lines shrink until they fit
        maximumLineCount: Theme.isLandscape || natural.advanceWidth <= width ? 1 : natural.advanceWidth > 1.5 * width ? 4 : 2 // what is saved takes lines of its own
        color: Theme.muted
        x: root.isAbreast ? root.width - width : 0
        width: root.isAbreast ? natural.advanceWidth + Theme.gap : Theme.isLandscape ? root.width : root.width - total.width - Theme.gutter
        y: !Theme.isLandscape ? total.height - height - Theme.mm(4) : root.isAbreast ? total.y : 0
    }
    TextMetrics {
        id: natural
        font { family: Theme.face; pixelSize: Theme.px(Theme.body.cap); weight: Theme.body.weight }
        text: root.parts.count
    }
    Rectangle {
        visible: Theme.isLandscape && !root.isLow
        width: root.width
        height: Theme.hairWidth
        y: total.y - Theme.mm(8)
        color: Theme.hair
    }
    Amount {
        id: total
        readonly property int wanted: Theme.px(Theme.body.cap) * 1.21 + Theme.px(step.cap) * Theme.oneLine
        label: root.parts.total_label
        money: root.parts.total
        alignment: Theme.isLandscape ? Text.AlignLeft : Text.AlignRight
        room: !Theme.isLandscape ? wanted : root.height - (root.isLow && !root.isAbreast && count.visible ? count.height : 0)
        width: Theme.isLandscape ? root.width : root.width * 0.62
        x: root.width - width
        y: root.height - height
    }
}
