pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// Paid. The receipt as the customer wants it; what became of the paper is said here.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property bool hasScene: height - ask.neededHeight > Theme.mm(44)
    readonly property bool hasCode: (parts.qr || "") !== ""

    panelsInPortrait: false
    panel: Component {
        Item {
            PaidFacts { width: parent.width; parts: page.parts; room: parent.height }
        }
    }

    DoneScene {
        id: scene
        visible: page.hasScene
        width: page.width
        height: page.height - ask.height - Theme.cardGap
    }
    Card {
        id: ask
        readonly property int neededHeight: page.isWide ? question.height + 2 * Theme.pad : question.height + foot.height + 3 * Theme.pad
        width: page.width
        height: page.hasScene ? neededHeight : page.height
        y: page.height - height

        ReceiptQuestion {
            id: question
            parts: page.parts
            hasCode: page.hasCode
            x: Theme.pad
            y: Theme.pad
            width: parent.width - 2 * x
        }
        Item {
            id: foot
            visible: !page.isWide
            x: Theme.pad
            y: parent.height - height - Theme.pad
            width: parent.width - 2 * x
            height: Math.max(facts.height, printer.height)

            PaidFacts {
                id: facts
                parts: page.parts
                width: parent.width - (printer.visible ? printer.width + Theme.gutter : 0)
                anchors.bottom: parent.bottom
            }
            Picture {
                id: printer
                visible: !page.hasCode
                art: "scenes/receipt-printer"
                size: visible ? Math.min(Theme.mm(86), page.width * 0.36, page.height - question.height - 3 * Theme.pad) : 0
                anchors { right: parent.right; bottom: parent.bottom }
            }
        }
    }
}
