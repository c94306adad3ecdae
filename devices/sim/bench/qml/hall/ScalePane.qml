import QtQuick
import "../parts"
import QtQuick.Layouts

// The bag scale: what it shows, and suitcases to put on it.
DeviceCard {
    id: root

    title: words.scale
    symbol: "scale"
    cableTag: "cable_scale"
    isShort: true
    height: theme.scale * 98 + hands.height

    Column {
        id: hands

        spacing: root.theme.scale * 8
        anchors { left: parent.left; right: parent.right }

        Words {
            objectName: "scale_weight"
            theme: root.theme
            text: root.desk.facts.weight
            size: 20
            font.weight: Font.Bold
            height: root.theme.scale * 26
        }
        RowLayout {
            spacing: root.theme.scale * 5
            width: parent.width

            Repeater {
                model: [0, 12, 21, 28, 33]

                Push {
                    required property int modelData

                    theme: root.theme
                    tag: "load_" + modelData
                    text: modelData
                    Accessible.name: modelData === 0 ? root.words.empty : modelData + " " + root.words.kg
                    isChosen: root.desk.facts.load_kg === modelData
                    enabled: root.desk.facts.here
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    onClicked: root.desk.load(modelData)
                }
            }
        }
    }
}
