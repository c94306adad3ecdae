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

    readonly property bool isAside: isWide && !Theme.losesColumn && !(Theme.isSmall && Theme.restacks) // the steps, in the panel

    panelsInPortrait: false
    panel: isAside ? aside : null

    Component {
        id: aside
        Item {
            StepList {
                width: parent.width
                steps: page.parts.steps
                rowHeight: Math.min(Theme.mm(54), parent.height / page.parts.steps.length)
                room: parent.height
                isCompact: true
            }
        }
    }

    SceneWords {
        id: card
        width: page.width
        height: page.height
        progress: 0.5
        controls: page.shell.controls
        mayStandAside: false
        wordsTop: scene.wordsRoom
        words: [
            Banner {
                id: promise
                width: parent.width
                height: Math.min(card.blockRoom, implicitHeight + (Theme.isTight ? 0 : Theme.mm(6)))
                titleStep: Theme.isOneByOne ? Theme.title : Theme.h2
                banner: ({ "kind": "here", "icon": "shield-check", "title": page.parts.promise_title, "text": page.parts.promise_text })
            },
            StepList {
                visible: !page.isAside
                width: parent.width
                steps: page.parts.steps
                isCompact: Theme.isTight
                rowHeight: Math.min(Theme.mm(31), (page.height - promise.height - facts.height - 4 * Theme.pad) / page.parts.steps.length)
            },
            Facts { id: facts; width: parent.width; parts: page.parts }
        ]

        BankScene {
            id: scene
            width: parent.width
            height: parent.height
            terminalLabel: page.parts.terminal_label
            busyLabel: page.parts.is_review ? page.parts.busy_label : page.parts.busy_label + ", " + page.shell.elapsed
            bankLabel: page.parts.bank_label
            icon: page.parts.icon
        }
    }
}
