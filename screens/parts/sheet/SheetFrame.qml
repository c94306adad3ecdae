pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion

// A sheet over a screen: still there (ring and seconds), person, language, question. The first action is the
// safe one. What lies below is out of reach until it closes.
FocusScope {
    id: root

    property var sheet: null // {kind, title, text, lines, actions}
    property var countdown: null // {text, share}
    property var controls: ({ "earlier": "", "later": "" }) // words of the keys that turn pages
    property int clear: 0 // of the strip below, which the sheet leaves free where it can
    readonly property string kind: sheet ? sheet.kind : ""
    readonly property var actions: sheet ? sheet.actions : []
    readonly property int pad: Theme.mm(Theme.isTight ? 7 : 12)
    readonly property int spacing: Theme.mm(Theme.isTight ? 4 : 6)
    readonly property int low: Theme.reachTop + Theme.margin // nothing of the sheet stands above
    readonly property int most: height - low - (Theme.isTight ? Theme.bezel : Theme.margin)
    readonly property int chrome: head.height + foot.height + 2 * pad + (leaves.isEmpty ? 1 : 2) * spacing
    readonly property int inner: leaves.isSingle ? leaves.tallest + leaves.keysHeight : leaves.wanted
    readonly property bool isLow: chrome + inner <= most - clear && !Theme.isLandscape // the strip stays in sight
    readonly property var icons: ({ "person": "concierge-bell", "language": "globe", "access": "a-large-small", "guidance": "headphones", "question": "circle-help", "still_there": "timer" })

    signal acted(action: var)

    visible: sheet !== null

    Component.onCompleted: rise.begin()

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
        opacity: 1 - rise.left
    }
    MouseArea {
        anchors.fill: parent // a touch beside the sheet reaches nothing below it
    }
    Card {
        id: card
        isSheet: true
        radius: Theme.sheetRadius
        width: Math.min(root.width - 2 * Theme.margin, Theme.mm(Theme.isLandscape ? 260 : 244) * Math.max(1, Theme.textScale * 0.8))
        height: Math.min(root.chrome + root.inner, root.most)
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.isLandscape ? root.low + (root.most - height) / 2 : root.height - height - (root.isLow ? root.clear + Theme.margin : root.height - root.low - root.most)
        Accessible.role: Accessible.Dialog
        Accessible.name: root.sheet ? root.sheet.title : ""
        transform: Arriving { id: rise; ms: Theme.sheetMs; rise: Theme.sheetRise }

        SheetHead {
            id: head
            x: root.pad
            y: root.pad
            width: card.width - 2 * x
            height: implicitHeight
            icon: root.icons[root.kind] || "info"
            title: root.sheet ? root.sheet.title : ""
        }
        SheetBody {
            id: leaves
            x: root.pad
            y: head.y + head.height + root.spacing
            width: head.width
            height: Math.min(root.inner, root.most - root.chrome)
            spacing: root.spacing
            controls: root.controls
            sheet: root.sheet
            countdown: root.countdown
            onActed: action => root.acted(action)
        }
        Grid {
            id: foot
            readonly property bool isPair: Theme.isLandscape && root.actions.length > 1
            readonly property int cell: isPair ? (width - spacing) / 2 : width
            readonly property int tall: Math.max(Theme.touchPrimary, ...Array.from(children).map(one => one.implicitHeight))

            x: root.pad
            y: card.height - height - root.pad
            width: head.width
            columns: isPair ? 2 : 1
            spacing: Theme.gutter

            Repeater {
                model: root.actions
                BigButton {
                    id: choice
                    required property var modelData
                    required property int index
                    objectName: "sheet" + index
                    action: modelData
                    kind: index === 0 && leaves.asksNothing ? BigButton.Primary : BigButton.Secondary
                    width: foot.cell
                    height: foot.isPair ? foot.tall : Math.max(Theme.touchPrimary, implicitHeight)
                    onActivated: root.acted(choice.modelData)
                }
            }
        }
    }
}
