pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.controls

// Chips of every kind, a language in its states, the languages as tiles, choices by groups.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin

    usesFrame: false

    Column {
        x: Theme.margin
        y: Theme.margin
        spacing: Theme.mm(10)

        Flow {
            width: page.room
            spacing: Theme.gutter
            Repeater {
                model: page.parts.chips
                Chip { required property var modelData; objectName: "chip:" + modelData.kind; text: modelData.text; icon: modelData.icon; kind: modelData.kind; width: implicitWidth; height: implicitHeight }
            }
        }
        Row {
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.states
                LanguageChip {
                    required property var modelData
                    objectName: modelData.name
                    language: modelData.language
                    width: (page.room - 3 * Theme.cardGap) / 4
                    height: Theme.touchStd
                }
            }
        }
        Languages { width: page.room; most: 2; isTiled: true; languages: page.parts.languages }
        ChoiceGroups { width: page.room; groups: page.parts.groups }
    }
}
