pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.controls

// Tests and records: small buttons in a grid, all of one size.
Grid {
    id: root

    required property var tools // actions
    property int cellHeight: Theme.mm(16)
    readonly property bool isPlain: Theme.restacks && columns > 2 // words alone
    readonly property int cellWidth: (width - (columns - 1) * spacing) / columns

    signal acted(action: var)

    spacing: Theme.gutter

    Repeater {
        model: root.tools

        BigButton {
            id: tool
            required property var modelData
            objectName: "tool:" + (modelData.args.tool ?? modelData.args.room ?? modelData.event)
            action: root.isPlain ? Object.assign({}, modelData, { "icon": "" }) : modelData
            step: Theme.label
            width: root.cellWidth
            height: root.cellHeight
            onActivated: root.acted(tool.modelData)
        }
    }
}
