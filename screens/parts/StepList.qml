pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// Steps below each other on the line: done (tick), now (ring), next (hollow). Exactly one is now; words say it too.
Column {
    id: root

    required property var steps // [{text, detail?, state}]
    property string nowLabel: ""
    property int rowHeight: Theme.mm(29)
    property int room: 0 // of all rows; 0: as much as the words need
    property bool isCompact: false // a narrow panel
    readonly property int lane: Theme.mm(14)
    readonly property bool hasDetails: steps.length > 0 && !!steps[0].detail
    readonly property int leastHeight: Theme.textScale * Theme.mm(!hasDetails ? 15 : Theme.isTight && Theme.isLandscape ? 30 : 22)
    readonly property bool showsNowOnly: rowHeight < leastHeight || tallest > rowHeight // no room for all
    readonly property int tallest: Math.max(0, ...Array.from(children).map(one => (one as Words)?.wanted ?? 0))

    component Words: Item {
        property int wanted // by the words alone
    }

    Repeater {
        model: root.steps

        Words {
            id: row

            required property var modelData
            required property int index
            readonly property bool isNow: modelData.state === "now"
            readonly property bool isDone: modelData.state === "done"
            readonly property bool isLast: index === root.steps.length - 1

            wanted: name.implicitHeight
            visible: isNow || !root.showsNowOnly
            width: root.width
            height: !root.showsNowOnly ? root.rowHeight : root.room > 0 ? Math.min(root.room, natural) : natural
            readonly property int natural: Math.max(root.lane, name.implicitHeight + (hint.text === "" ? 0 : hint.implicitHeight)) + Theme.mm(4)

            Rectangle { // the line to the next disc
                visible: !row.isLast && !root.showsNowOnly
                x: (root.lane - width) / 2
                y: row.height / 2
                width: Theme.line
                height: row.height
                color: row.isDone ? Theme.primary : Theme.rail
            }
            Rectangle {
                id: disc
                width: row.isNow ? root.lane : row.isDone ? Theme.mm(11) : Theme.mm(6)
                height: width
                radius: width / 2
                x: (root.lane - width) / 2
                anchors.verticalCenter: parent.verticalCenter
                color: row.isNow || row.isDone ? Theme.primary : Theme.surface
                border { width: row.isNow || row.isDone ? 0 : Theme.line; color: Theme.rail }
                antialiasing: true

                Icon { visible: row.isDone; anchors.centerIn: parent; name: "check"; tone: Theme.inkPrimary; size: Theme.iconSmall }
                Rectangle {
                    visible: row.isNow
                    anchors.centerIn: parent
                    width: Theme.mm(5.5)
                    height: width
                    radius: width / 2
                    color: Theme.inkPrimary
                    antialiasing: true
                }
            }
            Column {
                x: root.lane + Theme.mm(8)
                width: (now.visible ? now.x : row.width) - x - (now.visible ? Theme.gap : 0)
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.mm(1)

                Label {
                    id: name
                    width: parent.width
                    text: row.modelData.text
                    step: root.isCompact ? (row.isNow ? Theme.label : Theme.caption) : row.isNow ? Theme.title : Theme.body
                    color: row.isNow ? Theme.ink : Theme.muted
                    height: Math.min(implicitHeight, row.height)
                    fits: true
                }
                Label {
                    id: hint
                    width: parent.width
                    visible: text !== "" && name.height + implicitHeight <= row.height
                    text: row.modelData.detail || ""
                    step: Theme.caption
                    color: Theme.muted
                }
            }
            Chip {
                id: now
                visible: row.isNow && root.nowLabel !== ""
                text: root.nowLabel
                icon: "loader"
                anchors { right: parent.right; verticalCenter: parent.verticalCenter }
            }
        }
    }
}
