import QtQuick
import "parts"
import QtQuick.Controls.Basic

// The receipt as a picture that slides out of the printer; long ones scroll.
Item {
    id: root

    required property var theme
    property string hint
    required property var desk
    readonly property bool isEmpty: desk.facts.picture === ""

    function slide(): void {
        view.contentY = 0;
        motion.restart();
    }

    clip: true

    NumberAnimation {
        id: motion

        target: paper
        property: "y"
        from: -Math.min(paper.height, root.height)
        to: 0
        duration: root.theme.slide
        easing.type: Easing.OutCubic
    }
    Flickable {
        id: view

        objectName: "receipt"
        anchors.fill: parent
        visible: !root.isEmpty
        contentHeight: paper.height
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

        Item {
            id: paper

            width: view.width
            height: sheet.height

            Rectangle {
                anchors { fill: sheet; leftMargin: -1; rightMargin: -1; bottomMargin: -1 }
                color: root.theme.colours.rail
            }
            Rectangle {
                id: sheet

                x: 1
                width: parent.width - 2 * x
                height: picture.height + root.theme.scale * 12
                color: root.theme.colours.paper
            }
            Image {
                id: picture

                width: sheet.width - root.theme.scale * 20
                anchors { horizontalCenter: sheet.horizontalCenter; top: sheet.top }
                source: root.desk.facts.picture
                sourceSize.width: width
                fillMode: Image.PreserveAspectFit
                Accessible.name: root.desk.facts.place
            }
        }
    }
    Words {
        theme: root.theme
        text: root.hint
        tone: "muted"
        size: 12
        visible: root.isEmpty
        anchors { horizontalCenter: parent.horizontalCenter; top: parent.top; topMargin: root.theme.scale * 24 }
    }
}
