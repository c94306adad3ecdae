pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// A basket that was left behind, offered back before anybody sees what is in it.
Page {
    id: page

    panelsInPortrait: false
    panel: card.isScarce ? null : aside

    Component {
        id: aside
        Item {
            Amount { width: parent.width; room: parent.height; label: page.parts.total_label; money: page.parts.total }
        }
    }

    SceneWords {
        id: card
        width: page.width
        height: page.height
        progress: isAside ? 0.68 : 0.34
        controls: page.shell.controls
        words: [
            Label { width: parent.width; text: page.parts.count; step: Theme.h2 },
            Amount { visible: !Theme.isLandscape || card.isScarce; width: parent.width; label: page.parts.total_label; money: page.parts.total },
            Banner {
                width: parent.width
                height: Math.min(implicitHeight, card.blockRoom)
                titleStep: Theme.label
                banner: ({ "kind": "here", "icon": "shield-check", "title": page.parts.reassurance, "text": "" })
            }
        ]

        Picture {
            id: bag
            art: "scenes/paper-bag"
            height: Math.min(parent.height, card.isAside ? card.sceneWidth / 0.83 : card.sceneWidth * 0.72)
            width: height * 0.77
            x: card.sceneX + (card.sceneWidth - width) / 2
            anchors.bottom: parent.bottom
        }
        Disc {
            icon: "undo-2"
            width: bag.width * 0.32
            x: card.width * card.progress - Theme.pad - width
            anchors.bottom: parent.bottom
        }
    }
}
