import QtQuick
import QtQuick.Controls.Basic

// A button: filled when `isPrimary`, else outlined; `isChosen` marks the one in force.
AbstractButton {
    id: root

    required property var theme
    property string tag
    property string symbol
    property bool isPrimary: false
    property bool isChosen: false
    readonly property string tone: !enabled ? "inkDisabled" : isPrimary ? "inkPrimary" : isChosen ? "inkContainer" : "ink"
    readonly property string fill: !enabled ? "disabled" : isPrimary ? (down ? "primaryPressed" : "primary")
        : down ? "surface2" : isChosen ? "container" : "surface"

    objectName: tag
    Accessible.name: text
    focusPolicy: Qt.StrongFocus
    implicitHeight: theme.scale * 38
    implicitWidth: row.width + theme.scale * 24
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: root.theme.scale * 9
        color: root.theme.colours[root.fill]
        border.width: root.isChosen || root.visualFocus ? root.theme.thick : root.theme.thin
        border.color: root.theme.colours[root.visualFocus ? "ink" : !root.enabled ? "hair" : root.isPrimary || root.isChosen ? "primary" : "outline"]
    }
    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: root.theme.scale * 6

            Icon {
                theme: root.theme
                name: root.symbol
                tone: root.tone
                visible: root.symbol !== ""
                anchors.verticalCenter: parent.verticalCenter
            }
            Words {
                theme: root.theme
                text: root.text
                tone: root.tone
                visible: text !== ""
                font.weight: Font.DemiBold
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
