import QtQuick
import screens.theme
import screens.parts

// A traveller on one line: who, seat, luggage, each with a small word below it. Narrow, seat and luggage stand under
// the name.
Item {
    id: root

    required property var person // {name, kind, seat, seat_text, bags, bags_text}
    readonly property bool isStacked: Theme.restacks || width < Theme.mm(170)
    readonly property int lane: Theme.mm(16)
    readonly property int chairRoom: isStacked ? (width - lane) * 0.42 : Theme.mm(50) // of seat and its sign
    readonly property int luggageRoom: isStacked ? width - lane - chairRoom : Math.max(Theme.mm(62), width * 0.32)

    implicitHeight: (isStacked ? seat.y + Math.max(seat.height, luggage.height) : Math.max(who.height, seat.height, luggage.height)) + 2 * Theme.gutter

    component Pair: Column {
        id: pair
        property string text: ""
        property string detail: ""
        spacing: Theme.mm(0.6)
        Label { width: pair.width; text: pair.text; step: Theme.title }
        Label { width: pair.width; text: pair.detail; step: Theme.caption; color: Theme.muted }
    }

    Rectangle {
        id: mark
        width: Theme.mm(11)
        height: width
        radius: width / 2
        y: who.y + Math.min(who.height - height, Theme.mm(1.5))
        color: Theme.primary
        antialiasing: true
        Icon { anchors.centerIn: parent; name: "check"; tone: Theme.inkPrimary; size: Theme.mm(6.5) }
    }
    Pair {
        id: who
        x: root.lane
        y: Theme.gutter
        width: root.isStacked ? root.width - x : root.width - x - root.chairRoom - root.luggageRoom
        text: root.person.name
        detail: root.person.kind
    }
    Icon { id: chair; name: "armchair"; tone: Theme.primary; size: Theme.mm(9); x: seat.x - width - Theme.gap; y: seat.y + Theme.mm(1.5) }
    Pair {
        id: seat
        x: root.isStacked ? root.lane + Theme.mm(12) : who.x + who.width + Theme.mm(12)
        y: root.isStacked ? who.y + who.height + Theme.gap : Theme.gutter
        width: root.chairRoom - Theme.mm(15)
        text: root.person.seat
        detail: root.person.seat_text
    }
    Icon { name: "luggage"; tone: Theme.primary; size: Theme.mm(9); x: luggage.x - width - Theme.gap; y: chair.y }
    Pair {
        id: luggage
        x: seat.x + root.chairRoom
        y: seat.y
        width: root.width - x
        text: root.person.bags
        detail: root.person.bags_text
    }
}
