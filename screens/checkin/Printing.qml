pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.devices
import screens.parts.frame
import screens.parts.paging
import screens.parts.sale

// Papers one after another, each with its mark: done only by the printer's word. On the phone, the code of one pass.
Page {
    id: page

    readonly property bool hasCode: parts.qr !== undefined
    readonly property int blockRoom: height - 2 * Theme.pad - (Theme.isLandscape ? 0 : Theme.touchStd + 2 * Theme.gap)
    readonly property bool isScarce: Theme.isSmall && Theme.isOneByOne // a thing at a time

    panelsInPortrait: false

    Component {
        id: codeBlock
        ReceiptCode { width: words.inside; parts: page.parts; isAlone: Theme.losesColumn; room: Math.min(Theme.mm(140), page.blockRoom) }
    }

    Card {
        anchors.fill: parent

        DevicePicture { // where it comes out
            guide: "paper"
            art: "scenes/receipt-printer"
            shape: 1
            arrow: "arrow-up"
            arrowX: 0.92
            arrowY: 0.3
            visible: height > Theme.mm(60)
            height: Math.min(Theme.mm(110), words.height - words.wanted - Theme.cardGap, parent.width * 0.5)
            width: Math.max(0, height)
            anchors { right: parent.right; bottom: parent.bottom; margins: Theme.pad }
        }
        Leaves {
            id: words
            controls: page.shell.controls
            x: Theme.pad
            y: Theme.pad
            width: parent.width - 2 * x
            height: parent.height - 2 * y
            spacing: Theme.cardGap
            isBeside: Theme.isLandscape

            Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.blockRoom) : 0; banner: page.isScarce && page.parts.banner ? Object.assign({}, page.parts.banner, { "text": "", "do": "" }) : page.parts.banner; titleStep: page.isScarce ? Theme.label : Theme.title }
            Label {
                visible: page.isScarce && text !== ""
                width: parent.width
                height: Math.min(implicitHeight, page.blockRoom)
                text: page.parts.banner ? page.parts.banner.text : ""
                fits: true
                neverCut: true
            }
            Loader { active: page.hasCode && page.parts.qr !== "" && words.inside > Theme.mm(60) && page.blockRoom > Theme.mm(40); visible: active; sourceComponent: codeBlock }
            Label { visible: page.hasCode && Theme.losesColumn && text !== ""; width: parent.width; height: Math.min(implicitHeight, page.blockRoom); text: page.parts.qr_title ?? ""; step: Theme.title; fits: true; neverCut: true }
            Label { visible: page.hasCode && (page.parts.qr === "" || Theme.losesColumn); width: parent.width; height: Math.min(implicitHeight, page.blockRoom); text: page.parts.qr_text ?? ""; fits: true; neverCut: true }
            Repeater {
                model: page.parts.steps
                StepList {
                    required property var modelData
                    width: parent.width
                    steps: [modelData]
                    nowLabel: page.parts.banner || page.hasCode || Theme.isTight ? "" : page.parts.now_label
                    rowHeight: Math.min(page.blockRoom, Math.max(Theme.mm(26), Theme.px(Theme.title.cap) * 2 + Theme.px(Theme.caption.cap) * 2))
                }
            }
        }
    }
}
