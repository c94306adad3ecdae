import QtQuick
import "parts"
import QtQuick.Layouts

// The payment terminal: drawn, with its live display, and what a customer does at it.
DeviceCard {
    id: root

    readonly property bool isOn: desk.facts.powered

    title: words.terminal
    symbol: "credit-card"
    cableTag: "cable_terminal"

    TerminalBody {
        theme: root.theme
        facts: root.desk.facts
        anchors { top: parent.top; bottom: note.top; bottomMargin: root.theme.scale * 10; horizontalCenter: parent.horizontalCenter }
    }
    Words {
        id: note

        objectName: "payment_note"
        theme: root.theme
        text: root.desk.facts.note || root.desk.facts.payment
        tone: root.desk.facts.note ? "warning" : "muted"
        size: 12
        wrapMode: Text.Wrap
        maximumLineCount: 2
        horizontalAlignment: Text.AlignHCenter
        height: root.theme.scale * 32
        verticalAlignment: Text.AlignVCenter
        anchors { left: parent.left; right: parent.right; bottom: keys.top; bottomMargin: root.theme.scale * 6 }
    }
    GridLayout {
        id: keys

        columns: 2
        columnSpacing: root.theme.scale * 8
        rowSpacing: columnSpacing
        uniformCellWidths: true
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }

        Push {
            theme: root.theme
            tag: "tap_card"
            text: root.words.tap
            symbol: "nfc"
            isPrimary: root.desk.facts.waits
            enabled: root.desk.facts.waits
            Layout.fillWidth: true
            onClicked: root.desk.card("tap")
        }
        Push {
            theme: root.theme
            tag: "insert_card"
            text: root.words.insert
            symbol: "credit-card"
            enabled: root.isOn
            Layout.fillWidth: true
            onClicked: root.desk.card("insert")
        }
        Push {
            theme: root.theme
            tag: "decline_card"
            text: root.words.decline
            symbol: "circle-x"
            enabled: root.desk.facts.waits
            Layout.fillWidth: true
            onClicked: root.desk.card("decline")
        }
        Push {
            theme: root.theme
            tag: "cancel_payment"
            text: root.words.cancel
            symbol: "x"
            enabled: root.desk.facts.busy
            Layout.fillWidth: true
            onClicked: root.desk.cancel()
        }
    }
}
