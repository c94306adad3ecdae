import QtQuick

// A status in words with a dot; tone is good, warn or bad.
Rectangle {
    id: root

    required property var theme
    property string text
    property string tone: "good"
    readonly property string ink: tone === "good" ? "success" : tone === "warn" ? "warning" : "error"

    height: theme.scale * 24
    width: row.width + theme.scale * 18
    radius: height / 2
    color: theme.colours[ink + "Container"]

    Row {
        id: row

        anchors.centerIn: parent
        spacing: root.theme.scale * 6

        Icon {
            theme: root.theme
            name: root.tone === "good" ? "circle-check" : root.tone === "warn" ? "triangle-alert" : "circle-x"
            tone: root.ink
            size: 14
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            theme: root.theme
            text: root.text
            tone: root.ink
            size: 12
            font.weight: Font.DemiBold
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
