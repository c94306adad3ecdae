pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// Take your card and your things; the glass closes by itself.
Page {
    id: page

    showsRing: true
    panelsInPortrait: false
    panel: Component {
        Item {
            PaidFacts { width: parent.width; parts: page.parts; room: parent.height }
        }
    }

    DoneScene {
        width: page.width
        height: Theme.isLandscape ? page.height : page.height - paid.height - Theme.cardGap
    }
    Card {
        id: paid
        visible: !Theme.isLandscape
        width: page.width
        height: facts.height + 2 * Theme.pad
        y: page.height - height

        PaidFacts { id: facts; parts: page.parts; x: Theme.pad; y: Theme.pad; width: parent.width - 2 * x }
    }
}
