import QtQuick
import "../parts"

// One booking: who, where to, what it shows; its pass to scan and the passports of all who travel on it.
Rectangle {
    id: root

    required property var theme
    required property var words
    required property var traveller
    property bool canScan
    property bool canRead
    signal passShown()
    signal passportLaid(var holder)

    readonly property int pad: theme.scale * 10

    height: told.height + 2 * pad
    radius: theme.scale * 12
    color: theme.colours.page

    Column {
        id: told

        spacing: root.theme.scale * 3
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: root.pad }

        Item {
            width: parent.width
            height: name.height

            Words {
                id: name

                theme: root.theme
                text: root.traveller.name
                size: 14
                font.weight: Font.Bold
                anchors { left: parent.left; right: ref.left; rightMargin: root.theme.scale * 8 }
            }
            Words {
                id: ref

                theme: root.theme
                text: root.traveller.ref
                tone: "muted"
                size: 12
                anchors { right: parent.right; verticalCenter: name.verticalCenter }
            }
        }
        Words {
            theme: root.theme
            text: root.traveller.flight
            tone: "muted"
            size: 12
            width: parent.width
        }
        Words {
            theme: root.theme
            text: root.traveller.story
            size: 12
            wrapMode: Text.Wrap
            width: parent.width
            bottomPadding: root.theme.scale * 4
        }
        Flow {
            width: parent.width
            spacing: root.theme.scale * 6

            Push {
                theme: root.theme
                tag: "pass_" + root.traveller.ref
                text: root.words.show_pass
                symbol: "scan-barcode"
                isPrimary: true
                height: root.theme.scale * 32
                enabled: root.canScan
                onClicked: root.passShown()
            }
            Repeater {
                model: root.traveller.holders

                Push {
                    required property var modelData
                    required property int index

                    theme: root.theme
                    tag: "passport_" + root.traveller.ref + "_" + index
                    text: root.traveller.holders.length > 1 ? modelData.name : root.words.passport
                    Accessible.name: root.words.passport + " " + modelData.name
                    symbol: "book-user"
                    height: root.theme.scale * 32
                    enabled: root.canRead
                    onClicked: root.passportLaid(modelData)
                }
            }
        }
    }
}
