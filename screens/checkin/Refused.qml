pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.trip

// It cannot be finished here: every reason with what helps, the flight it is about, and what became of the slip.
Page {
    id: page

    panelsInPortrait: false
    panel: Theme.isLandscape && !Theme.isTight ? aside : null

    Component {
        id: aside
        Item {
            Fact { width: parent.width; label: page.parts.desk_label; text: page.parts.desk }
        }
    }

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.paper; titleStep: Theme.label }
        Repeater {
            model: page.parts.reasons
            Banner { required property var modelData; width: parent.width; height: Math.min(implicitHeight, page.height); banner: modelData; isCompact: false }
        }
        Repeater {
            model: page.parts.flights
            FlightCard { required property var modelData; width: parent.width; height: implicitHeight; flight: modelData; hasFacts: false }
        }
    }
}
