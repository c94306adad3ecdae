import QtQuick
import screens.theme

// Blocks of words below each other. Where they do not all fit, two keys turn pages of whole blocks, so that large
// letters lose nothing; a picture on the same card gives way first. A block that may be higher than a page tells its
// `stops`: the heights at which it may be cut.
Item {
    id: root

    default property alias blocks: stack.data
    required property var controls // {earlier, later}
    property alias spacing: stack.spacing
    readonly property int wanted: stack.implicitHeight
    readonly property bool isLong: wanted > Math.max(0, height) + Theme.hairWidth || isSingle && shown.length > 1
    property bool isBeside: Theme.isLandscape || height < Theme.mm(90)
    readonly property int room: height - (isLong && !isBeside ? keys.implicitHeight : 0)
    property bool isSingle: false // a block is a decision: one a page
    readonly property var shown: Array.from(stack.children).filter(one => one.visible && one.height > 0)
    readonly property int tallest: Math.max(0, ...shown.map(one => one.height)) // of the blocks
    readonly property int keysHeight: isBeside ? 0 : keys.implicitHeight
    readonly property int inside: stack.width
    readonly property int inset: Theme.gap // for the focus ring of what stands at an edge
    // The lane of keys beside the blocks stays once it was needed: narrower blocks may be lower than wide ones, and
    // would else be laid out to and fro without end.
    property bool hasLane: false
    readonly property int lane: isBeside && hasLane ? keys.implicitWidth : 0
    property bool isNew: false // other blocks than those the lane was needed for
    property int start: 0 // of the page, in the stack
    property var before: [] // where the pages before it start
    readonly property int end: cutOf(wanted, room)

    readonly property int count: shown.length

    onIsLongChanged: Qt.callLater(root.takeLane) // not while the page is being laid out
    onCountChanged: root.isNew = true
    onWantedChanged: {
        root.turn(0, []);
        if (root.isNew && root.hasLane && root.wanted <= root.height)
            root.hasLane = root.isNew = false;
    }
    onRoomChanged: turn(0, [])

    function takeLane() {
        root.hasLane = root.hasLane || root.isLong;
    }
    function turn(to: int, past: var) {
        root.before = past;
        root.start = to;
    }
    function cutOf(all: int, space: int): int { // where the first block that does not fit begins
        const late = shown.filter(one => one.y > start + 1 && (isSingle || one.y + one.height > start + space + 1));
        const next = late.length === 0 ? all : Math.min(...late.map(one => one.y));
        return next - start > space + spacing + 1 ? stopOf(next, space) : next;
    }
    function stopOf(next: int, space: int): int { // within a block that is higher than a page, where it says it may be cut
        const stops = shown.reduce((known, one) => known.concat(Array.from(one.stops ?? []).map(stop => one.y + stop)), []).filter(stop => stop > start + 1 && stop <= start + space);
        return stops.length === 0 ? next : Math.max(...stops);
    }

    Item {
        clip: root.isLong
        x: -root.inset
        y: -root.inset
        width: root.width - root.lane + 2 * root.inset
        height: (root.isLong ? Math.min(root.room, root.end - root.start - (root.end < root.wanted ? root.spacing : 0)) : root.height) + 2 * root.inset

        Column {
            id: stack
            x: root.inset
            y: (root.isLong ? -root.start : 0) + root.inset
            width: parent.width - 2 * root.inset
        }
    }
    PageKeys {
        id: keys
        visible: root.isLong
        controls: root.controls
        isUpright: root.isBeside
        x: root.isBeside ? root.width - width : 0
        y: root.isBeside ? 0 : root.height - height
        width: root.isBeside ? implicitWidth : root.width
        height: root.isBeside ? root.height : implicitHeight
        isFirst: root.start === 0
        isLast: root.end >= root.wanted
        start: root.start / Math.max(1, root.wanted)
        share: (root.end - root.start) / Math.max(1, root.wanted)
        onEarlierPressed: root.turn(root.before[root.before.length - 1], root.before.slice(0, -1))
        onLaterPressed: root.turn(root.end, root.before.concat([root.start]))
    }
}
