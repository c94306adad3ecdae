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
    readonly property var small: hasRoom ? parts.small : [] // the strip says the same
    readonly property int wanted: Theme.px(Theme.tileHead.cap) * 1.3 + Theme.px(Theme.body.cap) * 2.6 + Theme.pad + Theme.mm(52) // of a tile: words, scene and floor
    readonly property int tileLeast: Theme.px(Theme.tileHead.cap) * 2.5 + Theme.pad + Theme.gutter // of a tile: two lines of words
    readonly property int listed: parts.small.length * (smallRow + Theme.gutter)
    readonly property bool hasRoom: isWide ? height > parts.small.length * (Theme.px(Theme.title.cap) * 2.5 + Theme.mm(10))
                                           : height > tiles.length * (wanted + large.spacing) + (isListed ? listed : upright)
    readonly property int third: (width - Theme.gutter * (parts.small.length - 1)) / parts.small.length - Theme.mm(11) // for words
    readonly property int longestWord: Math.max(0, ...parts.small.map(one => Math.max(...one.title.split(" ").map(word => measure.narrowest(word, false)))))
    readonly property bool isListed: isWide || Theme.isTight || longestWord > third // one below the other
    readonly property bool isHigh: parts.small.some(one => measure.narrowest(one.title, false) > third) // a title on two lines
    readonly property int upright: Theme.mm(62) + (isHigh ? Theme.px(Theme.title.cap) * Theme.oneLine : 0)
    readonly property int abreast: isListed ? 1 : small.length
    readonly property int longest: Math.max(0, ...parts.small.map(one => measure.narrowest(one.title, true))) // of a small title
    readonly property int smallWidth: isWide ? (small.length > 0 ? Math.max(Theme.mm(Theme.isSmall ? 100 : 117), longest + Theme.iconLarge + Theme.mm(20)) : -Theme.gutter) : (width - Theme.gutter * (abreast - 1)) / abreast
    readonly property int smallRow: (Theme.px(Theme.title.cap) + Theme.px(Theme.caption.cap)) * Theme.oneLine + Theme.mm(8)
    readonly property int smallHeight: isWide ? (height - Theme.gutter * (small.length - 1)) / small.length : isListed ? smallRow : upright
    readonly property int smallTotal: small.length === 0 ? -large.spacing : isListed ? small.length * (smallHeight + Theme.gutter) - Theme.gutter : smallHeight

    keeps: Theme.isTight ? isWide ? tileLeast : tiles.length * (tileLeast + large.spacing) - large.spacing : 0
    least: Math.max(Theme.leastPage, keeps)

    Measure {
        id: measure
        step: Theme.title
    }
    Grid {
        id: large
        columns: page.isWide ? page.tiles.length : 1
        spacing: page.isWide ? Theme.gutter : Theme.mm(8)
        readonly property int cellWidth: page.isWide ? (page.width - page.smallWidth - Theme.gutter * columns) / columns : page.width
        readonly property int cellHeight: page.isWide ? page.height : (page.height - page.smallTotal - spacing * page.tiles.length) / page.tiles.length

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
        columns: page.abreast
        spacing: Theme.gutter
        x: page.isWide ? page.width - page.smallWidth : 0
        y: page.isWide ? 0 : page.height - page.smallTotal

        Repeater {
            model: page.small

            SmallTile {
                id: little
                required property var modelData
                objectName: "small:" + modelData.event
                tile: modelData
                isSideways: page.isListed
                width: page.smallWidth
                height: page.smallHeight
                onActivated: page.shell.send(little.modelData.event, {})
            }
        }
    }
}
