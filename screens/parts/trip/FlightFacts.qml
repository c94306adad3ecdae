pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// Where to be, and when: gate, luggage, boarding; beside each other while there is room.
Flow {
    id: root

    required property var facts // [{label, value}]
    property bool isLoud: false // the value below its label, to be read from afar

    spacing: Theme.gutter

    Repeater {
        model: root.facts

        Grid {
            id: fact
            required property var modelData
            columns: root.isLoud ? 1 : 2
            verticalItemAlignment: Grid.AlignVCenter
            readonly property bool isNarrow: !root.isLoud && label.implicitWidth + value.implicitWidth + spacing > root.width

            spacing: Theme.mm(2.4)
            rightPadding: Theme.mm(root.isLoud ? 10 : 4)

            Label { id: label; width: fact.isNarrow ? root.width * 0.5 : Math.min(implicitWidth, root.width); text: fact.modelData.label; color: Theme.muted }
            Label { id: value; width: fact.isNarrow ? root.width * 0.5 - fact.spacing - fact.rightPadding : Math.min(implicitWidth, root.width); text: fact.modelData.value; step: root.isLoud ? Theme.h1 : Theme.title }
        }
    }
}
