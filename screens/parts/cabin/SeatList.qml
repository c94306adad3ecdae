pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// The seats of a zone that can be had, as a list of words: where the map would be too small to touch or to read.
Grid {
    id: root

    required property var zone // its rows
    property int page: 0
    readonly property var seats: Array.from(zone).reduce((all, row) => all.concat(Array.from(row.seats)), []).filter(seat => ["own", "free", "paid", "companion"].includes(seat.kind))
    readonly property int wanted: Theme.px(Theme.title.cap) * 2.3 + Theme.px(Theme.caption.cap) * 9 + Theme.mm(16) // number, place, price
    readonly property int across: Math.max(1, Math.floor((width + spacing) / (wanted + spacing)))
    readonly property int cellWidth: (width - spacing * (across - 1)) / across
    readonly property int least: Math.max(Theme.touchStd, Theme.px(Theme.caption.cap) * Theme.oneLine * 2 + Theme.mm(4))
    readonly property int own: Math.max(0, seats.findIndex(seat => seat.kind === "own"))

    signal chosen(action: var)

    function linesIn(height: int): int {
        return Math.max(1, Math.floor((height + root.spacing) / (root.least + root.spacing)));
    }
    function pagesIn(height: int): int {
        return Math.ceil(root.seats.length / (root.across * root.linesIn(height)));
    }
    readonly property int perPage: across * linesIn(height)
    readonly property int cellHeight: Math.min((height - spacing * (linesIn(height) - 1)) / linesIn(height), least * 1.25)

    columns: across
    spacing: Theme.gutter

    Repeater {
        model: root.visible ? root.seats.slice(root.page * root.perPage, (root.page + 1) * root.perPage) : []

        SeatLine {
            id: line
            required property var modelData
            objectName: "seat:" + modelData.seat
            seat: modelData
            width: root.cellWidth
            height: root.cellHeight
            onActivated: root.chosen(line.modelData)
        }
    }
}
