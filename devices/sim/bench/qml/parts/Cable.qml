import QtQuick

// The cable of a device: the line runs to its disc while plugged in; pulled, there is a gap.
Item {
    id: root

    required property var theme
    required property var words
    required property var desk
    property string tag
    property bool isShort: false // no room for the line and the word
    readonly property bool isPlugged: desk.facts.plugged

    height: theme.scale * 34

    Rectangle {
        visible: !root.isShort
        height: root.theme.scale * 3
        width: root.isPlugged ? disc.x : disc.x - root.theme.scale * 26
        anchors.verticalCenter: parent.verticalCenter
        color: root.theme.colours[root.isPlugged ? "primary" : "rail"]
        Behavior on width { NumberAnimation { duration: root.theme.press } }
    }
    Rectangle {
        id: disc

        visible: !root.isShort
        width: root.theme.scale * 16
        height: width
        radius: width / 2
        anchors.right: button.left
        anchors.rightMargin: root.theme.scale * 12
        anchors.verticalCenter: parent.verticalCenter
        color: root.theme.colours[root.isPlugged ? "primary" : "surface"]
        border.width: root.theme.scale * 3
        border.color: root.theme.colours[root.isPlugged ? "primary" : "rail"]
    }
    Push {
        id: button

        readonly property string name: root.isPlugged ? root.words.pull : root.words.plug

        theme: root.theme
        tag: root.tag
        anchors.right: parent.right
        height: parent.height
        symbol: root.isPlugged ? "unplug" : "plug"
        text: root.isShort ? "" : name
        Accessible.name: name
        isPrimary: !root.isPlugged
        enabled: root.desk.facts.here
        onClicked: root.desk.cable()
    }
}
