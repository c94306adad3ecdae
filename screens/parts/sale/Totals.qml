import QtQuick
import screens.theme
import screens.parts

// How many articles, and what there is to pay, straight over the button that pays it.
Item {
    id: root

    required property var parts // {count, subtotal, total_label, total}

    implicitHeight: total.height

    Label {
        id: count
        text: root.parts.count
        color: Theme.muted
        width: Theme.isLandscape ? root.width : root.width - total.width - Theme.gutter
        y: Theme.isLandscape ? 0 : total.height - height - Theme.mm(4)
    }
    Rectangle {
        visible: Theme.isLandscape
        width: root.width
        height: Theme.hairWidth
        y: total.y - Theme.mm(8)
        color: Theme.hair
    }
    Amount {
        id: total
        label: root.parts.total_label
        money: root.parts.total
        alignment: Theme.isLandscape ? Text.AlignLeft : Text.AlignRight
        width: Theme.isLandscape ? root.width : root.width * 0.62
        x: root.width - width
        y: root.height - height
    }
}
