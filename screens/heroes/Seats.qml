pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.travel

// The own seat is kept unless another is touched. Zones stand instead of scrolling; the legend says every sign in words.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape

    panelsInPortrait: false
    panel: Component {
        Item {
            Column {
                id: own
                width: parent.width
                spacing: Theme.mm(1)

                Label { width: parent.width; visible: !Theme.restacks; text: page.parts.now_label; color: Theme.muted }
                Label { width: parent.width; text: page.parts.now; step: Theme.restacks ? Theme.h1 : Theme.display }
                Label { width: parent.width; text: page.parts.now_text; step: Theme.restacks ? Theme.caption : Theme.body; isProse: true }
            }
            Rectangle {
                y: own.height + Theme.gutter
                width: parent.width
                height: Theme.hairWidth
                color: Theme.hair
            }
            Legend {
                y: own.height + Theme.gutter * 2
                width: parent.width
                columns: 2
                isShort: true
                rowSpacing: Math.max(Theme.mm(1), Math.min(Theme.mm(6), (parent.height - y - 6 / columns * rowHeight) / (6 / columns)))
                legend: page.parts.legend
                sample: page.parts.letters[0]
            }
        }
    }

    Row {
        id: zones
        readonly property int cellWidth: (page.width - spacing * (page.parts.zones.length - 1)) / page.parts.zones.length

        y: page.isWide ? page.height - height : 0
        spacing: Theme.gutter

        Repeater {
            model: page.parts.zones

            Zone {
                id: zone
                required property var modelData
                objectName: "zone:" + modelData.args.zone
                zone: modelData
                width: zones.cellWidth
                onActivated: page.act(zone.modelData)
            }
        }
    }
    SeatMap {
        y: page.isWide ? 0 : zones.height + Theme.cardGap
        width: page.width
        height: page.height - zones.height - Theme.mm(page.isWide ? 5 : 6) - (page.isWide ? 0 : legend.height + Theme.mm(6))
        cabin: page.parts
        isUpright: !page.isWide
        onChosen: action => page.act(action)
    }
    Legend {
        id: legend
        visible: !page.isWide
        y: page.height - height
        width: page.width
        columns: Theme.restacks ? 2 : 3
        legend: page.parts.legend
        sample: page.parts.letters[0]
    }
}
