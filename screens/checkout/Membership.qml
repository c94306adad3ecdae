pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale

// What a member's card brings: the points so far, those of this purchase, and the balance that follows. Who became a
// member just now sees the card itself: its code to photograph and its number.
Page {
    id: page

    readonly property bool isNew: parts.card !== ""
    readonly property bool isSplit: Theme.losesColumn

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
                visible: !page.isNew
                width: parent.width
                spacing: Theme.mm(2)
                Label { width: parent.width; text: page.parts.before_label; color: Theme.muted }
                Label { width: parent.width; text: page.parts.before; step: Theme.h1; fits: true; neverCut: true }
            },
            Column {
                visible: page.isNew
                width: parent.width
                spacing: Theme.mm(2)
                Label { width: parent.width; text: page.parts.card_label ?? ""; color: Theme.muted }
                Label { width: parent.width; text: page.parts.card; step: Theme.h1; fits: true; neverCut: true }
            },
            ReceiptCode { visible: page.isNew; width: parent.width; parts: page.parts; isAlone: page.isSplit; room: Math.min(Theme.mm(70), card.blockRoom) },
            Fact { visible: text !== ""; width: parent.width; label: page.parts.earned_label; text: page.parts.earned },
            Fact { visible: text !== ""; width: parent.width; label: page.parts.after_label; text: page.parts.after },
            Amount { visible: !Theme.isLandscape || card.isScarce; width: parent.width; label: page.parts.total_label; money: page.parts.total }
        ]
    }
}
