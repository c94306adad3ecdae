pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// The terminal leads: picture, arrow and mirrored words say so, and no blue button competes with it. In large letters
// its words stand alone below the picture, and the steps give way to them.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property bool isPlain: Theme.isOneByOne || Theme.isSmall && (Theme.losesColumn || Theme.restacks && height < Theme.mm(150)) // the terminal's words alone
    readonly property var places: ({ "connecting": 0.2, "present": 0.48, "pin": 0.6, "bank": 0.75, "finishing": 0.88, "cancelling": 0.3 })
    readonly property var signs: ({ "present": "nfc", "pin": "keyboard", "bank": "landmark" })
    readonly property string sign: signs[parts.phase] || "loader"

    panelsInPortrait: false
    panel: card.isScarce ? null : aside

    Component {
        id: aside
        Item {
            Amount {
                id: due
                width: parent.width
                room: parent.height
                label: page.parts.amount_label
                money: page.parts.amount
                step: Theme.isSmall ? Theme.amount : Theme.display
            }
            StepList {
                visible: !page.isPlain && room > Theme.touchMin
                y: due.height + Theme.gap
                width: parent.width
                steps: page.parts.steps
                isCompact: true
                room: parent.height - y
                rowHeight: Math.min(Theme.mm(24), room / page.parts.steps.length)
            }
        }
    }

    SceneWords {
        id: card
        width: page.width
        height: page.height
        progress: page.places[page.parts.phase] || 0
        controls: page.shell.controls
        mayStandAside: false
        floorHeight: page.isWide && !page.isPlain ? Theme.mm(14) : wordsWanted + 2 * Theme.pad
        words: [
            Column {
                visible: page.isPlain
                width: parent.width
                spacing: Theme.gap
                Label { width: parent.width; text: page.parts.terminal_says_label; step: Theme.caption; color: Theme.muted }
                Label { width: parent.width; text: page.parts.terminal_says; step: Theme.isOneByOne ? Theme.title : Theme.h2 }
            },
            Amount {
                visible: page.isPlain && (card.isScarce || !page.isWide)
                width: parent.width
                room: card.blockRoom
                label: page.parts.amount_label
                money: page.parts.amount
            },
            StepList {
                visible: !page.isWide && !page.isPlain
                width: parent.width
                steps: page.parts.steps
                nowLabel: page.parts.now_label
                rowHeight: Math.min(Theme.mm(29), page.height * 0.09)
            }
        ]

        Amount {
            id: amount
            visible: !page.isWide && !page.isPlain
            width: parent.width - (chip.visible ? chip.width + Theme.gutter : 0)
            label: page.parts.amount_label
            money: page.parts.amount
        }
        Chip {
            id: chip
            text: page.parts.chip
            icon: "nfc"
            width: Math.min(implicitWidth, parent.width)
            x: page.isWide ? 0 : parent.width - width
            y: page.isWide ? 0 : Theme.mm(4)
            visible: text !== "" && !page.isPlain && (page.isWide ? parent.height > Theme.mm(90) : implicitWidth < parent.width * 0.52)
        }
        PayScene {
            width: parent.width
            y: page.isWide ? (chip.visible ? Theme.mm(10) : 0) : amount.visible ? amount.height + Theme.mm(6) : 0
            height: parent.height - y
            amount: page.parts.amount.text.length < 10 ? page.parts.amount.text : ""
            saysLabel: page.isPlain ? "" : page.parts.terminal_says_label
            says: page.isPlain ? "" : page.parts.terminal_says
            icon: page.sign
            isGift: page.parts.by === "gift"
        }
        Disc {
            parent: card
            visible: card.hasScene
            width: Theme.mm(11)
            x: card.width * card.progress - width / 2
            y: card.lineY - height
        }
    }
}
