pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.devices
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// Not paid: nothing was charged, the basket is kept, and there is a next step.
Page {
    id: page

    readonly property bool isApart: !Theme.isLandscape && !Theme.isTight // the amount on a card of its own

    panelsInPortrait: false
    takesSecondary: Theme.isOneByOne && (card.isScarce || Theme.isLandscape) && !!view.secondary && !!view.back
    panel: card.isScarce ? null : aside

    Component {
        id: aside
        Item {
            Amount { width: parent.width; room: parent.height; label: page.parts.amount_label; money: page.parts.amount }
        }
    }

    Card {
        id: due
        visible: page.isApart
        width: page.width
        height: visible ? amount.height + 2 * Theme.mm(6) : 0

        Amount {
            id: amount
            x: Theme.pad
            y: Theme.mm(6)
            width: parent.width - 2 * x
            label: page.parts.amount_label
            money: page.parts.amount
        }
    }
    SceneWords {
        id: card
        y: due.visible ? due.height + Theme.cardGap : 0
        width: page.width
        height: page.height - y
        progress: 0
        controls: page.shell.controls
        words: [
            Banner {
                width: parent.width
                height: Math.min(implicitHeight, card.blockRoom)
                banner: card.isScarce ? Object.assign({}, page.parts.banner, { "text": "", "do": "" }) : page.parts.banner
                titleStep: Theme.isOneByOne ? Theme.title : Theme.h2
            },
            Label {
                visible: card.isScarce
                width: parent.width
                height: Math.min(implicitHeight, card.blockRoom)
                text: [page.parts.banner.text, page.parts.banner.do || ""].join(" ").trim()
                fits: true
                neverCut: true
            },
            BigButton {
                objectName: "secondary"
                visible: page.takesSecondary
                width: parent.width
                height: Math.min(implicitHeight, card.blockRoom)
                action: page.view.secondary ?? null
                onActivated: page.act(action)
            },
            Amount {
                visible: Theme.isLandscape ? card.isScarce : !page.isApart
                width: parent.width
                room: card.blockRoom
                label: page.parts.amount_label
                money: page.parts.amount
            },
            Banner {
                width: parent.width
                height: Math.min(implicitHeight, card.blockRoom)
                titleStep: Theme.label
                banner: ({ "kind": "here", "icon": "shopping-basket", "title": page.parts.kept, "text": "" })
            }
        ]

        PayScene {
            visible: !card.isAside
            width: parent.width
            height: parent.height
            icon: page.parts.icon
        }
        Terminal {
            visible: card.isAside
            height: Math.min(parent.height, card.sceneWidth / 0.72)
            icon: page.parts.icon
            x: card.sceneX + (card.sceneWidth - width) / 2
            y: parent.height - height
        }
    }
}
