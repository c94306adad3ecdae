import QtQuick
import "../parts"
import QtQuick.Layouts

// The scale under the bags: what it shows, a bag of one's own, what was scanned last, and a thing that was not.
DeviceCard {
    id: root

    required property var newest // {name, weight_g}; null before the first scan
    readonly property int ownBag: 60
    readonly property int stranger: 700

    title: words.bags
    symbol: "shopping-bag"
    cableTag: "cable_bags"
    isShort: true
    height: theme.scale * 98 + hands.height

    Words {
        objectName: "bags_weight"
        theme: root.theme
        text: root.desk.facts.weight
        size: 20
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignRight
        anchors { right: parent.right; bottom: hands.top; bottomMargin: root.theme.scale * 8 }
    }
    Column {
        id: hands

        spacing: root.theme.scale * 6
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }

        Push {
            theme: root.theme
            tag: "put_newest"
            text: root.newest ? root.words.put_in + ": " + root.newest.name : root.words.nothing_scanned
            isPrimary: true
            enabled: root.newest !== null && root.desk.facts.here
            width: parent.width
            onClicked: root.desk.put(root.newest.weight_g)
        }
        RowLayout {
            spacing: root.theme.scale * 5
            width: parent.width

            Repeater {
                model: [
                    { "tag": "put_own_bag", "text": root.words.own_bag, "grams": root.ownBag },
                    { "tag": "put_stranger", "text": root.words.unscanned, "grams": root.stranger }
                ]

                Push {
                    required property var modelData

                    theme: root.theme
                    tag: modelData.tag
                    text: modelData.text
                    Accessible.name: modelData.text + ", " + modelData.grams + " g"
                    enabled: root.desk.facts.here
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    onClicked: root.desk.put(modelData.grams)
                }
            }
            Push {
                theme: root.theme
                tag: "take_out"
                text: root.words.take_out
                enabled: root.desk.facts.here && root.desk.facts.holds
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                onClicked: root.desk.take_out()
            }
            Push {
                theme: root.theme
                tag: "empty_bags"
                text: root.words.empty
                enabled: root.desk.facts.here && root.desk.facts.holds
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                onClicked: root.desk.empty()
            }
        }
    }
}
