pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.luggage
import screens.parts.sale

// A travel document: asked for on its line, one doubtful character of it, or what was read, to be compared.
Page {
    id: page

    readonly property string variant: Theme.isContrast ? "-contrast" : Theme.isDark ? "-dark" : ""

    panelsInPortrait: false

    SceneWords {
        id: card
        width: page.width
        height: page.height
        progress: page.parts.is_on ? 1 : 0
        controls: page.shell.controls
        words: [
            Banner {
                width: parent.width
                height: visible ? Math.min(implicitHeight, card.blockRoom) : 0
                banner: card.isScarce && page.parts.banner ? Object.assign({}, page.parts.banner, { "text": "" }) : page.parts.banner
                titleStep: Theme.isTight ? Theme.label : Theme.title
            },
            Label {
                visible: card.isScarce && text !== ""
                width: parent.width
                height: Math.min(implicitHeight, card.blockRoom)
                text: page.parts.banner ? page.parts.banner.text : ""
                fits: true
                neverCut: true
            },
            Repeater {
                model: page.parts.asked
                Label { required property string modelData; width: parent.width; text: modelData; step: Theme.title }
            },
            Repeater {
                model: page.parts.facts
                Fact { required property var modelData; width: parent.width; label: modelData.label; text: modelData.value }
            },
            SignChoice {
                visible: page.parts.choices.length > 0
                width: parent.width
                before: page.parts.before
                after: page.parts.after
                choices: page.parts.choices
                onChosen: action => page.act(action)
            },
            Chip {
                text: page.parts.state
                icon: page.parts.is_on ? "circle-check" : "triangle-alert"
                kind: page.parts.is_on ? "success" : "warning"
                width: Math.min(implicitWidth, parent.width)
                height: implicitHeight
            }
        ]

        Picture {
            art: "scenes/travel-passport" + page.variant
            height: Math.min(parent.height, card.sceneWidth / 1.25)
            width: height * 1.25
            x: card.sceneX + (card.sceneWidth - width) / 2
            anchors.bottom: parent.bottom
        }
    }
}
