import QtQuick
import screens.theme
import screens.parts.controls

// Two keys that turn pages, and between them the line with the part of it that is on the glass: at the foot, or
// upright beside what they turn. Nothing needs a swipe.
Item {
    id: root

    required property var controls // {earlier, later}
    property bool isUpright: Theme.isLandscape
    property bool isFirst: true
    property bool isLast: true
    property real start: 0 // what lies before, as a share of all
    property real share: 1 // what is on the glass
    readonly property int keySize: isUpright && height < 2 * Theme.touchStd + 4 * Theme.gutter ? Theme.touchMin : Theme.touchStd
    readonly property int edge: isUpright ? Math.min(Theme.gutter, (height - 2 * keySize - Theme.gap) / 2) : 0
    readonly property int inset: Theme.touchStd + 2 * Theme.gutter
    readonly property int run: (isUpright ? height - 2 * inset : earlier.x - Theme.gutter - Theme.pad)

    signal earlierPressed
    signal laterPressed

    implicitWidth: Theme.touchStd + 2 * Theme.gap
    implicitHeight: Theme.touchStd + 2 * Theme.gap

    Rectangle { // parts the keys from what they turn
        width: root.isUpright ? Theme.hairWidth : root.width
        height: root.isUpright ? root.height : Theme.hairWidth
        color: Theme.hair
    }
    Rectangle {
        visible: root.run > Theme.touchMin
        x: root.isUpright ? (root.width - width) / 2 : Theme.pad
        y: root.isUpright ? root.inset : (root.height - height) / 2
        width: root.isUpright ? Theme.line : root.run
        height: root.isUpright ? root.run : Theme.line
        color: Theme.rail

        Rectangle {
            readonly property int from: Math.max(0, Math.min(1, root.start)) * root.run
            readonly property int span: Math.min(root.run - from, root.share * root.run)

            x: root.isUpright ? (parent.width - width) / 2 : from
            y: root.isUpright ? from : (parent.height - height) / 2
            width: root.isUpright ? Theme.discDone : Math.max(Theme.disc, span)
            height: root.isUpright ? Math.max(Theme.disc, span) : Theme.discDone
            radius: Theme.discDone / 2
            color: Theme.primary
            antialiasing: true
        }
    }
    KeyButton {
        id: earlier
        objectName: "earlier"
        icon: "chevron-up"
        size: root.keySize
        name: root.controls.earlier
        isOff: root.isFirst
        isRepeatable: true
        x: root.isUpright ? (root.width - width) / 2 : later.x - width - Theme.gutter
        y: root.isUpright ? root.edge : (root.height - height) / 2
        onActivated: root.earlierPressed()
    }
    KeyButton {
        id: later
        objectName: "later"
        icon: "chevron-down"
        size: root.keySize
        name: root.controls.later
        isOff: root.isLast
        isRepeatable: true
        x: root.isUpright ? (root.width - width) / 2 : root.width - width - Theme.mm(7)
        y: root.isUpright ? root.height - height - root.edge : (root.height - height) / 2
        onActivated: root.laterPressed()
    }
}
