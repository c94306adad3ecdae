pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.travel
import screens.parts.trip

// It cannot be finished here: every reason with what helps, the flight it is about, and what became of the slip.
Page {
    id: page

    readonly property bool isScarce: Theme.losesColumn && (Theme.isSmall || height < Theme.mm(110)) // a thing at a time
    readonly property var reasons: isScarce ? Array.from(parts.reasons).reduce((all, own) => all.concat(split(own)), []) : parts.reasons

    function split(own: var): var {
        return [own.title, own.text, own.do].map(words => Object.assign({}, own, { "title": words, "text": "", "do": "" }));
    }

    panelsInPortrait: false
    panel: Theme.isLandscape && !Theme.isTight ? aside : null

    Component {
        id: aside
        PersonPanel { people: page.parts.people }
    }

    Card { // where a person is, while there is room
        id: desk
        readonly property int spare: page.height - words.wanted - Theme.cardGap
        visible: !Theme.isLandscape && spare > Theme.mm(70)
        width: page.width
        height: Math.min(spare, Theme.mm(96))
        y: page.height - height

        PersonPanel { people: page.parts.people; x: Theme.pad; y: Theme.pad; width: parent.width - 2 * x; height: parent.height - 2 * y }
    }
    Leaves {
        id: words
        width: page.width
        height: page.height - (desk.visible ? desk.height + Theme.cardGap : 0)
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.paper; titleStep: Theme.label }
        Repeater {
            model: page.reasons
            Banner { required property var modelData; width: parent.width; height: Math.min(implicitHeight, page.height); banner: modelData; isCompact: false; titleStep: page.isScarce ? Theme.label : Theme.title }
        }
        Repeater {
            model: page.parts.flights
            FlightCard { required property var modelData; width: parent.width; height: implicitHeight; flight: modelData; hasFacts: false }
        }
    }
}
