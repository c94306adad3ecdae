pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// The readers that are on: each with its sign, its name, and its state as icon and word.
Row {
    id: root

    required property var readers // [{icon, name, state, is_ready}]
    property int lane: Theme.mm(78)

    spacing: Theme.gutter

    Repeater {
        model: root.readers

        Item {
            id: reader
            required property var modelData
            readonly property color tone: modelData.is_ready ? Theme.success : Theme.warning

            width: root.lane
            height: Theme.mm(18)

            Rectangle {
                id: field
                width: parent.height
                height: width
                radius: Theme.keyRadius
                color: Theme.primaryContainer
                Icon { anchors.centerIn: parent; name: reader.modelData.icon; tone: Theme.inkContainer; size: Theme.mm(11) }
            }
            Column {
                x: field.width + Theme.mm(4.5)
                width: parent.width - x
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.mm(1)

                Label { width: parent.width; text: reader.modelData.name; step: Theme.label; mayElide: true; maximumLineCount: 1 }
                Row {
                    spacing: Theme.mm(2)
                    Icon {
                        name: reader.modelData.is_ready ? "circle-check" : "triangle-alert"
                        tone: reader.tone
                        size: Theme.iconSmall
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        width: reader.width - field.width - Theme.mm(6.5) - Theme.iconSmall
                        text: reader.modelData.state
                        step: Theme.caption
                        weight: Font.DemiBold
                        color: reader.tone
                        mayElide: true
                        maximumLineCount: 1
                    }
                }
            }
        }
    }
}
