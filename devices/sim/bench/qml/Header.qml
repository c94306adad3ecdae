import QtQuick
import "parts"

// The word, the mark that nothing here is real, and for whom the window is.
Item {
    id: root

    required property var theme
    required property var words
    property bool showsFaults: false
    signal faultsPressed()

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
    Words {
        theme: root.theme
        text: root.words.about
        tone: "muted"
        size: 12
        horizontalAlignment: Text.AlignRight
        anchors { left: mark.right; leftMargin: root.theme.scale * 16; right: button.left; rightMargin: root.theme.scale * 12; verticalCenter: parent.verticalCenter }
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
