pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// Take your card and your things; the glass closes by itself. In landscape what was paid stands in the panel; where
// that is low, only the amount.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property bool isLow: isWide && Theme.isTight
    readonly property bool hasFacts: !isWide || isLow && facts.height > 0

    showsRing: true
    panelsInPortrait: false
    panel: Component {
        Item {
            PaidFacts { width: parent.width; parts: page.parts; room: parent.height; hasRest: !page.isLow }
        }
    }

    DoneScene {
        id: scene
        visible: hasScene
        width: page.width
        height: page.height - (page.hasFacts ? paid.needed + Theme.cardGap : 0)
    }
    Card {
        id: paid
        readonly property int needed: facts.height + 2 * Theme.pad
        visible: page.hasFacts
        width: page.width
        height: scene.visible ? needed : page.height
        y: page.height - height

        PaidFacts { id: facts; parts: page.parts; hasAmount: !page.isWide; x: Theme.pad; y: Theme.pad; width: parent.width - 2 * x }
    }
}
