pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale

// What a member's card brings: the points so far, those of this purchase, and the balance that follows.
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
        sign: "user"
        controls: page.shell.controls
        words: [
            Column {
                width: parent.width
                spacing: Theme.mm(2)
                Label { width: parent.width; text: page.parts.before_label; color: Theme.muted }
                Label { width: parent.width; text: page.parts.before; step: Theme.h1; fits: true; neverCut: true }
            },
            Fact { visible: text !== ""; width: parent.width; label: page.parts.earned_label; text: page.parts.earned },
            Fact { visible: text !== ""; width: parent.width; label: page.parts.after_label; text: page.parts.after },
            Amount { visible: !Theme.isLandscape || card.isScarce; width: parent.width; label: page.parts.total_label; money: page.parts.total }
        ]
    }
}
