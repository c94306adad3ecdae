pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.frame
import screens.parts.luggage
import screens.parts.paging

// What may travel, and where: a row for each kind, in landscape two abreast.
Page {
    id: page

    readonly property int columns: Theme.isLandscape && !Theme.restacks ? 2 : 1

    panelsInPortrait: false

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gap

        Repeater {
            model: Math.ceil(page.parts.goods.length / page.columns)

            Row {
                id: line
                required property int index
                readonly property int tall: Math.max(0, ...Array.from(children).map(one => (one as AdviceRow)?.implicitHeight ?? 0))

                width: parent.width
                height: tall
                spacing: Theme.gap

                Repeater {
                    model: Array.from(page.parts.goods).slice(line.index * page.columns, (line.index + 1) * page.columns)
                    AdviceRow {
                        required property var modelData
                        goods: modelData
                        width: (line.width - (page.columns - 1) * line.spacing) / page.columns
                        height: line.tall
                    }
                }
            }
        }
    }
}
