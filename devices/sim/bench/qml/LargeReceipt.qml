import QtQuick
import "parts"
import QtQuick.Controls.Basic

// A receipt or a tag dot by dot, over the whole window.
Rectangle {
    id: root

    required property var theme
    required property var words
    required property var facts
    signal closed()

    color: theme.colours.scrim

    MouseArea {
        anchors.fill: parent
    }
    Flickable {
        id: view

        anchors { top: parent.top; bottom: button.top; horizontalCenter: parent.horizontalCenter; topMargin: root.theme.scale * 16; bottomMargin: root.theme.scale * 12 }
        width: Math.min(picture.implicitWidth + root.theme.scale * 32, parent.width)
        contentHeight: picture.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

        Rectangle {
            width: view.width
            height: Math.max(picture.height, view.height)
            color: root.theme.colours.paper
        }
        Image {
            id: picture

            source: root.visible ? root.facts.picture : ""
            anchors.horizontalCenter: parent.horizontalCenter
            Accessible.name: root.facts.place
        }
    }
    Push {
        id: button

        theme: root.theme
        tag: "close_receipt"
        text: root.words.close
        isPrimary: true
        width: root.theme.scale * 160
        anchors { bottom: parent.bottom; bottomMargin: root.theme.scale * 12; horizontalCenter: parent.horizontalCenter }
        onClicked: root.closed()
    }
}
