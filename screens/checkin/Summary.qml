pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.trip

// Everything on one page: flights, people, and the question about dangerous goods, which in landscape has a column of
// its own. With large letters the cards come apart and turn by pages; nothing is lost.
Page {
    id: page

    readonly property bool asksAside: Theme.isLandscape && !Theme.isTight && beside.wanted <= height // in a column of its own
    readonly property bool isApart: Theme.isTight || parts.people.length + 2 * parts.flights.length > 6 // one thing a card
    readonly property int inset: Theme.mm(Theme.isTight ? 5 : 8)

    panelsInPortrait: false

    component People: PeopleCard {
        width: parent.width
        height: implicitHeight
        label: page.parts.change_label
        onActed: action => page.act(action)
    }
    component Goods: Card {
        id: goods
        property alias hasSigns: ask.hasSigns
        property alias hasAnswers: ask.hasAnswers
        width: parent.width
        readonly property int wanted: ask.height + 2 * page.inset
        height: wanted

        GoodsAsk {
            id: ask
            parts: page.parts
            x: page.inset
            y: page.inset
            width: parent.width - 2 * x
            onAnswered: action => page.act(action)
        }
    }

    Leaves {
        width: page.asksAside ? page.width * 0.53 : page.width
        height: page.height
        controls: page.shell.controls
        spacing: Theme.mm(page.isApart ? 3 : 5)

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.banner; titleStep: Theme.label }
        Repeater {
            model: page.parts.flights
            FlightCard {
                required property var modelData
                width: parent.width
                height: implicitHeight
                flight: modelData
                hasFacts: page.parts.flights.length < 3
            }
        }
        People { visible: !page.isApart; people: page.isApart ? [] : page.parts.people; changes: page.isApart ? [] : page.parts.changes }
        Repeater {
            model: page.isApart ? page.parts.people : []
            People { required property var modelData; people: [modelData] }
        }
        People { visible: page.isApart; people: []; changes: page.isApart ? page.parts.changes : [] }
        Goods { visible: !page.asksAside; hasAnswers: !page.isApart }
        Goods { visible: page.isApart && !page.asksAside; hasSigns: false; hasAnswers: page.isApart }
    }
    Goods {
        id: beside
        visible: page.asksAside
        x: page.width - width
        width: page.width * 0.47 - Theme.cardGap
        height: page.height
    }
}
