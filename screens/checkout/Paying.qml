pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.scenes

// The terminal leads: picture, arrow and mirrored words say so, and no blue button competes with it.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property var places: ({ "connecting": 0.2, "present": 0.48, "pin": 0.6, "bank": 0.75, "finishing": 0.88, "cancelling": 0.3 })
    readonly property var signs: ({ "present": "nfc", "pin": "keyboard", "bank": "landmark" })
    readonly property string sign: signs[parts.phase] || "loader"

    panelsInPortrait: false
    panel: Component {
        Item {
            Amount { id: due; width: parent.width; label: page.parts.amount_label; money: page.parts.amount; step: Theme.isSmall ? Theme.amount : Theme.display }
            StepList {
                y: due.height + Theme.gap
                width: parent.width
                steps: page.parts.steps
                isCompact: true
                rowHeight: Math.min(Theme.mm(24), (parent.height - y) / page.parts.steps.length)
            }
        }
    }

    SceneCard {
        id: card
        width: page.width
        height: page.height
        hasFloor: false
        progress: page.places[page.parts.phase] || 0
        floorHeight: page.isWide ? Theme.mm(14) : steps.height + Theme.pad + Theme.mm(8)

        Amount {
            id: amount
            visible: !page.isWide
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
            visible: page.isWide ? parent.height > Theme.mm(70) : implicitWidth < parent.width * 0.52
        }
        PayScene {
            id: scene
            width: parent.width
            y: page.isWide ? (chip.visible ? Theme.mm(10) : 0) : amount.height + Theme.mm(6)
            height: parent.height - y
            amount: page.parts.amount.text
            saysLabel: page.parts.terminal_says_label
            says: page.parts.terminal_says
            icon: page.sign
        }
        Disc {
            parent: card
            visible: card.hasScene
            width: Theme.mm(11)
            x: card.width * card.progress - width / 2
            y: card.lineY - height
        }
        StepList {
            id: steps
            parent: card
            visible: !page.isWide
            x: Theme.pad
            y: card.lineY + Theme.line + Theme.pad
            width: card.width - 2 * x
            steps: page.parts.steps
            nowLabel: page.parts.now_label
            rowHeight: Math.min(Theme.mm(29), page.height * 0.09)
        }
    }
}
