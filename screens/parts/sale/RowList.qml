pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The lines of a basket on one card, newest first. Where they do not fit, two keys at the foot turn the pages: nothing
// needs a swipe.
Card {
    id: root

    required property var rows
    required property var controls // {earlier, later}
    property int room: 0
    readonly property alias count: list.count
    readonly property int needed: count * Theme.row + Theme.newestRow - Theme.row
    readonly property bool isLong: needed > room
    readonly property int footHeight: isLong ? Theme.touchStd + 2 * Theme.gap : 0

    signal stepped(action: var, isBin: bool)

    height: Math.max(0, Theme.isLandscape || isLong ? room : list.contentHeight)

    function turn(pages: int) {
        const end = list.originY + list.contentHeight - list.height;
        list.contentY = Math.max(list.originY, Math.min(end, list.contentY + pages * list.height * Theme.pageShare));
    }

    ListView {
        id: list
        objectName: "rows"
        width: root.width
        height: Math.max(0, root.height - root.footHeight)
        clip: true
        model: root.rows
        reuseItems: true
        cacheBuffer: Theme.touchStd
        boundsBehavior: Flickable.StopAtBounds
        interactive: root.isLong
        onCountChanged: positionViewAtBeginning()
        Accessible.role: Accessible.List

        delegate: ItemRow {
            width: list.width
            onStepped: (action, isBin) => root.stepped(action, isBin)
        }
    }
    Rectangle {
        visible: root.isLong
        y: list.height
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Row {
        visible: root.isLong
        anchors { right: parent.right; bottom: parent.bottom; rightMargin: Theme.mm(7); bottomMargin: Theme.gap }
        spacing: Theme.gutter

        KeyButton {
            objectName: "earlier"
            icon: "chevron-up"
            size: Theme.touchStd
            name: root.controls.earlier
            isOff: list.atYBeginning
            onActivated: root.turn(-1)
        }
        KeyButton {
            objectName: "later"
            icon: "chevron-down"
            size: Theme.touchStd
            name: root.controls.later
            isOff: list.atYEnd
            onActivated: root.turn(1)
        }
    }
}
