import QtQuick
import screens.theme
import screens.parts

// One kind of dangerous goods: its sign, its name, what may be done with it, and where it may go as icon and word.
Card {
    id: root

    required property var goods // {icon, name, where, kind, sign, place}
    readonly property int inset: Theme.mm(Theme.isTight ? 4 : 6)
    readonly property int lane: Math.max(Theme.mm(Theme.isTight ? 16 : 20), Theme.px(Theme.title.cap) + Theme.gap)
    readonly property bool isStacked: Theme.restacks || width < chip.implicitWidth + lane + Theme.mm(90)

    implicitHeight: Math.max(words.height + (isStacked ? chip.height + Theme.gap : 0), isStacked ? 0 : chip.height) + 2 * inset

    Icon {
        name: root.goods.icon
        tone: Theme.ink
        size: Math.min(root.lane - Theme.gap, Math.max(Theme.mm(11), Theme.px(Theme.title.cap)))
        x: root.inset
        y: root.inset + (Math.min(words.height, Theme.mm(16)) - height) / 2
    }
    Column {
        id: words
        x: root.lane + Theme.mm(2)
        y: root.isStacked ? root.inset : (root.height - height) / 2
        width: (root.isStacked ? root.width - root.inset : chip.x - Theme.gap) - x
        spacing: Theme.mm(0.8)

        Label { width: parent.width; text: root.goods.name; step: Theme.title }
        Label { width: parent.width; text: root.goods.where; step: Theme.caption; color: Theme.muted }
    }
    Chip {
        id: chip
        text: root.goods.place
        icon: root.goods.sign
        kind: root.goods.kind
        width: Math.min(implicitWidth, root.width - 2 * root.inset - (root.isStacked ? root.lane : 0))
        height: implicitHeight
        x: root.isStacked ? words.x : root.width - width - root.inset
        y: root.isStacked ? words.y + words.height + Theme.gap : (root.height - height) / 2
    }
}
