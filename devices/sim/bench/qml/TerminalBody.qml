import QtQuick
import "parts"

// The drawing of a payment terminal; its display mirrors the simulator's.
Rectangle {
    id: root

    required property var theme
    required property var facts

    readonly property bool isFlat: height < theme.scale * 240

    width: isFlat ? parent.width : Math.min(height * 0.56, parent.width)
    radius: theme.scale * 18
    color: theme.colours.body
    border.width: 1
    border.color: theme.colours.bodyEdge

    Rectangle {
        id: display

        anchors { left: parent.left; right: parent.right; top: parent.top; margins: root.theme.scale * 16 }
        height: root.isFlat ? parent.height - 2 * anchors.margins : root.height * 0.4
        radius: root.theme.scale * 10
        color: root.theme.colours[root.facts.powered ? "glass" : "bodyEdge"]

        Column {
            anchors.centerIn: parent
            width: parent.width * 0.9
            spacing: root.theme.scale * 6

            Words {
                objectName: "terminal_amount"
                theme: root.theme
                text: root.facts.amount
                size: 20
                font.weight: Font.Bold
                visible: text !== ""
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
            }
            Icon {
                theme: root.theme
                name: root.facts.waits ? "nfc" : root.facts.busy ? "loader" : "credit-card"
                tone: "primary"
                size: 34
                visible: root.facts.powered
                anchors.horizontalCenter: parent.horizontalCenter
            }
            Words {
                objectName: "terminal_text"
                theme: root.theme
                text: root.facts.text
                size: 14
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
    Grid {
        id: keypad

        columns: 3
        visible: !root.isFlat
        spacing: root.width * 0.05
        anchors { top: display.bottom; topMargin: root.height * 0.05; horizontalCenter: parent.horizontalCenter }

        Repeater {
            model: 12

            Rectangle {
                required property int index
                readonly property var tones: ["error", "yellow", "success"]

                width: (root.width * 0.84 - 2 * keypad.spacing) / 3
                height: (root.height * 0.47 - 3 * keypad.spacing) / 4
                radius: height * 0.25
                color: root.theme.colours[index < 9 ? "key" : tones[index - 9]]
            }
        }
    }
}
