pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// Who travels, one row each, and the ways to change seats and luggage at the foot.
Card {
    id: root

    required property var people
    property string label: ""
    property var changes: []
    readonly property int inset: Theme.mm(Theme.isTight ? 5 : 8)

    signal acted(action: var)

    implicitHeight: rows.height

    Column {
        id: rows
        width: parent.width

        Repeater {
            model: root.people

            Item {
                id: row
                required property var modelData
                required property int index

                width: rows.width
                height: own.implicitHeight

                PersonRow { id: own; person: row.modelData; x: root.inset; width: parent.width - 2 * x; height: implicitHeight }
                Rectangle { visible: row.index > 0; x: Theme.isContrast ? Theme.border : 0; width: parent.width - 2 * x; height: Theme.hairWidth; color: Theme.hair }
            }
        }
        Item {
            visible: root.changes.length > 0
            width: rows.width
            height: visible ? change.implicitHeight + 2 * Theme.gutter : 0

            Rectangle { visible: root.people.length > 0; x: Theme.isContrast ? Theme.border : 0; width: parent.width - 2 * x; height: Theme.hairWidth; color: Theme.hair }
            ChangeRow {
                id: change
                label: root.label
                actions: root.changes
                x: root.inset
                y: Theme.gutter
                width: parent.width - 2 * x
                height: implicitHeight
                onActed: action => root.acted(action)
            }
        }
    }
}
