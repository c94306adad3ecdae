pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The ways to change something: seats, luggage. The question stands beside them, or over them.
Item {
    id: root

    required property string label
    required property var actions
    readonly property int wanted: Math.max(0, ...Array.from(buttons.children).map(one => (one as BigButton)?.leastWidth ?? 0))
    readonly property int least: actions.length * (Math.max(wanted, Theme.mm(38)) + Theme.gutter)
    readonly property bool isOver: words.implicitWidth + least > width
    readonly property bool isTower: least > width

    signal acted(action: var)

    implicitHeight: buttons.y + buttons.height

    Label {
        id: words
        width: root.isOver ? root.width : root.width - buttons.width - Theme.gutter
        height: root.isOver ? implicitHeight : buttons.height
        text: root.label
        step: Theme.caption
        color: Theme.muted
    }
    Grid {
        id: buttons
        columns: root.isTower ? 1 : root.actions.length
        spacing: Theme.gutter
        x: root.width - width
        y: root.isOver ? words.height + Theme.gap : 0

        Repeater {
            model: root.actions

            BigButton {
                id: button
                required property var modelData
                objectName: "change:" + modelData.event
                action: modelData
                width: root.isTower ? root.width : root.isOver ? (root.width - (root.actions.length - 1) * Theme.gutter) / root.actions.length : Math.max(root.wanted, Theme.mm(38))
                height: Math.max(Theme.touchStd, implicitHeight)
                onActivated: root.acted(modelData)
            }
        }
    }
}
