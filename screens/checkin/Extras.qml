pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.trip

// What may be bought beyond the ticket, at most three, each with its price first; what is chosen costs so much in all.
Page {
    id: page

    readonly property bool isLow: Theme.isLandscape && (Theme.isTight || Theme.isShallow)

    function cards(offer: var): var { // of one offer: its words, its terms, and each tick
        const people = Array.from(offer.people);
        if (!page.isLow)
            return [{ "offer": offer, "people": people, "part": "" }];
        return [["words", []], ["terms", []]].concat(people.map(one => ["tick", [one]])).map(own => ({ "offer": offer, "people": own[1], "part": own[0] }));
    }

    panel: Theme.isTight && !Theme.isLandscape ? null : sum
    hasEqualWays: true

    Component {
        id: sum
        Item {
            implicitHeight: amount.height
            Amount { id: amount; width: parent.width; room: Theme.isLandscape ? parent.height : Theme.pageHeight; step: Theme.amount; label: page.parts.total_label; money: page.parts.total }
        }
    }
    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Repeater {
            model: Array.from(page.parts.offers).reduce((all, one) => all.concat(page.cards(one)), [])
            OfferCard {
                required property var modelData
                objectName: "offer:" + modelData.offer.code
                offer: modelData.offer
                people: modelData.people
                hasWords: modelData.part === "" || modelData.part === "words"
                hasTerms: modelData.part === "" || modelData.part === "terms"
                width: parent.width
                height: implicitHeight
                onActed: action => page.act(action)
            }
        }
        Amount { visible: !page.panel; width: parent.width; step: Theme.h1; label: page.parts.total_label; money: page.parts.total }
    }
}
