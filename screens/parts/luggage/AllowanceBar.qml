import QtQuick
import screens.theme
import screens.parts

// How much of what the fare includes is used: a line that fills, and the same in words. More than that is amber.
Column {
    id: root

    required property string words
    required property int share // thousandths
    property bool isOver: false

    spacing: Theme.mm(1.6)

    Rectangle {
        width: root.width
        height: Theme.mm(3)
        radius: height / 2
        color: Theme.rail
        antialiasing: true

        Rectangle {
            visible: root.share > 0
            width: Math.max(height, parent.width * root.share / 1000)
            height: parent.height
            radius: height / 2
            color: root.isOver ? Theme.warning : Theme.primary
            antialiasing: true
        }
    }
    Label { width: root.width; text: root.words; step: Theme.caption; color: root.isOver ? Theme.warning : Theme.muted }
}
