pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.travel

// Four ways on one screen, all readers on at once: no choice is needed before a document is shown. With less room the
// pictures go first, then the sentences; the names with their states stay, at the largest letters by pages.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property int count: parts.ways.length
    readonly property int cellWidth: (width - Theme.gutter) / 2
    readonly property int upper: note.visible ? note.height + Theme.gutter : 0 // taken by what did not help
    readonly property int room: height - upper
    readonly property int cellHeight: (room - Theme.gutter) / 2
    readonly property int chip: Math.max(Theme.mm(11), Theme.px(Theme.caption.cap) * Theme.oneLine + Theme.gap) + Theme.mm(7)
    readonly property bool isAbove: !isWide && wordsIn(cellWidth - Theme.mm(15)) + chip + Theme.mm(54) < cellHeight // picture over words
    readonly property bool isBeside: isWide && wordsIn(cellWidth - (cellWidth - Theme.mm(12)) * 0.36 - Theme.mm(14)) + chip + Theme.gutter < cellHeight
    readonly property bool isWords: isWide && !isBeside && wordsIn(cellWidth - Theme.mm(13)) + chip + Theme.gutter < cellHeight
    readonly property bool isListed: !isAbove && !isBeside && !isWords

    readonly property int across: isWide && cellWidth > Theme.px(Theme.label.cap) * 7 + Theme.mm(25) ? 2 : 1
    readonly property int rowLeast: Math.max(Theme.touchStd, (linesOf(titles, width / across - Theme.mm(32)) * Theme.px(Theme.label.cap) + Theme.px(Theme.caption.cap)) * Theme.oneLine + Theme.mm(3))
    readonly property int perPage: isListed ? Math.max(1, rowsIn(room) * across >= count ? count : rowsIn(pagerAside ? room : room - pager.height - Theme.gutter) * across) : count
    readonly property bool pagerAside: room < 2 * (rowLeast + Theme.gutter) + Theme.touchStd
    readonly property int pages: Math.ceil(count / perPage)
    property int turned: 0
    readonly property int shown: Math.min(turned, pages - 1)

    function linesOf(words: TextMetrics, width: int): int {
        return Math.ceil(words.advanceWidth * 1.18 / Math.max(1, width));
    }
    function wordsIn(width: int): int {
        return (page.linesOf(titles, width) * Theme.px(Theme.title.cap) + page.linesOf(texts, width) * Theme.px(Theme.caption.cap)) * Theme.oneLine + Theme.gap;
    }
    function rowsIn(height: int): int {
        return Math.floor((height + Theme.gutter) / (page.rowLeast + Theme.gutter));
    }
    function longest(field: string): string {
        return Array.from(page.parts.ways).reduce((most, way) => way[field].length > most.length ? way[field] : most, "");
    }

    TextMetrics { id: titles; text: page.longest("title"); font { family: Theme.face; weight: Font.DemiBold; pixelSize: Theme.px(Theme.title.cap) } }
    TextMetrics { id: texts; text: page.longest("text"); font { family: Theme.face; weight: Theme.bodyWeight; pixelSize: Theme.px(Theme.caption.cap) } }

    panelsInPortrait: false
    panel: Component { PersonPanel { people: page.parts.people } }

    Banner {
        id: note
        banner: page.parts.banner
        titleStep: Theme.label
        width: page.width
        height: Math.min(implicitHeight, page.height * 0.3)
    }
    Grid {
        id: ways
        readonly property int wordRoom: Array.from(children).reduce((most, child) => Math.max(most, (child as WayTile)?.wordsHeight ?? 0), 0)

        visible: !page.isListed
        y: page.upper
        columns: 2
        spacing: Theme.gutter

        Repeater {
            model: page.isListed ? [] : page.parts.ways

            WayTile {
                id: tile
                required property var modelData
                objectName: "way:" + modelData.way
                way: modelData
                isSideways: !page.isAbove
                hasPicture: !page.isWords
                width: page.cellWidth
                height: page.cellHeight
                wordRoom: ways.wordRoom
                onActivated: page.act(tile.modelData)
            }
        }
    }
    Grid {
        id: rows
        readonly property int room: page.width - (page.pages > 1 && page.pagerAside ? pager.width + Theme.gutter : 0)
        readonly property int lines: Math.ceil(page.perPage / columns)
        readonly property int free: page.room - (page.pages > 1 && !page.pagerAside ? pager.height + Theme.gutter : 0)

        visible: page.isListed
        y: page.upper
        columns: page.across
        spacing: Theme.gutter

        Repeater {
            model: page.isListed ? Array.from(page.parts.ways).slice(page.shown * page.perPage, (page.shown + 1) * page.perPage) : []

            WayRow {
                id: row
                required property var modelData
                objectName: "way:" + modelData.way
                way: modelData
                width: (rows.room - Theme.gutter * (rows.columns - 1)) / rows.columns
                height: Math.min((rows.free - Theme.gutter * (rows.lines - 1)) / rows.lines, page.rowLeast * 2.4)
                onActivated: page.act(row.modelData)
            }
        }
    }
    Pager {
        id: pager
        controls: page.shell.controls
        page: page.shown
        pages: page.pages
        isBrief: page.pagerAside
        x: page.width - width
        y: page.pagerAside ? page.upper + (page.room - height) / 2 : page.height - height
        onTurned: to => page.turned = to
    }
}
