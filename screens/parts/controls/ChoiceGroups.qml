pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// Choices by groups, one of each chosen: how large, which colours, how much motion.
Grid {
    id: root

    readonly property int cell: (width - (columns - 1) * columnSpacing) / columns
    required property var groups // [{name, choices: [{name, key, is_chosen, event, args}]}]

    signal chosen(action: var)

    columns: Theme.isLandscape ? 2 : 1
    columnSpacing: Theme.wideGap
    rowSpacing: Theme.mm(Theme.isSmall ? 4 : 6)

    Repeater {
        model: root.groups

        Column {
            id: group
            required property var modelData

            width: root.cell
            spacing: Theme.gap

            Label {
                width: parent.width
                text: group.modelData.name
                step: Theme.title
            }
            Row {
                spacing: Theme.gutter

                Repeater {
                    model: group.modelData.choices

                    LanguageChip {
                        id: chip
                        required property var modelData
                        objectName: "choice:" + modelData.key
                        language: modelData
                        width: (group.width - (group.modelData.choices.length - 1) * Theme.gutter) / group.modelData.choices.length
                        height: Theme.touchStd
                        onActivated: root.chosen(chip.modelData)
                    }
                }
            }
        }
    }
}
