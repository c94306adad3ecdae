pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale

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

    BagWords {
        id: card
        width: page.width
        height: page.height
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
    }
}
