import QtQuick
import "parts"
import QtQuick.Layouts

// Faults by their language, for one device at a time; what is armed, or where a mistake stands, is shown beside it.
Rectangle {
    id: root

    required property var theme
    required property var words
    required property var desks
    required property var names // of the desks
    required property var symbols
    property int chosen: 1
    readonly property var desk: desks[Math.min(chosen, desks.length - 1)]

    height: theme.scale * 98
    radius: theme.scale * 16
    color: theme.colours.surface
    border.width: 1
    border.color: theme.colours.hair

    Row {
        id: choice

        spacing: root.theme.scale * 6
        anchors { left: parent.left; top: parent.top; margins: root.theme.scale * 8 }

        Repeater {
            model: root.names

            Push {
                required property string modelData
                required property int index

                theme: root.theme
                tag: "fault_device_" + index
                text: root.names.length > 3 && root.theme.narrow ? "" : modelData
                Accessible.name: modelData
                symbol: text === "" ? root.symbols[index] : ""
                isChosen: root.chosen === index
                height: root.theme.scale * 32
                onClicked: root.chosen = index
            }
        }
    }
    Words {
        objectName: "fault_note"
        theme: root.theme
        text: root.desk.facts.note || root.desk.facts.faults || root.words.no_faults
        tone: root.desk.facts.note ? "error" : "muted"
        size: 12
        anchors { left: choice.right; leftMargin: root.theme.scale * 12; right: parent.right; rightMargin: root.theme.scale * 12; verticalCenter: choice.verticalCenter }
    }
    RowLayout {
        spacing: root.theme.scale * 6
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: root.theme.scale * 8 }

        Field {
            id: script

            theme: root.theme
            tag: "fault_script"
            hint: root.words.fault_hint
            Layout.fillWidth: true
            onAccepted: arm.click()
        }
        Push {
            id: arm

            theme: root.theme
            tag: "arm_fault"
            text: root.words.arm
            isPrimary: true
            enabled: script.text.trim() !== "" && root.desk.facts.here
            onClicked: root.desk.arm(script.text)
        }
        Push {
            theme: root.theme
            tag: "clear_faults"
            text: root.words.clear
            enabled: root.desk.facts.faults !== ""
            onClicked: root.desk.clear()
        }
    }
}
