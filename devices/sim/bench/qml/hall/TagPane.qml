import QtQuick
import ".."
import "../parts"
import QtQuick.Layouts

// The tag printer: its stock, a jam, and the tag that slides out.
DeviceCard {
    id: root

    signal enlarge()

    title: words.tags
    symbol: "luggage"
    cableTag: "cable_tags"

    Connections {
        target: root.desk
        function onSlid(): void { slip.slide(); }
    }
    RowLayout {
        id: hands

        spacing: root.theme.scale * 6
        anchors { left: parent.left; right: parent.right; top: parent.top }

        Repeater {
            model: ["ok", "out"]

            Push {
                required property string modelData

                theme: root.theme
                tag: "stock_" + modelData
                text: root.words["stock_" + modelData]
                isChosen: root.desk.facts.stock === modelData
                enabled: root.desk.facts.here
                Layout.fillWidth: true
                onClicked: root.desk.stock(modelData)
            }
        }
        Push {
            theme: root.theme
            tag: "jam"
            text: root.words.jam
            isChosen: root.desk.facts.jams
            enabled: root.desk.facts.here
            Layout.fillWidth: true
            onClicked: root.desk.jam()
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
        hint: root.words.no_tag
        desk: root.desk
        anchors { left: parent.left; right: parent.right; top: printer.bottom; bottom: pager.top; leftMargin: root.theme.scale * 14; rightMargin: anchors.leftMargin; bottomMargin: root.theme.scale * 6 }
    }
    Pager {
        id: pager

        theme: root.theme
        desk: root.desk
        kind: "tag"
        older: root.words.older_tag
        newer: root.words.newer_tag
        larger: root.words.enlarge_tag
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        onEnlarge: root.enlarge()
    }
}
