pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// What may be bought: its sign, its name with the price beside it, what it is, whether the price goes back, and a tick
// for each who may have it; of few, beside the words. None is ticked before a touch. On a low glass each of these is a
// card of its own.
Card {
    id: root

    required property var offer // {icon, title, text, price, back, flight, people}
    property bool hasWords: true // what it is
    property bool hasTerms: true // on which flight, and whether the price goes back
    property var people: offer.people
    readonly property int count: Array.from(people).length
    readonly property int inset: Theme.mm(Theme.isTight ? 5 : 8)
    readonly property int lane: Theme.restacks ? 0 : Theme.mm(18)
    readonly property int inside: width - 2 * inset - lane
    readonly property bool isAside: !Theme.isTight && !Theme.restacks && width > Theme.mm(150) && (count === 1 || Theme.isLandscape && count === 2)
    readonly property int side: count * Theme.mm(count === 1 ? 46 : 36) // of the ticks beside the words
    readonly property bool isStacked: Theme.restacks || title.implicitWidth + price.implicitWidth + Theme.wideGap > inside

    readonly property var stops: isAside ? [] : Array.from(ticks.children).filter(one => one.height > 0).map(one => ticks.y + one.y) // where a page may end

    signal acted(action: var)

    implicitHeight: Math.max(rows.height, isAside ? Theme.px(Theme.title.cap) * Theme.oneLine + Theme.gap + ticks.height : rows.height + (count > 0 ? Theme.gutter + ticks.height : 0)) + 2 * inset

    Rectangle {
        visible: root.lane > 0
        x: root.inset
        y: root.inset
        width: Theme.mm(13)
        height: width
        radius: width / 2
        color: Theme.primaryContainer
        antialiasing: true
        Icon { anchors.centerIn: parent; name: root.offer.icon; tone: Theme.inkContainer; size: Theme.mm(7.5) }
    }
    Column {
        id: rows
        readonly property int lines: root.isAside ? width - root.side - Theme.wideGap : width // of the words below the title

        x: root.inset + root.lane
        y: root.inset
        width: root.inside
        spacing: Theme.mm(1.6)

        Item {
            width: parent.width
            height: root.isStacked && root.hasWords ? price.y + price.height : Math.max(title.height, root.isStacked ? 0 : price.height)
            Label { id: title; width: root.isStacked ? parent.width : parent.width - price.width - Theme.wideGap; text: root.offer.title; step: Theme.title }
            Label {
                id: price
                visible: root.hasWords
                width: root.isStacked ? parent.width : implicitWidth
                x: parent.width - width
                y: root.isStacked ? title.height + Theme.mm(0.6) : 0
                text: root.offer.price
                step: Theme.title
                horizontalAlignment: root.isStacked ? Text.AlignLeft : Text.AlignRight
            }
        }
        Label { visible: root.hasWords; width: rows.lines; text: root.offer.text; isProse: true }
        Label { visible: root.hasTerms && text !== ""; width: rows.lines; text: root.offer.flight; step: Theme.caption; color: Theme.muted }
        Label { visible: root.hasTerms; width: rows.lines; text: root.offer.back; step: Theme.caption; color: Theme.muted }
    }
    Fitting {
        id: ticks
        x: root.width - root.inset - width
        y: root.isAside ? root.height - root.inset - height : rows.y + rows.height + Theme.gutter
        width: root.isAside ? root.side : root.inside
        words: Array.from(root.people).map(one => one.label)
        isTwoLines: true
        extra: Theme.mm(19)

        Repeater {
            model: root.people

            OfferTick {
                id: one
                required property var modelData
                objectName: "extra:" + modelData.args.code + ":" + modelData.args.passenger
                tick: modelData
                width: ticks.cell
                height: Math.max(ticks.cellHeight, Theme.touchStd)
                onActivated: root.acted(modelData)
            }
        }
    }
}
