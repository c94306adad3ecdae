pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// The seats of one zone, or of a page of it. Upright, rows go down and the walls are left and right; lying, the nose
// points left and the walls are above and below. It never scrolls: `capacity` says how many rows fit a length.
Card {
    id: root

    required property var cabin // {letters, aisles, rows, exits, exit_label}; an aisle is after so many letters
    property bool isUpright: true
    property int first: 0 // row of the zone
    property int count: cabin.rows.length
    readonly property int abreast: cabin.letters.length
    readonly property var aisles: Array.from(cabin.aisles)
    readonly property int gap: Theme.mm(3.2)
    readonly property int across: isUpright ? width : height
    readonly property int along: isUpright ? height : width
    readonly property int head: Theme.px(Theme.label.cap) * 2 // letters

    // The word of an exit stands at the walls; upright and wide, it takes a line of its own over its rows instead.
    readonly property int wordLane: exitWords.advanceWidth + Theme.mm(4)
    readonly property bool isOver: isUpright && seatsIn(across, wordLane) < Math.max(Theme.mm(20), wordWidth + Theme.gap)
    readonly property int over: isOver ? Theme.px(Theme.caption.cap) * Theme.oneLine + Theme.mm(3) : 0
    readonly property int lane: isOver ? Theme.gutter : isUpright ? wordLane : Theme.px(Theme.caption.cap) * Theme.oneLine + Theme.mm(1.6)
    readonly property int aisle: isUpright ? Math.max(Theme.px(Theme.label.cap) * 2.2, Math.min(Theme.mm(18), width * 0.072)) : Theme.px(Theme.label.cap) * Theme.oneLine // beyond the gap
    readonly property int seatAcross: seatsIn(across, lane)

    readonly property int wordWidth: seatWords.advanceWidth * 1.08 + Theme.mm(2.5)
    readonly property int leastAcross: Math.max(Theme.touchMin, isUpright ? wordWidth : Theme.px(Theme.caption.cap) * Theme.oneLine)
    readonly property int leastAlong: Math.max(Theme.touchMin, isUpright ? Theme.px(Theme.caption.cap) * Theme.oneLine : wordWidth)
    readonly property var shown: visible ? Array.from(cabin.rows).slice(first, first + count) : []
    readonly property var exits: Array.from(cabin.exits).filter(one => one.first + one.count > first && one.first < first + count)
    readonly property int pitch: (along - head - Theme.gutter + gap - over * exits.length) / count

    signal chosen(action: var)

    function seatsIn(across: int, lane: int): int { // size of a seat, between lanes at the walls
        return (across - 2 * lane - root.aisle * root.aisles.length - root.gap * (root.abreast - 1)) / root.abreast;
    }
    function isRoomy(across: int): bool { return root.seatsIn(across, root.lane) >= root.leastAcross; }
    function capacity(length: int): int { // rows
        return (length - root.head - Theme.gutter - root.over * root.cabin.exits.length + root.gap) / (root.leastAlong + root.gap);
    }
    function alongOf(row: int): int { // row of this page
        const bands = root.exits.filter(one => one.first <= row + root.first).length;
        return root.head + root.pitch * row + root.over * bands;
    }
    function acrossOf(column: int): int {
        const place = root.isUpright ? column : root.abreast - 1 - column;
        const before = root.aisles.filter(after => place >= (root.isUpright ? after : root.abreast - after)).length;
        return root.lane + place * (root.seatAcross + root.gap) + before * root.aisle;
    }
    readonly property var aisleAts: aisles.map(after => acrossOf(isUpright ? after : after - 1) - aisle - gap)

    function longest(words: var): string {
        return Array.from(words).reduce((most, word) => word.length > most.length ? word : most, "");
    }
    TextMetrics {
        id: exitWords
        text: root.cabin.exit_label
        font { family: Theme.face; weight: Font.DemiBold; pixelSize: Theme.px(Theme.caption.cap) }
    }
    TextMetrics {
        id: seatWords
        text: root.longest(Array.from(root.cabin.rows).map(row => root.longest(row.seats.map(seat => seat.detail)))) // on the seats
        font: exitWords.font
    }
    Repeater {
        model: root.exits

        ExitBand {
            required property var modelData
            readonly property int start: Math.max(modelData.first - root.first, 0)
            readonly property int end: Math.min(modelData.first - root.first + modelData.count, root.count)
            readonly property int from: root.alongOf(start) - root.over - root.gap / 2
            readonly property int reach: root.pitch * (end - start) + root.over

            label: root.cabin.exit_label
            isUpright: root.isUpright && !root.isOver
            lane: root.isOver ? root.over : root.lane
            isHeaded: root.isOver
            x: root.isUpright ? 0 : from
            y: root.isUpright ? from : 0
            width: root.isUpright ? root.width : reach
            height: root.isUpright ? reach : root.height
        }
    }
    CabinSigns {
        anchors.fill: parent
        map: root
    }
    Repeater {
        model: root.shown

        Repeater {
            id: row
            required property var modelData
            required property int index
            model: modelData.seats

            Seat {
                id: seat
                required property var modelData
                required property int index
                parent: root
                objectName: "seat:" + modelData.seat
                seat: modelData
                visible: modelData.kind !== "gap"
                x: root.isUpright ? root.acrossOf(index) : root.alongOf(row.index)
                y: root.isUpright ? root.alongOf(row.index) : root.acrossOf(index)
                width: root.isUpright ? root.seatAcross : root.pitch - root.gap
                height: root.isUpright ? root.pitch - root.gap : root.seatAcross
                onActivated: root.chosen(seat.modelData)
            }
        }
    }
}
