import QtQuick
import "../hall"
import "../parts"

// The device that signs receipts, in one line: how many it signed, or why it signs none, its link and its cable.
Rectangle {
    id: root

    required property var theme
    required property var words
    required property var desk

    height: theme.scale * 62
    radius: theme.scale * 16
    color: theme.colours.surface
    border.width: 1
    border.color: theme.colours.hair

    DeviceLine {
        id: line

        theme: root.theme
        words: root.words
        desk: root.desk
        title: root.words.signing
        symbol: "shield-check"
        cableTag: "cable_signing"
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: root.theme.scale * 16; rightMargin: root.theme.scale * 16; topMargin: root.theme.scale * 5 }
    }
    Words {
        objectName: "signed_count"
        theme: root.theme
        text: root.desk.facts.note || root.desk.facts.signed
        tone: "muted"
        size: 12
        anchors { left: line.left; leftMargin: root.theme.scale * 28; right: line.right; bottom: parent.bottom; bottomMargin: root.theme.scale * 7 }
    }
}
