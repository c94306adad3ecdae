import QtQuick
import screens.theme
import screens.parts.motion

// What a row stands on: the line to the row above, and the tint and the mark of the newest.
Item {
    id: root

    required property bool isNewest
    required property bool isFirst
    required property bool isLast

    function mark() {
        bar.show();
    }

    Rectangle {
        anchors.fill: parent
        visible: root.isNewest
        color: Theme.primaryContainer
        topLeftRadius: root.isFirst ? Theme.cardRadius : 0
        topRightRadius: topLeftRadius
        bottomLeftRadius: root.isLast && !Theme.isLandscape ? Theme.cardRadius : 0
        bottomRightRadius: bottomLeftRadius
        border { width: Theme.isContrast ? Theme.border : 0; color: Theme.primary }
    }
    Rectangle {
        visible: !root.isFirst
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    NewMark {
        id: bar
        anchors.fill: parent
        isOn: root.isNewest
    }
}
