import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Back (or the time left), the other way, and the one primary. Where their words do not fit beside each other, the
// other way stands above, and Back below: a button is as high as its words, and none is cut. Where all of them are higher
// than there is room, they give way together, and their words shrink.
Item {
    id: root

    property var back: null
    property var secondary: null
    property var primary: null
    property TypeStep primaryStep: Theme.title
    property real share: 0.58 // of the primary beside the other way
    property var ring: null // {label, text, share}
    property int most: 0 // height there is for all of it; 0: what it wants
    property bool isAside: false // the other way stands left of Back, and both others where they always are
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
    readonly property bool isStacked: hasBoth && (isAside || isTight || isNarrow && !Theme.isSmall)
    readonly property int natural: highOf(1)
    readonly property real given: most > 0 && natural > most ? Math.max(0.5, most / natural) : 1
    readonly property int upper: upperOf(given)
    readonly property int middle: middleOf(given)

    signal acted(action: var)

    height: highOf(given)

    function wantedOf(button: Item, part: real): int { // no type of our own: a second engine in the process would make it null
        return Math.max(Theme.touchMin, Math.max(Theme.touchPrimary, button?.implicitHeight ?? 0) * part);
    }
    function upperOf(part: real): int {
        return isOver ? Theme.touchPrimary + Theme.gutter : isStacked && !isAside ? wantedOf(other, part) + Theme.gutter : 0;
    }
    function middleOf(part: real): int {
        return Math.max(primary !== null ? wantedOf(first, part) : 0, secondary !== null && (isAside || !isStacked) ? wantedOf(other, part) : 0, hasLeft && !isTower ? wantedOf(backwards, part) : 0);
    }
    function highOf(part: real): int {
        return back || secondary || primary || ring ? upperOf(part) + middleOf(part) + (isTower ? Theme.gutter + wantedOf(backwards, part) : 0) : 0;
    }

    BigButton {
        id: backwards
        objectName: "back"
        visible: action !== null
        action: root.back
        signTone: Theme.ink
        y: root.isTower ? root.upper + root.middle + Theme.gutter : root.upper
        width: root.isTower ? root.width : root.wantedLeft - Theme.gutter
        height: root.isTower ? root.wantedOf(backwards, root.given) : root.middle
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
        x: root.isAside ? -width - Theme.gutter : root.isStacked ? 0 : root.leftWidth
        width: root.isAside ? Math.max(root.room, leastWidth) : root.isStacked ? root.width : root.primary === null ? root.room : (root.room - Theme.gutter) * (1 - root.share)
        height: root.isStacked && !root.isAside ? root.wantedOf(other, root.given) : root.middle
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
