pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.frame
import screens.parts.paging

// A staff page of lines as a machine wrote them, the newest first: `lines`, each with its mark; above them what may be
// chosen of them (`filters`), which gives its place to the lines where there is little.
Page {
    id: page

    readonly property var lines: parts.lines ?? []
    readonly property var filters: parts.filters ?? []
    readonly property var tones: ({ good: Theme.success, warning: Theme.warning, bad: Theme.error, busy: Theme.info, off: Theme.muted })

    panelsInPortrait: false

    Leaves {
        id: leaves
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gap

        Fitting {
            id: chips
            visible: page.filters.length > 0
            width: leaves.inside
            words: page.filters.map(one => one.name)
            step: Theme.caption
            most: Theme.isLandscape ? 6 : 4

            Repeater {
                model: page.filters

                LanguageChip {
                    id: chip
                    required property var modelData
                    objectName: "filter"
                    language: modelData
                    width: chips.cell
                    height: chips.cellHeight
                    onActivated: page.act(chip.modelData)
                }
            }
        }
        Label { visible: page.lines.length === 0 && text !== ""; width: leaves.inside; text: page.parts.empty ?? ""; step: Theme.title; color: Theme.muted }
        Repeater {
            model: page.lines

            Column {
                id: line
                required property var modelData
                width: leaves.inside

                Label { width: line.width; text: line.modelData.mark; step: Theme.caption; weight: Font.DemiBold; color: page.tones[line.modelData.kind] ?? Theme.muted }
                Label { width: line.width; text: line.modelData.text; step: Theme.caption; wrapMode: Text.WrapAnywhere }
                Item { width: line.width; height: Theme.gap }
                Rectangle { width: line.width; height: Theme.hairWidth; color: Theme.hair }
            }
        }
    }
}
