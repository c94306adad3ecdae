import QtQuick
import screens.theme
import screens.parts

// The disc with the sheet's sign on its line, and the title.
Item {
    id: root

    required property string icon
    required property string title

    implicitHeight: Math.max(disc.height + Theme.line, words.implicitHeight) + Theme.mm(4)

    Rectangle {
        id: disc
        width: Theme.mm(20)
        height: width
        radius: width / 2
        anchors { bottom: line.top }
        color: Theme.primary
        antialiasing: true
        Icon { anchors.centerIn: parent; name: root.icon; tone: Theme.inkPrimary; size: Theme.mm(11) }
    }
    Rectangle {
        id: line
        y: parent.height - height
        width: parent.width
        height: Theme.line
        color: Theme.primary
    }
    Label {
        id: words
        x: disc.width + Theme.mm(6)
        width: parent.width - x
        anchors { bottom: line.top; bottomMargin: Theme.mm(4) }
        text: root.title
        step: Theme.h2
    }
}
