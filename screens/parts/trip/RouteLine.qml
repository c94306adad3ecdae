import QtQuick
import screens.theme
import screens.parts

// From here to there: both times with their cities, and between them the line with the disc where the journey starts.
// With large letters the times stand below each other, without the line.
Item {
    id: root

    required property var flight // {departs, arrives, origin, destination, takes}
    readonly property bool isStacked: Theme.restacks && Theme.isTight || width < Theme.mm(130)
    readonly property int side: isStacked ? width : Math.max(from.implicitWidth, to.implicitWidth, start.implicitWidth, end.implicitWidth) + Theme.mm(1)
    readonly property int cut: Math.min(side, isStacked ? width : width * 0.36)

    implicitHeight: isStacked ? end.y + end.height : start.y + Math.max(start.height, end.height)

    Label { id: from; width: root.cut; height: Theme.px(step.cap) * Theme.oneLine; text: root.flight.departs; step: root.isStacked ? Theme.h2 : Theme.amount; maximumLineCount: 1; mayElide: true; fits: true }
    Label { id: start; y: from.height; width: root.cut; text: root.flight.origin; color: Theme.muted }
    Label {
        id: to
        x: root.width - width
        y: root.isStacked ? start.y + start.height + Theme.gap : 0
        width: root.cut
        height: from.height
        text: root.flight.arrives
        step: from.step
        maximumLineCount: 1
        mayElide: true
        fits: true
        horizontalAlignment: root.isStacked ? Text.AlignLeft : Text.AlignRight
    }
    Label { id: end; x: to.x; y: to.y + to.height; width: root.cut; text: root.flight.destination; color: Theme.muted; horizontalAlignment: to.horizontalAlignment }

    Item {
        id: way
        visible: !root.isStacked
        x: root.cut + Theme.mm(8)
        width: root.width - 2 * x
        height: from.height

        Rectangle { id: line; width: parent.width; height: Theme.line; y: parent.height * 0.72; color: Theme.primary }
        Rectangle { width: Theme.mm(4.6); height: width; radius: width / 2; y: line.y - height; color: Theme.primary; antialiasing: true }
        Rectangle {
            x: parent.width - width
            y: line.y - height
            width: Theme.mm(4.6)
            height: width
            radius: width / 2
            color: Theme.surface
            border { width: Math.max(2, Theme.mm(0.9)); color: Theme.primary }
            antialiasing: true
        }
        Icon { name: "plane"; tone: Theme.primary; size: Theme.icon; x: (parent.width - width) / 2; y: line.y - height - Theme.mm(1) }
        Label {
            width: parent.width
            y: line.y + line.height + Theme.mm(1.5)
            text: root.flight.takes
            step: Theme.caption
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
            fits: true
            maximumLineCount: 1
            mayElide: true
        }
    }
}
