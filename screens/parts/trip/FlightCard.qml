import QtQuick
import screens.theme
import screens.parts

// One flight: name, day and state, the route drawn as the line, and below it where to be and when.
Card {
    id: root

    required property var flight
    property bool hasFacts: true
    property alias isLoud: facts.isLoud
    readonly property int inset: Theme.mm(Theme.isTight ? 5 : 8)
    readonly property bool isOver: name.implicitWidth + day.implicitWidth + chip.implicitWidth + 2 * inset + 2 * Theme.gutter > width

    readonly property var stops: hasFacts ? [facts.y - Theme.gutter].concat(Array.from(facts.children).filter(one => one.y > 0).map(one => facts.y + one.y)) : [] // where a page may end

    implicitHeight: (hasFacts ? facts.y + facts.height : route.y + route.implicitHeight) + Math.round(inset * 0.75)

    Accessible.role: Accessible.Grouping
    Accessible.name: root.flight.spoken

    Label { id: name; x: root.inset; y: Math.round(root.inset * 0.75) + (chip.height - height) / 2; width: Math.min(implicitWidth, root.width * 0.45); text: root.flight.name; step: Theme.label }
    Chip {
        id: chip
        text: root.flight.state
        icon: root.flight.state_icon
        kind: root.flight.state_kind
        width: Math.min(implicitWidth, root.width * 0.5)
        height: implicitHeight
        x: root.width - width - root.inset
        y: Math.round(root.inset * 0.75)
    }
    Label {
        id: day
        x: root.isOver ? root.inset : name.x + name.width + Theme.gap
        y: root.isOver ? chip.y + chip.height + Theme.mm(1) : name.y
        width: root.isOver ? root.width - 2 * root.inset : implicitWidth
        text: root.flight.day
        step: Theme.caption
        height: root.isOver ? implicitHeight : name.height
        color: Theme.muted
    }
    RouteLine {
        id: route
        flight: root.flight
        x: root.inset
        y: (root.isOver ? day.y + day.height : chip.y + chip.height) + Theme.mm(1)
        width: root.width - 2 * x
        height: implicitHeight
    }
    Rectangle {
        visible: root.hasFacts
        y: route.y + route.height + Theme.gutter
        x: Theme.isContrast ? Theme.border : 0
        width: parent.width - 2 * x
        height: Theme.hairWidth
        color: Theme.hair
    }
    FlightFacts {
        id: facts
        visible: root.hasFacts
        facts: root.flight.facts
        x: root.inset
        y: route.y + route.height + 2 * Theme.gutter
        width: root.width - 2 * x
    }
}
