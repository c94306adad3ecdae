pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.frame
import screens.parts.loose
import screens.parts.paging

// Goods without a barcode as pictures, and the kinds of goods over them. As many stand beside each other as their names
// allow; where not all rows fit, keys turn pages of whole rows.
Page {
    id: page

    readonly property var goods: Array.from(parts.goods ?? [])
    readonly property int most: isBroad ? Math.max(6, Math.min(8, Math.ceil(goods.length / 2))) : Theme.isLandscape ? (Theme.isSmall ? 4 : 6) : 3
    readonly property int wanted: Theme.isOneByOne ? (Theme.isLandscape ? 2 : 1) : Theme.losesColumn ? most - 1 : most
    readonly property int columns: Math.max(1, Math.min(wanted, Math.floor((leaves.inside + Theme.gutter) / (Theme.mm(Theme.isTight ? 36 : 46) * Math.max(1, Theme.textScale * 0.9) + Theme.gutter))))
    readonly property bool isSideways: columns === 1
    readonly property int rows: Math.ceil(goods.length / columns)
    readonly property int room: height - (chips.visible ? chips.height + Theme.gutter : 0) // for all rows
    readonly property int share: rows > 0 ? (room - (rows - 1) * Theme.gutter) / rows : 0

    isBroad: Theme.isAmple && !Theme.losesColumn // the goods want the width more than the height
    takesSecondary: Theme.isOneByOne && Theme.isLandscape && !!view.secondary
    panelsInPortrait: false

    Leaves {
        id: leaves
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        ChipLines { id: chips; width: leaves.inside; chips: page.parts.groups; called: "group"; room: page.height; most: Theme.isLandscape ? 4 : 3; onActed: action => page.act(action) }
        Banner { width: leaves.inside; height: visible ? Math.min(implicitHeight, leaves.height) : 0; banner: page.parts.banner }
        BigButton {
            objectName: "secondary"
            visible: page.takesSecondary
            width: leaves.inside
            height: visible ? Math.min(implicitHeight, leaves.height) : 0
            action: page.view.secondary ?? null
            onActivated: page.act(action)
        }
        Repeater {
            model: page.rows

            Row {
                id: line
                required property int index
                readonly property var own: page.goods.slice(index * page.columns, (index + 1) * page.columns)
                readonly property int words: Math.max(0, ...Array.from(children).map(one => one.wordsHeight ?? 0))
                readonly property int least: Math.max(0, ...Array.from(children).map(one => one.least ?? 0))

                spacing: Theme.gutter
                height: Math.max(least, Math.min(page.share, least * 1.5))

                Repeater {
                    model: line.own

                    GoodsTile {
                        id: tile
                        required property var modelData
                        required property int index
                        objectName: "goods:" + (line.index * page.columns + index)
                        goods: modelData
                        isSideways: page.isSideways
                        wordRoom: line.words
                        width: (leaves.inside - (page.columns - 1) * Theme.gutter) / page.columns
                        height: line.height
                        onActivated: page.act(tile.modelData)
                    }
                }
            }
        }
    }
}
