pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.luggage
import screens.parts.paging
import screens.parts.trip

// Checked in already: how the flight goes, who travels, and what can still be changed; or the question before it is
// given up.
Page {
    id: page

    readonly property bool isApart: Theme.isTight // one traveller a card
    panelsInPortrait: false

    LuggageScene {
        free: page.height - words.wanted - Theme.cardGap
        width: page.width
        y: page.height - height
    }
    Leaves {
        id: words
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.question ?? page.parts.banner }
        Repeater {
            model: page.parts.flights
            FlightCard { required property var modelData; width: parent.width; height: implicitHeight; flight: modelData; hasFacts: page.parts.flights.length < 3 }
        }
        Repeater {
            model: page.isApart ? Array.from(page.parts.people).map(one => [one]) : page.parts.people.length > 0 ? [page.parts.people] : []
            PeopleCard { required property var modelData; width: parent.width; height: implicitHeight; people: modelData }
        }
        PeopleCard {
            visible: page.parts.ways.length > 0
            width: parent.width
            height: implicitHeight
            people: []
            label: page.parts.ways_label
            changes: page.parts.ways
            onActed: action => page.act(action)
        }
    }
}
