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

    isBroad: Theme.isAmple && (view.secondary ?? null) === null // lines need their height more
    panelsInPortrait: false

    Leaves {
        id: leaves
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gap

        Fitting {
            id: chips
            visible: page.filters.length > 0
            bottomPadding: Theme.gap
            readonly property var stops: page.filters.map((_, at) => Math.floor(at / columns) * (cellHeight + spacing)) // it may be higher than a page
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
        Banner {
            width: leaves.inside
            height: Math.min(implicitHeight, leaves.room) // its words shrink where there is little
            banner: page.lines.length === 0 && page.parts.empty ? ({ kind: "info", icon: "info", title: page.parts.empty, text: "" }) : null
        }
        Repeater {
            model: page.lines

            Rectangle {
                id: line
                required property var modelData
                readonly property var stops: Array.from({ length: told.lineCount }, (_, at) => words.y + told.y + at * told.height / Math.max(1, told.lineCount))

                width: leaves.inside
                height: words.height + 2 * Theme.gap
                radius: Theme.buttonRadius
                color: Theme.surface
                border { width: Theme.isContrast ? Theme.border : 0; color: Theme.outline }
                antialiasing: true

                Column {
                    id: words
                    x: Theme.mm(Theme.isTight ? 4 : 6)
                    y: Theme.gap
                    width: parent.width - 2 * x

                    Label { width: words.width; text: line.modelData.mark; isOfMachine: true; step: Theme.caption; weight: Font.DemiBold; color: page.tones[line.modelData.kind] ?? Theme.muted }
                    Label { id: told; width: words.width; text: line.modelData.text; isOfMachine: true; step: Theme.caption; wrapMode: Text.WrapAnywhere }
                }
            }
        }
    }
}
