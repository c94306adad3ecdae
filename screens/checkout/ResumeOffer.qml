pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.scenes

// A basket that was left behind, offered back before anybody sees what is in it.
Page {
    id: page

    panelsInPortrait: false
    panel: Component {
        Item {
            Amount { width: parent.width; label: page.parts.total_label; money: page.parts.total }
        }
    }

    SceneCard {
        id: card
        width: page.width
        height: page.height
        hasFloor: false
        progress: 0.34
        floorHeight: below.height + 2 * Theme.pad

        Picture {
            art: "scenes/paper-bag"
            height: Math.min(parent.height, parent.width * 0.72)
            width: height * 0.77
            x: (parent.width - width) / 2
            anchors.bottom: parent.bottom
        }
        Disc {
            parent: card
            visible: card.hasScene
            icon: "undo-2"
            width: Math.min(Theme.mm(34), card.width * 0.14)
            x: card.width * card.progress - width
            y: card.lineY - height
        }
        Column {
            id: below
            parent: card
            x: Theme.pad
            y: card.lineY + Theme.line + Theme.pad
            width: card.width - 2 * x
            spacing: Theme.mm(8)

            Label { width: parent.width; text: page.parts.count; step: Theme.h2 }
            Amount { visible: !Theme.isLandscape; width: parent.width; label: page.parts.total_label; money: page.parts.total }
            Banner {
                width: parent.width
                height: implicitHeight
                titleStep: Theme.label
                banner: ({ "kind": "here", "icon": "shield-check", "title": page.parts.reassurance, "text": "" })
            }
        }
    }
}
