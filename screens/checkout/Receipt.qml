pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.devices
import screens.parts.frame
import screens.parts.paging
import screens.parts.sale
import screens.parts.scenes

// Paid, or given back. The receipt as the customer wants it; what became of the paper is said here. In landscape the
// question stands in the panel, over its answers, while there is room.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property bool asksAside: isWide && !Theme.isTight
    readonly property bool isTight: Theme.isTight
    readonly property bool hasCode: (parts.qr || "") !== "" && (!Theme.isTight || blockRoom >= Theme.mm(45)) // else none could read it
    readonly property bool isScarce: Theme.isSmall && Theme.isOneByOne // even the panel gives its words to the card
    readonly property int blockRoom: height - 2 * Theme.pad - (isWide || height < Theme.mm(110) ? 0 : Theme.touchStd + 2 * Theme.gap)
    readonly property bool isSplit: hasCode && Theme.losesColumn && (isWide || isTight) // the code has a page of its own
    readonly property bool isCodeFirst: hasCode && (isWide || isSplit) // else below what became of the paper and the question
    readonly property bool asks: !asksAside || hasCode || !!parts.paper
    readonly property bool hasPrinter: !isWide && !hasCode

    panelsInPortrait: false
    panel: isScarce ? null : aside

    Component {
        id: aside
        Item {
            PaidFacts { id: paid; width: parent.width; parts: page.parts; room: parent.height; hasCard: page.asksAside; hasReference: page.asksAside }
            Label {
                visible: page.asksAside && text !== ""
                width: parent.width
                height: Math.min(implicitHeight, parent.height - paid.height - 2 * Theme.gap)
                y: parent.height - height - Theme.gap
                text: page.parts.question || ""
                step: Theme.h2
                fits: true
                neverCut: true
            }
        }
    }

    Component {
        id: codeBlock
        ReceiptCode {
            parts: page.parts
            note: page.isCodeFirst && page.parts.paper || null
            isAlone: page.isSplit
            room: page.isCodeFirst ? Math.min(Theme.mm(150), page.blockRoom) : Theme.mm(117)
        }
    }
    DoneScene {
        id: scene
        visible: hasScene && !(page.isWide && page.hasCode)
        hasGoods: !page.parts.is_back
        width: page.width
        height: page.height - (page.asks ? ask.needed + Theme.cardGap : 0)
    }
    Card {
        id: ask
        readonly property int needed: words.wanted + 2 * Theme.pad
        visible: page.asks
        width: page.width
        height: scene.visible ? needed : page.height
        y: page.height - height

        Leaves {
            id: words
            controls: page.shell.controls
            x: Theme.pad
            y: Theme.pad
            width: parent.width - 2 * x
            height: parent.height - 2 * y
            spacing: Theme.mm(8)

            Loader { id: first; active: page.isCodeFirst; visible: active; width: parent.width; sourceComponent: codeBlock }
            Label { visible: page.hasCode && page.isSplit; width: parent.width; height: Math.min(implicitHeight, page.blockRoom); text: page.parts.qr_title || ""; step: Theme.h2; fits: true; neverCut: true }
            Banner {
                width: parent.width
                height: Math.min(implicitHeight, page.blockRoom)
                banner: first.item && (first.item as ReceiptCode).tellsAll ? null : page.isScarce && page.parts.paper ? Object.assign({}, page.parts.paper, { "text": "", "do": "" }) : page.parts.paper
            }
            Label {
                visible: page.isScarce && text !== ""
                width: parent.width
                height: Math.min(implicitHeight, page.blockRoom)
                text: page.parts.paper ? [page.parts.paper.text, page.parts.paper.do || ""].join(" ").trim() : ""
                fits: true
                neverCut: true
            }
            Label { visible: !page.asksAside && text !== ""; width: parent.width; height: Math.min(implicitHeight, page.blockRoom); text: page.parts.question || ""; step: Theme.h2; fits: true; neverCut: true }
            Loader { active: page.hasCode && !page.isCodeFirst; visible: active; width: parent.width; sourceComponent: codeBlock }
            PaidFacts { visible: page.isTight; width: parent.width; parts: page.parts; room: page.blockRoom; hasAmount: !page.isWide || page.isScarce; hasCard: false; hasReference: false }
            PaidFacts { visible: page.isTight; width: parent.width; parts: page.parts; hasAmount: false; hasReference: false }
            PaidFacts { visible: page.isTight; width: parent.width; parts: page.parts; hasAmount: false; hasCard: false }
            Item {
                visible: !page.asksAside && !page.isTight
                width: parent.width
                height: Math.max(facts.height, printer.height)

                PaidFacts {
                    id: facts
                    parts: page.parts
                    width: parent.width - (printer.visible ? printer.width + Theme.gutter : 0)
                    anchors.bottom: parent.bottom
                }
                DevicePicture {
                    id: printer
                    visible: page.hasPrinter
                    guide: "paper"
                    art: "scenes/receipt-printer"
                    shape: 1
                    arrow: page.parts.paper ? "arrow-up" : ""
                    arrowX: 0.92
                    arrowY: 0.3
                    width: visible ? Math.min(Theme.mm(86), page.width * 0.36) : 0
                    height: width
                    anchors { right: parent.right; bottom: parent.bottom }
                }
            }
        }
    }
}
