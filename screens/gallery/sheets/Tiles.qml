pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.controls

// Large tiles, small tiles, and cards by their height above the page.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin

    usesFrame: false

    Column {
        x: Theme.margin
        y: Theme.margin
        spacing: Theme.wideGap

        Grid {
            columns: 2
            spacing: Theme.wideGap
            Repeater {
                model: page.parts.tiles
                Tile {
                    required property var modelData
                    objectName: modelData.name
                    tile: modelData.tile
                    width: (page.room - Theme.wideGap) / 2
                    height: Theme.mm(118)
                }
            }
        }
        Grid {
            columns: 3
            spacing: Theme.wideGap
            Repeater {
                model: page.parts.small
                SmallTile {
                    required property var modelData
                    objectName: modelData.name
                    tile: modelData.tile
                    width: (page.room - 2 * Theme.wideGap) / 3
                    height: Theme.mm(64)
                }
            }
        }
        Row {
            spacing: Theme.wideGap
            Card { isBare: true; width: (page.room - 2 * Theme.wideGap) / 3; height: Theme.mm(30) }
            Card { width: (page.room - 2 * Theme.wideGap) / 3; height: Theme.mm(30) }
            Card { isSheet: true; width: (page.room - 2 * Theme.wideGap) / 3; height: Theme.mm(30) }
        }
    }
}
