pragma ComponentBehavior: Bound

import QtQuick
import Pronto
import screens.theme
import screens.parts
import screens.parts.paging

// The call board: a window of its own for people of the site. Who waits stands first; the rest is quiet.
Rectangle {
    id: root

    required property Shell shell
    readonly property var lanes: shell.view.parts ? shell.view.parts.lanes ?? [] : []

    color: Theme.bg

    Label {
        id: title
        x: Theme.margin
        y: Theme.margin
        width: root.width - 2 * x - clock.width - Theme.gutter
        height: implicitHeight
        text: root.shell.view.title ?? ""
        step: Theme.h2
    }
    Label {
        id: clock
        x: root.width - width - Theme.margin
        y: title.y
        height: title.height
        text: [root.shell.demo, root.shell.clock].filter(word => word !== "").join(" · ")
        step: Theme.title
        color: Theme.muted
    }
    Leaves {
        x: Theme.margin
        y: title.y + title.height + Theme.contentGap
        width: root.width - 2 * x
        height: root.height - y - Theme.margin
        controls: root.shell.controls
        spacing: Theme.gutter
        Repeater {
            model: root.lanes
            LaneCard {
                required property var modelData
                lane: modelData
                width: parent.width
                height: implicitHeight
                onActed: action => root.shell.send(action.event, action.args)
            }
        }
    }
}
