pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.cabin
import screens.parts.frame
import screens.parts.paging
import screens.parts.travel

// Seats of every kind and in their states, what their signs mean, parts of a cabin, and ways to be known.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin
    readonly property int cell: (room - 5 * Theme.cardGap) / 6

    usesFrame: false

    Column {
        x: Theme.margin
        y: Theme.margin
        spacing: Theme.wideGap

        Grid {
            columns: 6
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.seats
                Seat { required property var modelData; objectName: modelData.name; seat: modelData.seat; width: page.cell; height: Theme.mm(24) }
            }
        }
        Legend { width: page.room; columns: 3; legend: page.parts.legend; sample: page.parts.sample }
        Row {
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.zones
                Segment { required property var modelData; objectName: "zone:" + modelData.args.zone; part: modelData; width: (page.room - 2 * Theme.cardGap) / 3; height: Theme.touchPrimary }
            }
        }
        Grid {
            columns: 2
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.ways
                WayTile { required property var modelData; objectName: "way:" + modelData.way; way: modelData; width: (page.room - Theme.cardGap) / 2; height: Theme.mm(126) }
            }
        }
    }
}
