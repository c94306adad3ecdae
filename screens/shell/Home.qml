pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.controls
import screens.parts.frame

// What would you like to do: one or two large tiles, and small ones. What is not built is absent.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property var tiles: parts.tiles
    readonly property var small: parts.small
    readonly property int smallWidth: isWide ? Theme.mm(Theme.isSmall ? 100 : 117) : (width - Theme.gutter * (small.length - 1)) / small.length
    readonly property int smallHeight: isWide ? (height - Theme.gutter * (small.length - 1)) / small.length : Theme.mm(Theme.isTight ? 78 * Theme.textScale : 62)

    Grid {
        id: large
        columns: page.isWide ? page.tiles.length : 1
        spacing: page.isWide ? Theme.gutter : Theme.mm(8)
        readonly property int cellWidth: page.isWide ? (page.width - page.smallWidth - Theme.gutter * columns) / columns : page.width
        readonly property int cellHeight: page.isWide ? page.height : (page.height - page.smallHeight - spacing * page.tiles.length) / page.tiles.length

        Repeater {
            model: page.tiles

            Tile {
                id: tile
                required property var modelData
                objectName: "tile:" + modelData.args.flow
                tile: modelData
                width: large.cellWidth
                height: large.cellHeight
                onActivated: page.act(tile.modelData)
            }
        }
    }
    Grid {
        columns: page.isWide ? 1 : page.small.length
        spacing: Theme.gutter
        x: page.isWide ? page.width - page.smallWidth : 0
        y: page.isWide ? 0 : page.height - page.smallHeight

        Repeater {
            model: page.small

            SmallTile {
                id: little
                required property var modelData
                objectName: "small:" + modelData.event
                tile: modelData
                isSideways: page.isWide
                width: page.smallWidth
                height: page.smallHeight
                onActivated: page.shell.send(little.modelData.event, {})
            }
        }
    }
}
