pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// Choices by groups beside each other, one of each chosen: how large, which colours, how much motion. The chips of a
// group stand on as many rows as their words need.
Grid {
    id: root

    required property var groups // [{name, choices: [{name, key, is_chosen, event, args}]}]

    signal chosen(action: var)

    columns: Theme.isLandscape && !Theme.restacks ? 2 : 1
    columnSpacing: Theme.wideGap
    rowSpacing: Theme.cardGap

    Repeater {
        model: root.groups

        Column {
            id: group
            required property var modelData

            width: (root.width - (root.columns - 1) * root.columnSpacing) / root.columns
            spacing: Theme.gap

            Label {
                width: parent.width
                text: group.modelData.name
                step: Theme.title
            }
            Fitting {
                id: chips
                width: parent.width
                words: group.modelData.choices.map(one => one.name)

                Repeater {
                    model: group.modelData.choices

                    LanguageChip {
                        id: chip
                        required property var modelData
                        objectName: "choice:" + modelData.key
                        language: modelData
                        width: chips.cell
                        height: chips.cellHeight
                        onActivated: root.chosen(chip.modelData)
                    }
                }
            }
        }
    }
}
