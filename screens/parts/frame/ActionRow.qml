import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Back (or the time left), the other way, and the one primary. Narrow, the other way stands above.
Item {
    id: root

    property var back: null
    property var secondary: null
    property var primary: null
    property TypeStep primaryStep: Theme.title
    property var ring: null // {label, text, share}
    readonly property bool isNarrow: width < Theme.mm(200)
    readonly property bool isOver: isNarrow && back === null && ring !== null // the time left stands above
    readonly property bool hasLeft: back !== null || ring !== null && !isOver
    readonly property bool isStacked: isNarrow && !(Theme.isSmall && Theme.isLandscape) && secondary !== null && primary !== null
    readonly property int leftWidth: hasLeft ? Math.min(Theme.backWidth, width * 0.36) + Theme.gutter : 0
    readonly property int room: width - leftWidth
    readonly property int rowY: isStacked || isOver ? Theme.touchPrimary + Theme.gutter : 0

    signal acted(action: var)

    height: back || secondary || primary || ring ? rowY + Theme.touchPrimary : 0

    BigButton {
        objectName: "back"
        visible: root.back !== null
        action: root.back
        signTone: Theme.ink
        width: root.leftWidth - Theme.gutter
        height: Theme.touchPrimary
        y: root.rowY
        onActivated: root.acted(root.back)
    }
    TimeRing {
        visible: root.back === null && root.ring !== null
        label: root.ring ? root.ring.label : ""
        seconds: root.ring ? root.ring.text : ""
        share: root.ring ? root.ring.share : 0
        width: root.isOver ? root.width : root.leftWidth - Theme.gutter
        height: Theme.touchPrimary
        y: root.isOver ? 0 : root.rowY
    }
    BigButton {
        objectName: "secondary"
        visible: root.secondary !== null
        action: root.secondary
        signTone: Theme.ink
        x: root.isStacked ? 0 : root.leftWidth
        width: root.isStacked ? root.width : root.primary === null ? root.room : (root.room - Theme.gutter) * 0.42
        height: Theme.touchPrimary
        onActivated: root.acted(root.secondary)
    }
    BigButton {
        objectName: "primary"
        visible: root.primary !== null
        action: root.primary
        kind: BigButton.Primary
        step: root.primaryStep
        x: root.width - width
        y: root.rowY
        width: root.secondary === null || root.isStacked ? root.room : (root.room - Theme.gutter) * 0.58
        height: Theme.touchPrimary
        onActivated: root.acted(root.primary)
    }
}
