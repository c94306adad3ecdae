import QtQuick
import "parts"
import QtQuick.Layouts
import QtQuick.Controls.Basic

// The receipt printer: cover, paper, and the receipt that slides out.
DeviceCard {
    id: root

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
        words: root.words
        desk: root.desk
        anchors { left: parent.left; right: parent.right; top: printer.bottom; bottom: pager.top; leftMargin: root.theme.scale * 14; rightMargin: anchors.leftMargin; bottomMargin: root.theme.scale * 6 }
    }
    RowLayout {
        id: pager

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: root.theme.scale * 32

        Push {
            theme: root.theme
            tag: "older_receipt"
            symbol: "arrow-left"
            Accessible.name: root.words.older
            enabled: root.desk.facts.has_older
            Layout.fillHeight: true
            onClicked: root.desk.turn(1)
        }
        Push {
            theme: root.theme
            tag: "receipt_place"
            text: root.desk.facts.place
            symbol: root.desk.facts.picture ? "search" : ""
            Accessible.name: root.words.enlarge
            enabled: root.desk.facts.picture !== ""
            Layout.fillWidth: true
            Layout.fillHeight: true
            onClicked: root.enlarge()
        }
        Push {
            theme: root.theme
            tag: "newer_receipt"
            symbol: "arrow-right"
            Accessible.name: root.words.newer
            enabled: root.desk.facts.has_newer
            Layout.fillHeight: true
            onClicked: root.desk.turn(-1)
        }
    }
}
