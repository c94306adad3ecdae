import QtQuick
import "parts"

// The drawing of a receipt printer seen from the front; the lid stands up when the cover is open.
Item {
    id: root

    required property var theme
    required property var facts
    readonly property string lamp: facts.lamp === "good" ? "lampGood" : facts.lamp === "warn" ? "lampWarn" : "lampBad"

    readonly property real tall: theme.narrow ? 62 : 74
    readonly property real lifted: !facts.open ? 12 : theme.narrow ? 16 : 26

    height: theme.scale * tall

    Rectangle {
        id: lid

        width: parent.width * 0.86
        height: root.theme.scale * root.lifted
        radius: root.theme.scale * 6
        color: root.theme.colours.key
        anchors { horizontalCenter: parent.horizontalCenter; bottom: body.top; bottomMargin: -root.theme.scale * 6 }
        Behavior on height { NumberAnimation { duration: root.theme.press } }
    }
    Rectangle {
        id: body

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: root.theme.scale * 52
        radius: root.theme.scale * 12
        color: root.theme.colours.body

        Rectangle {
            id: led

            width: root.theme.scale * 10
            height: width
            radius: width / 2
            color: root.theme.colours[root.lamp]
            anchors { left: parent.left; leftMargin: root.theme.scale * 14; top: parent.top; topMargin: root.theme.scale * 12 }
        }
        Words {
            objectName: "printer_condition"
            theme: root.theme
            text: root.facts.condition
            tone: "inkPrimary"
            size: 12
            font.weight: Font.DemiBold
            anchors { left: led.right; leftMargin: root.theme.scale * 8; right: parent.right; rightMargin: root.theme.scale * 10; verticalCenter: led.verticalCenter }
        }
        Rectangle {
            height: root.theme.scale * 7
            radius: height / 2
            color: root.theme.colours.bodyEdge
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: root.theme.scale * 8 }
        }
    }
}
