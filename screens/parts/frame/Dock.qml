import QtQuick
import screens.theme
import screens.parts

// Content above, hands below: the white field of the actions. At the foot in portrait, on the right in landscape.
Item {
    id: root

    property Component panel: null
    property bool isBare: false // the actions alone, at the foot in landscape too
    property alias back: row.back
    property alias secondary: row.secondary
    property alias primary: row.primary
    property alias primaryStep: row.primaryStep
    property alias ring: row.ring
    property alias share: row.share
    readonly property int side: Theme.isLandscape ? Theme.mm(8) : Theme.margin
    property int panelLeast: 0
    readonly property int least: row.natural + 2 * side + (panelLeast > 0 ? panelLeast + Theme.dockPad : 0) // in landscape, where a panel gives way
    readonly property int bareHeight: row.natural + side
    readonly property bool isEmpty: row.natural === 0 && panel === null

    signal acted(action: var)

    visible: !isEmpty
    implicitHeight: isEmpty ? 0 : upper.height + (upper.height > 0 && row.natural > 0 ? Theme.dockPad : 0) + row.natural + 2 * Theme.dockPad

    Rectangle {
        visible: !Theme.isLandscape
        anchors.fill: parent
        color: Theme.surface
        Rectangle { width: parent.width; height: Theme.hairWidth; color: Theme.hair }
    }
    Card {
        visible: Theme.isLandscape && !root.isBare
        anchors.fill: parent
    }
    Loader {
        id: upper
        active: root.panel !== null
        sourceComponent: root.panel
        x: root.side
        y: Theme.isLandscape ? root.side : Theme.dockPad
        width: root.width - 2 * root.side
        height: !active ? 0 : Theme.isLandscape ? row.y - y - Theme.dockPad : item ? (item as Item).implicitHeight : 0
    }
    ActionRow {
        id: row
        x: root.side
        width: root.width - 2 * root.side
        y: root.height - height - (Theme.isLandscape ? root.side : Theme.dockPad)
        isAside: Theme.isLandscape && root.isBare && back !== null && secondary !== null && primary !== null
        most: Theme.isLandscape && !root.isBare ? Math.max(1, root.height - 2 * root.side) : 0
        onActed: action => root.acted(action)
    }
}
