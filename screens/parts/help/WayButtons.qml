pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.controls

// The ways on from the top of the page, beside each other where their words fit.
Grid {
    id: root

    required property var ways // actions
    readonly property int wanted: Math.max(0, ...Array.from(children).map(one => (one as BigButton)?.leastWidth ?? 0))
    readonly property bool isPair: 2 * wanted + Theme.gutter <= width
    readonly property int cell: isPair ? (width - Theme.gutter) / 2 : width
    readonly property int tall: Math.max(Theme.touchPrimary, ...Array.from(children).map(one => one.implicitHeight))

    signal acted(action: var)

    columns: isPair ? 2 : 1
    spacing: Theme.gutter

    Repeater {
        model: root.ways
        BigButton {
            required property var modelData
            objectName: "way:" + modelData.event
            action: modelData
            width: root.cell
            height: root.isPair ? root.tall : Math.max(Theme.touchPrimary, implicitHeight)
            onActivated: root.acted(modelData)
        }
    }
}
