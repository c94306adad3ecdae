pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// What stands round the seats of a map: the letters, the numbers of the rows in the aisle, and where the nose is.
Item {
    id: root

    required property var map // of the seats: a SeatMap, which holds this
    readonly property int aisleAt: map.aisleAts[0] ?? 0 // of the nose

    Repeater {
        model: root.map.cabin.letters

        Label {
            required property string modelData
            required property int index
            x: root.map.isUpright ? root.map.acrossOf(index) : 0
            y: root.map.isUpright ? 0 : root.map.acrossOf(index)
            width: root.map.isUpright ? root.map.seatAcross : root.map.head
            height: root.map.isUpright ? root.map.head : root.map.seatAcross
            text: modelData
            step: Theme.label
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
        }
    }
    Icon {
        name: "plane"
        tone: Theme.muted
        size: Theme.mm(10)
        x: root.map.isUpright ? root.aisleAt + (root.map.aisle + root.map.gap - width) / 2 : (root.map.head - width) / 2
        y: root.map.isUpright ? (root.map.head - height) / 2 : root.aisleAt + (root.map.aisle + root.map.gap - height) / 2
        rotation: root.map.isUpright ? -45 : -135
        smooth: true
        antialiasing: true
    }
    Repeater {
        model: root.map.shown

        Repeater { // the number of a row, in each aisle
            id: row
            required property var modelData
            required property int index
            readonly property int at: root.map.alongOf(index)
            readonly property int length: root.map.pitch - root.map.gap
            model: root.map.aisleAts

            Label {
                required property int modelData
                required property int index
                parent: root
                x: root.map.isUpright ? modelData : row.at
                y: root.map.isUpright ? row.at : modelData
                width: root.map.isUpright ? root.map.aisle + root.map.gap : row.length
                height: root.map.isUpright ? row.length : root.map.aisle + root.map.gap
                text: row.modelData.row
                step: Theme.label
                color: Theme.muted
                horizontalAlignment: Text.AlignHCenter
                isPartOfControl: index > 0
            }
        }
    }
}
