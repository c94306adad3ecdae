pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.sale
import screens.parts.trip

// One line of the basket and where its price comes from: step by step, the sum, and what is contained in it. In
// landscape the sum stands over the way back, as the basket's does.
Page {
    id: page

    readonly property bool sumsAside: Theme.isLandscape && !Theme.isTight
    readonly property int inset: Theme.isTight ? Theme.mm(5) : Theme.pad
    readonly property int artSize: Theme.mm(Theme.isTight ? 22 : Theme.isLandscape ? 30 : 38)

    readonly property int blockRoom: height - 2 * inset - (Theme.isLandscape || height < Theme.mm(110) ? 0 : Theme.touchStd + 2 * Theme.gap)
    readonly property int apart: leaves.lane > 0 ? Theme.gutter : 0 // amounts and keys

    panelsInPortrait: false
    panel: sumsAside ? sum : null

    Component {
        id: sum
        Item {
            Amount { width: parent.width; room: parent.height; y: parent.height - height; label: page.parts.total_label; money: page.parts.total }
        }
    }
    Card {
        width: page.width
        height: Theme.isLandscape ? page.height : Math.min(page.height, leaves.wanted + 2 * page.inset)

        Leaves {
            id: leaves
            x: page.inset
            y: page.inset
            width: parent.width - 2 * x
            height: page.height - 2 * y
            controls: page.shell.controls
            spacing: Theme.mm(3)

            Label { // each on its own, no higher than a page
                visible: Theme.losesColumn
                width: leaves.inside
                height: Math.min(implicitHeight, page.blockRoom)
                text: page.parts.name
                step: Theme.title
                fits: true
                neverCut: true
            }
            Label { visible: Theme.losesColumn && text !== ""; width: leaves.inside; height: Math.min(implicitHeight, page.blockRoom); text: page.parts.detail; color: Theme.muted; fits: true; neverCut: true }
            Item {
                visible: !Theme.losesColumn
                width: leaves.inside
                height: Math.max(art.height, head.height)

                Picture {
                    id: art
                    art: page.parts.art
                    size: page.artSize
                    y: (parent.height - height) / 2
                }
                Column {
                    id: head
                    x: art.width + Theme.cardGap
                    y: (parent.height - height) / 2
                    width: parent.width - x
                    spacing: Theme.headGap

                    Label { width: parent.width; text: page.parts.name; step: page.parts.name.length > 40 ? Theme.title : Theme.h2 }
                    Label { visible: text !== ""; width: parent.width; text: page.parts.detail; color: Theme.muted }
                }
            }
            PriceSteps { width: leaves.inside - page.apart; steps: page.parts.steps; room: page.blockRoom }
            Rectangle { visible: !page.sumsAside; width: leaves.inside; height: Theme.line; color: Theme.primary }
            Amount {
                visible: !page.sumsAside
                width: leaves.inside
                step: Theme.amount
                label: page.parts.total_label
                money: page.parts.total
                alignment: Text.AlignRight
            }
            PriceSteps { width: leaves.inside - page.apart; steps: page.parts.within; room: page.blockRoom; isQuiet: true }
            FlightFacts { visible: page.parts.facts.length > 0; width: leaves.inside; facts: page.parts.facts }
        }
    }
}
