import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Back (or the time left), the other way, and the one primary. Where their words do not fit beside each other, the
// other way stands above, and Back below: a button is as high as its words, and none is cut.
Item {
    id: root

    property var back: null
    property var secondary: null
    property var primary: null
    property TypeStep primaryStep: Theme.title
    property real share: 0.58 // of the primary beside the other way
    property var ring: null // {label, text, share}
    readonly property bool isNarrow: width < Theme.mm(200)
    readonly property bool hasBoth: secondary !== null && primary !== null
    readonly property bool isOver: isNarrow && back === null && ring !== null // the time left stands above
    readonly property bool hasLeft: back !== null || ring !== null && !isOver
    readonly property int main: primary !== null ? first.leastWidth : secondary !== null ? other.leastWidth : 0
    readonly property int wantedLeft: !hasLeft ? 0 : Math.max(Math.min(Theme.backWidth, width * 0.36), back !== null ? backwards.leastWidth : 0) + Theme.gutter
    readonly property bool isTower: back !== null && main > 0 && wantedLeft + main > width // Back below
    readonly property int leftWidth: isTower ? 0 : wantedLeft
    readonly property int room: width - leftWidth
    readonly property bool isTight: hasBoth && (other.leastWidth > (room - Theme.gutter) * (1 - share) || first.leastWidth > (room - Theme.gutter) * share)
    readonly property bool isStacked: hasBoth && (isTight || isNarrow && !Theme.isSmall)
    readonly property int upper: isOver ? Theme.touchPrimary + Theme.gutter : isStacked ? wantedOf(other) + Theme.gutter : 0
    readonly property int middle: Math.max(primary !== null ? wantedOf(first) : 0, secondary !== null && !isStacked ? wantedOf(other) : 0, hasLeft && !isTower ? wantedOf(backwards) : 0)

    signal acted(action: var)

    height: back || secondary || primary || ring ? upper + middle + (isTower ? Theme.gutter + wantedOf(backwards) : 0) : 0

    function wantedOf(button: Item): int { // no type of our own: a second engine in the process would make it null
        return Math.max(Theme.touchPrimary, button?.implicitHeight ?? 0);
    }

    BigButton {
        id: backwards
        objectName: "back"
        visible: action !== null
        action: root.back
        signTone: Theme.ink
        y: root.isTower ? root.upper + root.middle + Theme.gutter : root.upper
        width: root.isTower ? root.width : root.wantedLeft - Theme.gutter
        height: root.isTower ? root.wantedOf(backwards) : root.middle
        onActivated: root.acted(action)
    }
    TimeRing {
        visible: root.back === null && root.ring !== null
        label: root.ring ? root.ring.label : ""
        seconds: root.ring ? root.ring.text : ""
        share: root.ring ? root.ring.share : 0
        width: root.isOver ? root.width : root.leftWidth - Theme.gutter
        height: root.isOver ? Theme.touchPrimary : root.middle
        y: root.isOver ? 0 : root.upper
    }
    BigButton {
        id: other
        objectName: "secondary"
        visible: action !== null
        action: root.secondary
        signTone: Theme.ink
        x: root.isStacked ? 0 : root.leftWidth
        width: root.isStacked ? root.width : root.primary === null ? root.room : (root.room - Theme.gutter) * (1 - root.share)
        height: root.isStacked ? root.wantedOf(other) : root.middle
        onActivated: root.acted(action)
    }
    BigButton {
        id: first
        objectName: "primary"
        visible: action !== null
        action: root.primary
        kind: BigButton.Primary
        step: root.primaryStep
        x: root.width - width
        y: root.upper
        width: root.secondary === null || root.isStacked ? root.room : (root.room - Theme.gutter) * root.share
        height: root.middle
        onActivated: root.acted(action)
    }
}
