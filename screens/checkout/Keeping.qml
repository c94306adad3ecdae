pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale

// The basket is kept: its code to scan and to photograph, beside it the digits to note and to type, and what became of
// the paper. With large letters the symbol and the words have pages of their own.
Page {
    id: page

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
        sign: "clock"
        controls: page.shell.controls
        words: [
            Column {
                width: parent.width
                spacing: Theme.mm(2)
                Label { width: parent.width; text: page.parts.code_label; color: Theme.muted }
                Label { width: parent.width; text: page.parts.code; step: Theme.display; fits: true; neverCut: true; maximumLineCount: 1 }
            },
            Banner { visible: !!page.parts.paper; width: parent.width; height: visible ? Math.min(implicitHeight, card.blockRoom) : 0; titleStep: Theme.label; banner: page.parts.paper },
            ReceiptCode { width: parent.width; parts: page.parts; isAlone: page.isSplit; room: Math.min(Theme.mm(90), card.blockRoom) },
            Label { visible: page.isSplit; width: parent.width; text: page.parts.qr_title; step: Theme.title; fits: true; neverCut: true },
            Label { visible: page.isSplit; width: parent.width; text: page.parts.qr_text; fits: true; neverCut: true },
            Amount { visible: !Theme.isLandscape || card.isScarce; width: parent.width; label: page.parts.total_label; money: page.parts.total }
        ]
    }
}
