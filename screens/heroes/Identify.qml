pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.travel

// Four ways on one screen, all readers on at once: no choice is needed before a document is shown.
Page {
    id: page

    panelsInPortrait: false
    panel: Component {
        Item {
            Column {
                width: parent.width
                spacing: Theme.gap

                Icon { visible: !Theme.restacks; name: "map-pin"; tone: Theme.primary; size: Theme.iconLarge }
                Label { width: parent.width; text: page.parts.people.title; step: Theme.title }
                Label { width: parent.width; text: page.parts.people.text; color: Theme.muted }
                Label { width: parent.width; text: page.parts.people.desk }
                Row {
                    width: parent.width
                    spacing: Theme.gap
                    Icon { name: "phone"; size: Theme.icon; anchors.verticalCenter: parent.verticalCenter }
                    Label { text: page.parts.people.phone; step: Theme.title }
                    Label { text: page.parts.people.hours; step: Theme.caption; color: Theme.muted; anchors.verticalCenter: parent.verticalCenter }
                }
            }
        }
    }

    Grid {
        id: ways
        readonly property int cellWidth: (page.width - spacing) / 2
        readonly property int cellHeight: (page.height - spacing) / 2
        readonly property int wordRoom: Array.from(children).reduce((most, child) => Math.max(most, (child as WayTile)?.wordsHeight ?? 0), 0)

        columns: 2
        spacing: Theme.gutter

        Repeater {
            model: page.parts.ways

            WayTile {
                id: tile
                required property var modelData
                objectName: "way:" + modelData.way
                way: modelData
                isSideways: Theme.isLandscape
                width: ways.cellWidth
                height: ways.cellHeight
                wordRoom: ways.wordRoom
                onActivated: page.act(tile.modelData)
            }
        }
    }
}
