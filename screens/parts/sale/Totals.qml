import QtQuick
import screens.theme
import screens.parts

// How many articles, and what there is to pay, straight over the button that pays it.
Item {
    id: root

    required property var parts // {count, subtotal, total_label, total}

    readonly property bool isLow: Theme.isLandscape && height < total.height + Theme.mm(22)

    implicitHeight: total.height

    Label {
        id: count
        text: root.parts.count
        color: Theme.muted
        x: root.isLow ? root.width - width : 0
        width: root.isLow ? root.width * 0.39 : Theme.isLandscape ? root.width : root.width - total.width - Theme.gutter
        height: Theme.px(step.cap) * Theme.bodyLine
        fits: true
        mayElide: true
        maximumLineCount: 1
        y: !Theme.isLandscape ? total.height - height - Theme.mm(4) : root.isLow ? total.y : 0
        horizontalAlignment: root.isLow ? Text.AlignRight : Text.AlignLeft
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
        label: root.parts.total_label
        labelShare: root.isLow ? 0.6 : 1
        money: root.parts.total
        alignment: Theme.isLandscape ? Text.AlignLeft : Text.AlignRight
        width: Theme.isLandscape ? root.width : root.width * 0.62
        x: root.width - width
        y: root.height - height
    }
}
