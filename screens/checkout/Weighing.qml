pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.loose
import screens.parts.paging

// One kind of goods on the scale: the weight as it is, what the goods stand in, and the price when the weight stands
// still. What hinders is said in its place, and the price waits.
Page {
    id: page

    readonly property var tares: Array.from(parts.tares ?? [])
    readonly property bool isApart: Theme.isOneByOne || Theme.isLandscape && Theme.losesColumn // goods and weight
    readonly property bool hasNoPanel: Theme.isTight && !Theme.isLandscape

    panel: hasNoPanel ? null : sum

    Component {
        id: sum
        Item {
            implicitHeight: amount.height
            Amount { id: amount; width: parent.width; height: Math.max(implicitHeight, Theme.px(Theme.amount.cap) * Theme.oneLine); room: Theme.isLandscape ? parent.height : Theme.pageHeight; step: Theme.amount; label: page.parts.price ? page.parts.price_label : ""; money: page.parts.price }
        }
    }
    Leaves {
        id: leaves
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner {
            width: leaves.inside
            height: visible ? Math.min(implicitHeight, leaves.height) : 0
            banner: page.parts.is_grave ? { "kind": "warning", "icon": "triangle-alert", "title": page.parts.said, "text": "" } : null
        }
        WeightCard { visible: !(page.isApart && page.parts.is_container); width: leaves.inside; height: implicitHeight; parts: page.parts; part: page.isApart ? "head" : "" } // an empty container is weighed on its own
        WeightCard { visible: page.isApart; width: leaves.inside; height: implicitHeight; parts: page.parts; part: "weight" }
        Amount { visible: page.hasNoPanel && !!page.parts.price; width: leaves.inside; step: Theme.h1; label: page.parts.price_label; money: page.parts.price }
        Label { visible: page.tares.length > 0; width: leaves.inside; topPadding: Theme.gap; text: page.parts.tare_label; color: Theme.muted }
        ChipLines { width: leaves.inside; chips: page.tares; called: "tare"; room: page.height; most: 3; onActed: action => page.act(action) }
    }
}
