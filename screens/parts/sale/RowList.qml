pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.paging

// The lines of a basket on one card, newest first; a line is shown whole or not at all. Where they do not all fit,
// two keys turn pages of whole lines.
Card {
    id: root

    required property var rows
    required property var controls // {earlier, later}
    property int room: 0
    property int count // of lines, and the height of all: as last laid out, for both follow from what is asked of the list
    property real wanted
    property int shown: 0
    readonly property bool restacks: Theme.restacks || width < Theme.mm(200)
    readonly property int rowLeast: restacks ? Theme.rowWords + Theme.touchMin + Theme.mm(13) : Theme.row
    readonly property int spare: Theme.newestRow - Theme.row // the newest is taller
    readonly property int pageRoom: room - (isBeside ? 0 : keys.implicitHeight) // of a page of several
    readonly property bool isOver: count * rowLeast + spare > room
    readonly property bool isLong: isOver || wanted > room + 1 // some names take two lines
    readonly property bool isBeside: Theme.isLandscape && width > Theme.mm(230) || room < Theme.mm(90) // the keys beside the lines
    readonly property int places: Math.max(1, Math.floor((pageRoom - spare) / rowLeast))
    readonly property int rowHeight: Theme.isLandscape || isOver ? Math.floor(Math.min(rowLeast * 1.3, (pageRoom - spare) / places)) : rowLeast

    signal stepped(action: var, isBin: bool)
    signal explained(action: var)

    height: Math.max(0, Theme.isLandscape || isLong ? room : wanted)

    function bottomRow(): int {
        const at = list.indexAt(0, list.contentY + list.height);
        const last = list.itemAtIndex(at);
        return last !== null && last.y + last.height < list.contentY + list.height + 2 ? at + 1 : at;
    }
    function topRow(): int {
        const at = list.indexAt(0, list.contentY + 1);
        const first = list.itemAtIndex(at);
        return first !== null && first.y < list.contentY - 1 ? at + 1 : at;
    }
    function later() {
        list.positionViewAtIndex(Math.max(root.bottomRow(), root.topRow() + 1), ListView.Beginning);
    }
    function earlier() {
        list.positionViewAtIndex(Math.max(0, root.topRow() - 1), ListView.End);
        list.positionViewAtIndex(Math.max(0, root.topRow()), ListView.Beginning);
    }
    onCountChanged: { // a new line is shown; one that goes leaves the page as it is
        if (count > shown)
            list.positionViewAtBeginning();
        shown = count;
    }

    Binding on count {
        value: list.count
        delayed: true
    }
    Binding on wanted {
        value: list.contentHeight
        delayed: true
    }

    ListView {
        id: list
        objectName: "rows"
        width: root.width - (root.isLong && root.isBeside ? keys.width : 0)
        height: Math.max(0, root.isLong ? root.pageRoom : root.room)
        clip: true
        model: root.rows
        reuseItems: true
        cacheBuffer: 0 // a line made ahead would still be under way when the list is emptied
        boundsBehavior: Flickable.StopAtBounds
        snapMode: ListView.SnapToItem
        interactive: root.isLong
        Accessible.role: Accessible.List

        delegate: ItemRow {
            id: line
            readonly property real above: y - list.contentY
            readonly property bool isWhole: list.moving || above > -2 && above + height < list.height + 2

            width: list.width
            room: root.pageRoom
            isLast: index === list.count - 1
            restacks: root.restacks || isCrowded
            opacity: isWhole ? 1 : 0
            onStepped: (action, isBin) => root.stepped(action, isBin)
            onExplained: action => root.explained(action)

            Binding on least { // at once, a row that grows while the model changes would be let go and taken again meanwhile
                value: root.rowHeight + (line.isNewest ? root.spare : 0)
                delayed: true
            }
            Binding on enabled { // at once, a line that goes would hand the focus on, and the list would move as it is laid out
                value: line.isWhole
                delayed: true
            }
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
        isFirst: list.atYBeginning
        isLast: list.atYEnd
        start: list.visibleArea.yPosition
        share: list.visibleArea.heightRatio
        onEarlierPressed: root.earlier()
        onLaterPressed: root.later()
    }
}
