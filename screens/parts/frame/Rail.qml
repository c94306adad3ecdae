pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// The line that carries the customer through, full bleed, and the disc that stands on it and only moves right.
Item {
    id: root

    property int count: 0 // 0: a disc at the beginning, no steps
    property int index: 1
    property bool isDone: false
    property int margin: Theme.margin
    readonly property int from: margin + Theme.disc / 2
    readonly property int span: width - 2 * from
    readonly property int here: placeOf(index - 1)

    height: Theme.disc + Theme.line

    function placeOf(step: int): int {
        return root.from + (root.count > 1 ? root.span * step / (root.count - 1) : 0);
    }

    Rectangle {
        width: parent.width
        height: Theme.line
        anchors.bottom: parent.bottom
        color: Theme.rail
    }
    Rectangle {
        width: root.isDone ? parent.width : disc.x + disc.width / 2
        height: Theme.line
        anchors.bottom: parent.bottom
        color: Theme.primary
    }
    Repeater {
        model: root.count

        Rectangle {
            id: stop

            required property int index
            readonly property bool isPast: index < root.index - 1

            visible: index !== root.index - 1
            width: Theme.discDone
            height: width
            radius: width / 2
            x: root.placeOf(index) - width / 2
            y: parent.height - Theme.line - height - Theme.mm(0.6)
            color: isPast ? Theme.primary : Theme.bg
            border { width: isPast ? 0 : Math.max(1, Theme.mm(0.6)); color: Theme.rail }
            antialiasing: true
        }
    }
    Rectangle {
        id: disc
        width: Theme.disc
        height: width
        radius: width / 2
        x: root.here - width / 2
        color: Theme.primary
        antialiasing: true
        Behavior on x {
            NumberAnimation { duration: Theme.pageMs; easing.type: Easing.OutCubic }
        }
        Icon {
            anchors.centerIn: parent
            visible: root.isDone
            name: "check"
            tone: Theme.inkPrimary
            size: Theme.mm(4.5)
        }
    }
}
