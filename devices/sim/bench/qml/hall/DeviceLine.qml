import QtQuick
import "../parts"

// A device in one line: its name, its link, its cable.
Item {
    id: root

    required property var theme
    required property var words
    required property var desk
    property string title
    property string symbol
    property string cableTag

    height: theme.scale * 34

    Icon {
        id: sign

        theme: root.theme
        name: root.symbol
        tone: "primary"
        size: 20
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        theme: root.theme
        text: root.title
        size: 15
        font.weight: Font.Bold
        anchors { left: sign.right; leftMargin: root.theme.scale * 8; right: chip.left; rightMargin: root.theme.scale * 6; verticalCenter: parent.verticalCenter }
    }
    Chip {
        id: chip

        theme: root.theme
        text: root.theme.narrow ? "" : root.desk.facts.status
        tone: root.desk.facts.tone
        anchors { right: parent.right; rightMargin: root.theme.scale * 50; verticalCenter: parent.verticalCenter }
    }
    Cable {
        theme: root.theme
        words: root.words
        desk: root.desk
        tag: root.cableTag
        isShort: true
        anchors { left: parent.left; right: parent.right }
    }
}
