import QtQuick
import "parts"
import QtQuick.Layouts

// The receipt printer: cover, paper, and the receipt that slides out.
DeviceCard {
    id: root

    property string hint: words.no_receipt
    signal enlarge()

    title: words.printer
    symbol: "printer"
    cableTag: "cable_printer"

    Connections {
        target: root.desk
        function onSlid(): void { slip.slide(); }
    }
    GridLayout {
        id: hands

        columns: 4
        columnSpacing: root.theme.scale * 6
        rowSpacing: columnSpacing
        anchors { left: parent.left; right: parent.right; top: parent.top }

        Words {
            theme: root.theme
            text: root.words.cover
            tone: "muted"
            size: 12
        }
        Push {
            theme: root.theme
            tag: "cover_closed"
            text: root.words.cover_closed
            isChosen: !root.desk.facts.open
            enabled: root.desk.facts.here
            Layout.fillWidth: true
            onClicked: root.desk.cover(false)
        }
        Push {
            theme: root.theme
            tag: "cover_open"
            text: root.words.cover_open
            isChosen: root.desk.facts.open
            enabled: root.desk.facts.here
            Layout.columnSpan: 2
            Layout.fillWidth: true
            onClicked: root.desk.cover(true)
        }
        Words {
            theme: root.theme
            text: root.words.paper
            tone: "muted"
            size: 12
        }
        Repeater {
            model: ["ok", "low", "out"]

            Push {
                required property string modelData

                theme: root.theme
                tag: "paper_" + modelData
                text: root.words["paper_" + modelData]
                isChosen: root.desk.facts.paper === modelData
                enabled: root.desk.facts.here
                Layout.fillWidth: true
                onClicked: root.desk.paper(modelData)
            }
        }
    }
    PrinterBody {
        id: printer

        theme: root.theme
        facts: root.desk.facts
        anchors { left: parent.left; right: parent.right; top: hands.bottom; topMargin: root.theme.scale * 12 }
    }
    Slip {
        id: slip

        theme: root.theme
        hint: root.hint
        desk: root.desk
        anchors { left: parent.left; right: parent.right; top: printer.bottom; bottom: pager.top; leftMargin: root.theme.scale * 14; rightMargin: anchors.leftMargin; bottomMargin: root.theme.scale * 6 }
    }
    Pager {
        id: pager

        theme: root.theme
        desk: root.desk
        kind: "receipt"
        older: root.words.older
        newer: root.words.newer
        larger: root.words.enlarge
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        onEnlarge: root.enlarge()
    }
}
