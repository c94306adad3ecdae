pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.scenes
import screens.parts.trip

// Have a good trip: the disc has become the tick on its line, and below it gate, time and luggage of each flight.
Page {
    id: page

    readonly property bool hasWords: !!parts.banner || parts.flights.length > 0

    showsRing: true
    panelsInPortrait: false

    SceneCard {
        id: scene
        visible: hasScene && page.height - words.wanted - Theme.cardGap > Theme.mm(70)
        width: page.width
        height: page.height - (page.hasWords ? words.wanted + Theme.cardGap : 0)

        Disc {
            icon: "check"
            isDrawn: true
            share: 0.64
            width: Math.min(parent.height * 0.86, parent.width * 0.5)
            x: parent.width * 0.32 - width / 2
            y: parent.height - height
        }
        Picture { // what is taken along
            art: "scenes/luggage"
            height: Math.min(parent.height * 0.8, parent.width * 0.34)
            width: height
            x: parent.width * 0.78 - width / 2
            y: parent.height - height
        }
    }
    Leaves {
        id: words
        controls: page.shell.controls
        width: page.width
        y: scene.visible ? scene.height + Theme.cardGap : 0
        height: page.height - y
        spacing: Theme.gutter
        isBeside: Theme.isLandscape

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.banner; titleStep: Theme.label }
        Repeater {
            model: page.parts.flights
            FlightCard { required property var modelData; width: parent.width; height: implicitHeight; flight: modelData; isLoud: true }
        }
    }
}
