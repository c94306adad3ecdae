pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// The parts of a screen that come one at a time, side by side or below each other.
Grid {
    id: root

    required property var parts // [{label, rows, name, icon?}]
    property int chosen: 0
    property bool isUpright: false
    readonly property int cellWidth: (width - spacing * (columns - 1)) / columns
    readonly property int cellHeight: Math.max(Theme.touchStd, Theme.px(Theme.label.cap) * 1.8)

    signal picked(int index)

    columns: isUpright ? 1 : Math.max(1, parts.length)
    spacing: Theme.gutter

    Repeater {
        model: root.parts

        Segment {
            id: part
            required property var modelData
            required property int index
            objectName: "section:" + index
            part: Object.assign({}, modelData, { "is_chosen": root.chosen === index })
            isBrief: root.cellWidth < Theme.px(Theme.caption.cap) * 5.2 + Theme.mm(4)
            width: root.cellWidth
            height: root.cellHeight
            onActivated: root.picked(part.index)
        }
    }
}
