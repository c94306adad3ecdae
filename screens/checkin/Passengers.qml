pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.trip

// Who travels now: the flight, and a tile for each, all chosen who may. In landscape the tiles stand two abreast.
Page {
    id: page

    readonly property int columns: Theme.isLandscape && !Theme.restacks ? 2 : 1

    panelsInPortrait: false
    panel: Theme.isLandscape && !Theme.isTight ? aside : null

    Component {
        id: aside
        Item {
            FlightFacts { width: parent.width; facts: page.parts.flights[0].facts }
        }
    }

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.banner; titleStep: Theme.label }
        Repeater {
            model: page.parts.flights
            FlightCard { required property var modelData; width: parent.width; height: implicitHeight; flight: modelData; hasFacts: !Theme.isLandscape && page.parts.flights.length < 3 }
        }
        Repeater {
            model: Math.ceil(page.parts.people.length / page.columns)

            Row {
                id: line
                required property int index
                readonly property int tall: Math.max(0, ...Array.from(children).map(one => (one as PersonTile)?.implicitHeight ?? 0))

                width: parent.width
                height: tall
                spacing: Theme.gutter

                Repeater {
                    model: Array.from(page.parts.people).slice(line.index * page.columns, (line.index + 1) * page.columns)
                    PersonTile {
                        id: tile
                        required property var modelData
                        objectName: "person:" + modelData.id
                        person: modelData
                        width: (line.width - (page.columns - 1) * line.spacing) / page.columns
                        height: line.tall
                        onActivated: page.act(modelData)
                    }
                }
            }
        }
    }
}
