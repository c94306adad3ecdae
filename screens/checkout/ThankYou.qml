pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.sale
import screens.parts.scenes

// Take your card and your things; the glass closes by itself. In landscape what was paid stands in the panel; where
// that is low, only the amount.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property bool isLow: isWide && Theme.isTight
    readonly property bool isScarce: Theme.isSmall && Theme.isOneByOne
    readonly property bool hasFacts: !isWide || isLow && words.wanted > 0

    showsRing: true
    panelsInPortrait: false
    panel: isScarce ? null : aside

    Component {
        id: aside
        Item {
            PaidFacts { width: parent.width; parts: page.parts; room: parent.height; hasCard: !page.isLow }
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
        readonly property int needed: words.wanted + 2 * Theme.pad
        visible: page.hasFacts
        width: page.width
        height: scene.visible ? needed : page.height
        y: page.height - height

        Leaves {
            id: words
            controls: page.shell.controls
            x: Theme.pad
            y: Theme.pad
            width: parent.width - 2 * x
            height: parent.height - 2 * y
            spacing: Theme.gutter

            PaidFacts { visible: !page.isWide || page.isScarce; width: parent.width; parts: page.parts; hasCard: false }
            PaidFacts { width: parent.width; parts: page.parts; hasAmount: false }
        }
    }
}
