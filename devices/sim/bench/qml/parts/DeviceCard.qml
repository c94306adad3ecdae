import QtQuick

// A white card with a device's name, its link status and its cable; the content stands below.
Rectangle {
    id: root

    required property var theme
    required property var words
    required property var desk
    property string title
    property string symbol
    property string cableTag
    default property alias content: box.data
    property bool isShort: theme.narrow // the cable beside the title, without its line
    readonly property int pad: theme.scale * 16

    color: theme.colours.surface
    radius: theme.scale * 16
    border.width: 1
    border.color: theme.colours.hair

    Icon {
        id: sign

        theme: root.theme
        name: root.symbol
        tone: "primary"
        size: 22
        anchors { left: parent.left; top: parent.top; margins: root.pad }
    }
    Words {
        theme: root.theme
        text: root.title
        size: 17
        font.weight: Font.Bold
        anchors { left: sign.right; leftMargin: root.theme.scale * 8; right: parent.right; rightMargin: root.isShort ? root.theme.scale * 60 : root.pad; verticalCenter: sign.verticalCenter }
    }
    Chip {
        id: chip

        theme: root.theme
        text: root.desk.facts.status
        tone: root.desk.facts.tone
        anchors { left: parent.left; leftMargin: root.pad; top: sign.bottom; topMargin: root.theme.scale * 8 }
    }
    Cable {
        id: cable

        theme: root.theme
        words: root.words
        desk: root.desk
        tag: root.cableTag
        isShort: root.isShort
        anchors { left: parent.left; right: parent.right; rightMargin: root.pad }
        y: root.isShort ? sign.y + (sign.height - height) / 2 : chip.y + chip.height + root.theme.scale * 8
    }
    Item {
        id: box

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; top: root.isShort ? chip.bottom : cable.bottom; margins: root.pad; topMargin: root.theme.scale * 12 }
    }
}
