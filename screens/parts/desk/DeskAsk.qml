pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.frame
import screens.parts.paging

// A staff page that asks or tells: `facts` on one card, `choices` of which one counts, and a `note` below.
Page {
    id: page

    readonly property var facts: parts.facts ?? []
    readonly property var choices: parts.choices ?? []
    readonly property string note: parts.note ?? ""
    readonly property bool isBare: facts.length + choices.length === 0 // something is under way, and this is all to say

    isBroad: Theme.isAmple && panel === null
    panelsInPortrait: false

    Leaves {
        id: leaves
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        DeskRows {
            rows: page.facts.map(one => ({ title: one.name, value: one.value, kind: one.kind, icon: one.icon ?? "" }))
            across: leaves.inside
            abreast: page.isBroad ? 2 : 1
        }
        Fitting {
            id: chips
            visible: page.choices.length > 0
            readonly property var stops: page.choices.map((_, at) => Math.floor(at / columns) * (cellHeight + spacing)) // it may be higher than a page
            width: leaves.inside
            words: page.choices.map(one => one.name)
            most: page.isBroad ? 4 : Theme.isLandscape ? 3 : 2

            Repeater {
                model: page.choices

                LanguageChip {
                    id: chip
                    required property var modelData
                    objectName: "choice"
                    language: modelData
                    width: chips.cell
                    height: chips.cellHeight
                    onActivated: page.act(chip.modelData)
                }
            }
        }
        Label { visible: text !== "" && !page.isBare; width: leaves.inside; topPadding: Theme.gap; text: page.note; color: Theme.muted; isProse: true }
        Banner {
            width: leaves.inside
            height: Math.min(implicitHeight, leaves.height) // its words shrink where there is little
            banner: page.isBare && page.note !== "" ? ({ kind: "info", icon: "loader", title: page.note, text: "" }) : null
        }
    }
}
