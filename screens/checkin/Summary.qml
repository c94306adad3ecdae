pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.trip

// Everything on one page: flights, people, and the question about dangerous goods, which is always in sight: in landscape
// over the actions, in portrait at the foot, while flights and people turn pages above it. With large letters the cards
// come apart, the question first, since Print waits for its answer; nothing is lost.
Page {
    id: page

    readonly property bool asksAside: Theme.isLandscape && !Theme.isTight && !hasShortPanel // over the actions
    readonly property bool asksBelow: !Theme.isLandscape && !Theme.isTight && height > Theme.mm(240)
    readonly property bool isApart: Theme.isTight || wasLong // one thing a card
    readonly property string who: Array.from(parts.people).map(one => one.name).join() + parts.flights.length
    property bool hasShortPanel: false // stays
    property bool wasLong: false // stays: cards apart may fit again
    readonly property bool isScarce: Theme.isOneByOne // a banner's title alone, then its words
    readonly property int inset: Theme.mm(Theme.isTight ? 5 : 8)

    panelsInPortrait: false
    onWhoChanged: wasLong = false
    panel: asksAside ? question : null

    component People: PeopleCard {
        width: parent.width
        height: implicitHeight
        label: page.parts.change_label
        onActed: action => page.act(action)
    }
    component Goods: Card {
        id: goods
        readonly property var stops: Array.from(ask.stops).map(stop => page.inset + stop)
        property alias hasSigns: ask.hasSigns
        property alias hasAnswers: ask.hasAnswers
        property alias isFlat: ask.isFlat
        width: parent.width
        height: ask.height + 2 * page.inset

        GoodsAsk {
            id: ask
            parts: page.parts
            x: page.inset
            y: page.inset
            width: parent.width - 2 * x
            onAnswered: action => page.act(action)
        }
    }

    Component {
        id: question
        Item {
            readonly property bool isShort: ask.height > height
            onIsShortChanged: Qt.callLater(() => page.hasShortPanel = page.hasShortPanel || isShort)

            GoodsAsk {
                id: ask
                parts: page.parts
                width: parent.width
                isFlat: true
                spacing: Theme.mm(2.4)
                onAnswered: action => page.act(action)
            }
        }
    }
    Leaves {
        id: trip
        onIsLongChanged: Qt.callLater(() => page.wasLong = page.wasLong || trip.isLong)
        width: page.width
        height: page.height - (page.asksBelow ? below.height + spacing : 0)
        controls: page.shell.controls
        spacing: Theme.mm(page.isApart ? 3 : 5)

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.isScarce && page.parts.banner ? Object.assign({}, page.parts.banner, { "text": "", "do": "" }) : page.parts.banner; titleStep: Theme.label }
        Label {
            visible: page.isScarce && text !== ""
            width: parent.width
            height: Math.min(implicitHeight, page.height)
            text: page.parts.banner ? [page.parts.banner.text, page.parts.banner.do || ""].join(" ").trim() : ""
            fits: true
            neverCut: true
        }
        Goods { visible: !page.asksAside && !page.asksBelow; hasAnswers: !page.isApart }
        Goods { visible: page.isApart && !page.asksAside && !page.asksBelow; hasSigns: false; hasAnswers: page.isApart }
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
    }
    Goods {
        id: below
        visible: page.asksBelow
        isFlat: page.height - trip.wanted < Theme.mm(132) // signs over their words stand higher
        width: page.width
        y: trip.isLong ? page.height - height : trip.wanted + trip.spacing
    }
}
