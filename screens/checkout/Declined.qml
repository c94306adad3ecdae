pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.scenes

// Not paid: nothing was charged, the basket is kept, and there is a next step.
Page {
    id: page

    panelsInPortrait: false
    panel: Component {
        Item {
            Amount { width: parent.width; label: page.parts.amount_label; money: page.parts.amount }
        }
    }

    SceneCard {
        id: card
        width: page.width
        height: page.height
        hasFloor: false
        progress: 0
        floorHeight: rest.height + 2 * Theme.pad

        Amount {
            id: amount
            visible: !Theme.isLandscape
            width: parent.width
            label: page.parts.amount_label
            money: page.parts.amount
        }
        PayScene {
            y: amount.visible ? amount.height + Theme.mm(6) : 0
            width: parent.width
            height: parent.height - y
            icon: "x"
        }
        Column {
            id: rest
            parent: card
            x: Theme.pad
            y: card.lineY + Theme.line + Theme.pad
            width: card.width - 2 * x
            spacing: Theme.mm(8)

            Banner { width: parent.width; height: implicitHeight; banner: page.parts.banner; titleStep: Theme.h2 }
            Banner {
                width: parent.width
                height: implicitHeight
                titleStep: Theme.label
                banner: ({ "kind": "here", "icon": "shopping-basket", "title": page.parts.kept, "text": "" })
            }
        }
    }
}
