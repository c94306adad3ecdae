pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// The terminal's word is missing. The promise "not twice" is the loudest thing after the title; no Back, no Cancel.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape

    panelsInPortrait: false
    panel: Component {
        Item {
            StepList {
                width: parent.width
                steps: page.parts.steps
                rowHeight: Math.min(Theme.mm(36), (parent.height - facts.height) / page.parts.steps.length)
            }
            Facts { id: facts; width: parent.width; y: parent.height - height; parts: page.parts }
        }
    }

    SceneCard {
        id: card
        width: page.width
        height: page.height
        hasFloor: false
        progress: 0.5
        floorHeight: below.height + scene.wordsRoom + Theme.pad

        BankScene {
            id: scene
            width: parent.width
            height: parent.height
            terminalLabel: page.parts.terminal_label
            busyLabel: page.parts.is_review ? page.parts.busy_label : page.parts.busy_label + ", " + page.shell.elapsed
            bankLabel: page.parts.bank_label
            icon: page.parts.is_review ? "user" : "search"
        }
        Column {
            id: below
            parent: card
            x: Theme.pad
            y: card.lineY + Theme.line + scene.wordsRoom
            width: card.width - 2 * x
            topPadding: Theme.mm(6)
            spacing: Theme.mm(6)

            Banner {
                width: parent.width
                height: implicitHeight + Theme.mm(6)
                titleStep: Theme.h2
                banner: ({ "kind": "here", "icon": "shield-check", "title": page.parts.promise_title, "text": page.parts.promise_text })
            }
            StepList {
                visible: !page.isWide
                width: parent.width
                steps: page.parts.steps
                rowHeight: Math.min(Theme.mm(31), page.height * 0.098)
            }
            Facts { visible: !page.isWide; width: parent.width; parts: page.parts }
        }
    }
}
