pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// Rows of a staff page as blocks of what it stands in, some beside each other, those of one line equally high.
Repeater {
    id: root

    required property var rows
    required property int across // px that they share
    property int abreast: 1
    property int room: 0 // height of the page, see DeskRow

    signal activated(row: var)

    model: Math.ceil(rows.length / abreast)

    Row {
        id: line
        required property int index
        readonly property int high: Math.max(0, ...Array.from(children).map(one => one.implicitHeight ?? 0))

        width: root.across
        spacing: Theme.gutter

        Repeater {
            model: root.rows.slice(line.index * root.abreast, (line.index + 1) * root.abreast)

            DeskRow {
                required property var modelData
                row: modelData
                room: root.room
                width: (line.width - (root.abreast - 1) * line.spacing) / root.abreast
                height: line.high
                onActivated: root.activated(modelData)
            }
        }
    }
}
