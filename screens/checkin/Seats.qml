pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.cabin
import screens.parts.paging
import screens.parts.scenes

// The own seat is kept unless another is touched. Zones stand instead of scrolling; where a zone's map would be too
// small, its rows come by pages, and where even few rows would be, its free seats come as a list of words.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property int total: parts.rows.length
    readonly property int zoneGap: zones.visible ? Theme.mm(isWide ? 5 : 6) : 0
    readonly property int key: Theme.touchStd + Theme.gutter // the pager, where it has a line of its own
    readonly property bool isBeside: isWide && (zones.narrow > Theme.px(Theme.label.cap) * 3.5 || height < Theme.mm(100)) // else the pager stands beside the zones
    readonly property int room: height - zones.height - zoneGap
    readonly property int signs: isWide ? 0 : legend.height + Theme.mm(6)

    readonly property bool hasMap: total > 0 && map.isRoomy(isWide ? height - zoneGap - (rowsIn(0) >= total ? zones.alone : zones.tallest + (isBeside ? 0 : key)) : width) && rowsIn(isWide ? 0 : room - key) > 2
    readonly property bool hasLegend: !isWide && hasMap && (rowsIn(room - signs) >= total || rowsIn(room - signs - key) > 3)
    readonly property int mapRoom: room - (hasLegend ? signs : 0)
    readonly property int perPage: !hasMap ? list.perPage : evenly(rowsIn(mapRoom) >= total ? total : rowsIn(mapRoom - key))
    readonly property int pages: Math.ceil((hasMap ? total : list.seats.length) / perPage)
    readonly property int ownPage: Math.floor((hasMap ? ownRow : list.own) / perPage)
    readonly property int ownRow: Math.max(0, Array.from(parts.rows).findIndex(row => row.seats.some(seat => seat.kind === "own")))
    readonly property string zone: parts.rows.length > 0 ? parts.rows[0].row : ""
    property int turned: -1 // no key touched yet: the page of the own seat
    readonly property int shown: turned < 0 ? ownPage : Math.min(turned, pages - 1)

    function rowsIn(height: int): int {
        return map.capacity(page.isWide ? page.width : height);
    }
    function evenly(most: int): int { // rows on each page, the pages of like length
        return Math.ceil(page.total / Math.ceil(page.total / Math.max(1, most)));
    }

    onZoneChanged: turned = -1
    panelsInPortrait: false
    keeps: isWide || total === 0 ? 0 : zones.tallest + Theme.mm(6) + key + list.least
    panel: Component { SeatPanel { parts: page.parts; hasLegend: page.hasMap } }

    Row {
        id: zones
        readonly property int count: page.parts.zones.length
        readonly property int tallest: Theme.px(Theme.label.cap) * Theme.oneLine * 2 + Theme.mm(5)
        readonly property bool isPaged: page.isWide && (page.hasMap ? page.rowsIn(0) < page.total : list.pagesIn(page.height - tallest - page.zoneGap) > 1)
        readonly property int keys: isBrief ? 2 * Theme.touchMin + spacing * 2 : 2 * Theme.touchStd + spacing * 3 + Theme.px(Theme.label.cap) * 3.8
        readonly property int narrow: (page.width - keys - spacing * (count - 1)) / count
        readonly property int cellWidth: isPaged && page.isBeside ? narrow : (page.width - spacing * (count - 1)) / count
        readonly property int broad: Theme.px(Theme.label.cap) * 7 + Theme.mm(16)
        readonly property int alone: (page.width - spacing * (count - 1)) / count > broad ? Theme.touchStd : tallest
        readonly property bool isBroad: cellWidth > broad
        readonly property bool isBrief: alone === tallest && page.height < Theme.px(Theme.label.cap) * 13 // the rows say it

        y: page.isWide ? page.height - height : 0
        visible: count > 1
        height: !visible ? 0 : isBroad || isBrief ? Theme.touchStd : tallest
        spacing: Theme.gutter

        Repeater {
            model: page.parts.zones

            Segment {
                id: zone
                required property var modelData
                objectName: "zone:" + modelData.args.zone
                part: modelData
                isStacked: !zones.isBroad
                isBrief: zones.isBrief
                width: zones.cellWidth
                height: zones.height
                onActivated: page.act(zone.modelData)
            }
        }
    }
    SeatMap {
        id: map
        visible: page.hasMap
        y: page.isWide ? 0 : zones.height + page.zoneGap
        width: page.width
        height: page.mapRoom - (page.pages > 1 && !page.isBeside ? page.key : 0)
        cabin: page.parts
        isUpright: !page.isWide
        first: page.hasMap ? page.shown * page.perPage : 0
        count: Math.min(page.perPage, page.total - first)
        onChosen: action => page.act(action)
    }
    SeatList {
        id: list
        visible: !page.hasMap && page.total > 0
        y: map.y
        width: page.width
        height: page.room - (list.pagesIn(page.room) > 1 && !page.isBeside ? page.key : 0)
        zone: page.parts.rows
        page: page.shown
        onChosen: action => page.act(action)
    }
    Pager {
        id: pager
        controls: page.shell.controls
        isBrief: zones.isBrief && page.isBeside
        page: page.shown
        pages: page.pages
        here: page.hasMap ? (page.parts.rows[map.first]?.row ?? "") + "–" + (page.parts.rows[map.first + map.count - 1]?.row ?? "") : (page.shown + 1) + " / " + page.pages
        x: page.width - width
        y: page.isBeside ? zones.y + (zones.height - height) / 2 : map.y + page.mapRoom - height
        onTurned: to => page.turned = to
    }
    Legend {
        id: legend
        visible: page.hasLegend
        y: page.height - height
        width: page.width
        columns: Theme.restacks ? 2 : 3
        isShort: Theme.restacks
        legend: page.parts.legend
        sample: page.parts.letters[0] ?? ""
    }
    SceneCard {
        visible: page.total === 0 && height > Theme.mm(86)
        width: page.width
        height: page.height - note.height - Theme.cardGap
        y: page.height - height
        progress: 0.5

        Disc {
            icon: "armchair"
            width: Math.min(parent.height * 0.8, parent.width * 0.36)
            x: (parent.width - width) / 2
            y: parent.height - height
        }
    }
    Banner { // which seats are free is asked, or nobody tells
        id: note
        width: page.width
        height: Math.min(implicitHeight, page.height)
        banner: page.parts.note
    }
}
