pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// The keys of the board, in rows: letters 17 mm apart or more, digits 20 mm and larger, and no lower than 15 mm where
// words in twice their size need the room. It is as wide and high as its keys; what they do is the board's.
Item {
    id: root

    required property var board // screens/keyboards/board.py
    property int room: 0 // px across
    property int roomDown: 0
    readonly property var faces: board.faces
    readonly property var rows: board.rows
    readonly property var blank: ({ label: "", name: "", icon: "", isOn: false })
    readonly property int columns: board.columns
    readonly property bool isPad: columns === Theme.padColumns
    readonly property int gap: isPad ? Theme.gap : Theme.keyGap
    readonly property int least: isPad ? Theme.touchStd : Theme.touchMin
    readonly property int unit: Math.max(least, Math.min(isPad ? room : Theme.touchPrimary, (room + gap) / columns - gap)) + gap
    readonly property int keyHeight: Math.max(Theme.touchMin, Math.min(isPad ? Theme.padKey : Theme.touchStd, (roomDown + gap) / rows.length - gap))

    readonly property int leastHeight: rows.length * (least + gap) - gap
    readonly property int scarceHeight: rows.length * (Theme.touchMin + gap) - gap

    implicitWidth: columns * unit - gap
    implicitHeight: rows.length * (keyHeight + gap) - gap

    Column {
        spacing: root.gap

        Repeater {
            model: root.rows

            Row {
                id: row
                required property var modelData // [{id, units, does}]

                anchors.horizontalCenter: parent?.horizontalCenter
                spacing: root.gap

                Repeater {
                    model: row.modelData

                    Key {
                        id: own
                        required property var modelData

                        objectName: "key:" + modelData.id
                        key: modelData
                        face: root.faces[modelData.id] ?? root.blank // of a key that goes
                        step: root.isPad ? Theme.h2 : Theme.title
                        width: Math.round(own.key.units * root.unit) - root.gap
                        height: root.keyHeight
                        onActivated: root.board.press(own.key.id)
                    }
                }
            }
        }
    }
}
