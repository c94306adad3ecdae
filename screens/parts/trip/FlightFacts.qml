pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// Where to be, and when: gate, luggage, boarding; beside each other while there is room.
Flow {
    id: root

    required property var facts // [{label, value}]
    property TypeStep step: Theme.title

    spacing: Theme.gutter

    Repeater {
        model: root.facts

        Row {
            id: fact
            required property var modelData
            readonly property bool isNarrow: label.implicitWidth + value.implicitWidth + spacing > root.width

            spacing: Theme.mm(2.4)
            rightPadding: Theme.mm(4)

            Label { id: label; width: fact.isNarrow ? root.width * 0.5 : implicitWidth; text: fact.modelData.label; color: Theme.muted; anchors.verticalCenter: parent.verticalCenter }
            Label { id: value; width: fact.isNarrow ? root.width * 0.5 - fact.spacing - fact.rightPadding : implicitWidth; text: fact.modelData.value; step: root.step; anchors.verticalCenter: parent.verticalCenter }
        }
    }
}
