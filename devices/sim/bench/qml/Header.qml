import QtQuick
import "parts"

// The word, the mark that nothing here is real, and for whom the window is.
Item {
    id: root

    required property var theme
    required property var words
    property var pages: []
    property string page
    property bool showsFaults: false
    signal faultsPressed()
    signal pagePressed(string page)

    Words {
        id: brand

        theme: root.theme
        text: root.words.brand
        size: 22
        font.weight: Font.Bold
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        id: bench

        theme: root.theme
        text: root.words.bench
        tone: "muted"
        size: 22
        anchors { left: brand.right; leftMargin: root.theme.scale * 7; verticalCenter: parent.verticalCenter }
    }
    Rectangle {
        id: mark

        anchors { left: bench.right; leftMargin: root.theme.scale * 12; verticalCenter: parent.verticalCenter }
        width: demo.width + root.theme.scale * 16
        height: root.theme.scale * 22
        radius: height / 2
        color: root.theme.colours.warningContainer

        Words {
            id: demo

            theme: root.theme
            text: root.words.demo
            tone: "warning"
            size: 12
            font.weight: Font.Bold
            anchors.centerIn: parent
        }
    }
    Row {
        id: leaves

        visible: root.pages.length > 1
        spacing: root.theme.scale * 6
        anchors { left: mark.right; leftMargin: visible ? root.theme.scale * 16 : 0; verticalCenter: parent.verticalCenter }

        Repeater {
            model: leaves.visible ? root.pages : []

            Push {
                required property string modelData

                theme: root.theme
                tag: "page_" + modelData
                text: root.words["page_" + modelData]
                symbol: modelData === "goods" ? "shopping-basket" : "plane"
                isChosen: root.page === modelData
                height: root.theme.scale * 32
                onClicked: root.pagePressed(modelData)
            }
        }
    }
    Words {
        theme: root.theme
        text: root.words.about
        visible: width > root.theme.scale * 120
        tone: "muted"
        size: 12
        horizontalAlignment: Text.AlignRight
        anchors { left: leaves.right; leftMargin: root.theme.scale * 16; right: button.left; rightMargin: root.theme.scale * 12; verticalCenter: parent.verticalCenter }
    }
    Push {
        id: button

        theme: root.theme
        tag: "faults"
        text: root.words.faults
        symbol: "wrench"
        isChosen: root.showsFaults
        height: root.theme.scale * 32
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        onClicked: root.faultsPressed()
    }
}
