import QtQuick
import "parts"
import QtQuick.Layouts

// Which of the papers is shown: older, enlarge, newer. `kind` ends the names of its parts.
RowLayout {
    id: root

    required property var theme
    required property var desk
    required property string kind
    property string older
    property string newer
    property string larger
    signal enlarge()

    height: theme.scale * 32

    Push {
        theme: root.theme
        tag: "older_" + root.kind
        symbol: "arrow-left"
        Accessible.name: root.older
        enabled: root.desk.facts.has_older
        Layout.fillHeight: true
        onClicked: root.desk.turn(1)
    }
    Push {
        theme: root.theme
        tag: root.kind + "_place"
        text: root.desk.facts.place
        symbol: root.desk.facts.picture ? "search" : ""
        Accessible.name: root.larger
        enabled: root.desk.facts.picture !== ""
        Layout.fillWidth: true
        Layout.fillHeight: true
        onClicked: root.enlarge()
    }
    Push {
        theme: root.theme
        tag: "newer_" + root.kind
        symbol: "arrow-right"
        Accessible.name: root.newer
        enabled: root.desk.facts.has_newer
        Layout.fillHeight: true
        onClicked: root.desk.turn(-1)
    }
}
