pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// The seats of one zone. Upright, rows go down and the walls are left and right; lying, the nose points left and the
// walls are above and below. All seats fit: a zone never scrolls.
Card {
    id: root

    required property var cabin // {letters, aisle_after, rows, exits, exit_label}
    property bool isUpright: true
    readonly property int count: cabin.rows.length
    readonly property int abreast: cabin.letters.length
    readonly property int gap: Theme.mm(isUpright ? 3.6 : 3)
    readonly property int lane: isUpright ? Theme.px(Theme.caption.cap) * 4.5 : Theme.px(Theme.caption.cap) * Theme.oneLine + Theme.mm(1) // wall to seats
    readonly property int aisle: isUpright ? Theme.px(Theme.label.cap) * 2.2 : Theme.px(Theme.label.cap) * Theme.oneLine // beyond the gap
    readonly property int head: Theme.px(Theme.label.cap) * 2.1 // letters
    readonly property int across: isUpright ? width : height
    readonly property int along: isUpright ? height : width
    readonly property int seatAcross: (across - 2 * lane - aisle - gap * (abreast - 1) - (isUpright ? 0 : 2 * Theme.mm(0.6))) / abreast
    readonly property int pitch: (along - head - Theme.gutter) / count

    function alongOf(row: int): int {
        return root.head + root.pitch * row;
    }
    function acrossOf(column: int): int {
        const place = root.isUpright ? column : root.abreast - 1 - column;
        const isBeyond = place >= (root.isUpright ? root.cabin.aisle_after : root.abreast - root.cabin.aisle_after);
        return root.lane + (root.isUpright ? 0 : Theme.mm(0.6)) + place * (root.seatAcross + root.gap) + (isBeyond ? root.aisle : 0);
    }
    readonly property int aisleAt: acrossOf(isUpright ? cabin.aisle_after : cabin.aisle_after - 1) - aisle - gap

    Repeater {
        model: root.cabin.exits

        ExitBand {
            required property var modelData
            readonly property int from: root.alongOf(modelData.first) - root.gap / 2
            readonly property int reach: root.pitch * modelData.count

            label: root.cabin.exit_label
            isUpright: root.isUpright
            lane: root.lane
            x: root.isUpright ? 0 : from
            y: root.isUpright ? from : 0
            width: root.isUpright ? root.width : reach
            height: root.isUpright ? reach : root.height
        }
    }
    Repeater {
        model: root.cabin.letters

        Label {
            required property string modelData
            required property int index
            x: root.isUpright ? root.acrossOf(index) : 0
            y: root.isUpright ? 0 : root.acrossOf(index)
            width: root.isUpright ? root.seatAcross : root.head
            height: root.isUpright ? root.head : root.seatAcross
            text: modelData
            step: Theme.label
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
        }
    }
    Icon {
        name: "plane"
        tone: Theme.muted
        size: Theme.icon
        x: root.isUpright ? root.aisleAt + (root.aisle + root.gap - width) / 2 : (root.head - width) / 2
        y: root.isUpright ? (root.head - height) / 2 : root.aisleAt + (root.aisle + root.gap - height) / 2
        rotation: root.isUpright ? -45 : -135
        smooth: true
        antialiasing: true
    }
    Repeater {
        model: root.cabin.rows

        Item {
            id: row
            required property var modelData
            required property int index
            readonly property int at: root.alongOf(index)
            readonly property int length: root.pitch - root.gap

            Label {
                x: root.isUpright ? root.aisleAt : row.at
                y: root.isUpright ? row.at : root.aisleAt
                width: root.isUpright ? root.aisle + root.gap : row.length
                height: root.isUpright ? row.length : root.aisle + root.gap
                text: row.modelData.row
                step: Theme.label
                color: Theme.muted
                horizontalAlignment: Text.AlignHCenter
            }
            Repeater {
                model: row.modelData.seats

                Seat {
                    id: seat
                    required property var modelData
                    required property int index
                    objectName: "seat:" + modelData.seat
                    seat: modelData
                    x: root.isUpright ? root.acrossOf(index) : row.at
                    y: root.isUpright ? row.at : root.acrossOf(index)
                    width: root.isUpright ? root.seatAcross : row.length
                    height: root.isUpright ? row.length : root.seatAcross
                    onActivated: root.chosen(seat.modelData)
                }
            }
        }
    }
    signal chosen(action: var)
}
