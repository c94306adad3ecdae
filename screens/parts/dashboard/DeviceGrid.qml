pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// Every device with its health, all of one size, as many as fit at a size that can be read; the others a page on.
Grid {
    id: root

    required property var devices
    property int page: 0
    readonly property int leastHigh: (Theme.px(Theme.label.cap) + 2 * Theme.px(Theme.caption.cap)) * Theme.oneLine + Theme.mm(9)
    readonly property int leastLow: (Theme.px(Theme.label.cap) + Theme.px(Theme.caption.cap)) * Theme.oneLine + Theme.mm(5)
    readonly property int highAcross: acrossOf(Theme.px(Theme.caption.cap) * 13.5)
    readonly property int lowAcross: acrossOf(Theme.px(Theme.caption.cap) * 16)
    readonly property int perPage: capacity(height)
    readonly property int lines: Math.max(1, Math.ceil(Math.min(perPage, devices.length) / columns))
    readonly property int cellHeight: Math.min(height, Math.min((height - spacing * (lines - 1)) / lines, leastHigh * 1.4))

    signal acted(action: var)

    function acrossOf(least: int): int {
        return Math.max(1, Math.min(2, Math.floor((root.width + root.spacing) / (least + root.spacing))));
    }
    function fitting(height: int, least: int, across: int): int {
        return across * Math.floor((height + root.spacing) / (least + root.spacing));
    }
    function isLowIn(height: int): bool { // the count stands beside the name, not below it
        const high = root.fitting(height, root.leastHigh, root.highAcross);
        return high < root.devices.length && root.fitting(height, root.leastLow, root.lowAcross) > high;
    }
    function capacity(height: int): int {
        const isLow = root.isLowIn(height);
        return Math.max(1, root.fitting(height, isLow ? root.leastLow : root.leastHigh, isLow ? root.lowAcross : root.highAcross));
    }

    function columnsIn(height: int): int {
        return root.isLowIn(height) ? root.lowAcross : root.highAcross;
    }

    columns: columnsIn(height)
    spacing: Theme.gutter

    Repeater {
        model: root.visible ? Array.from(root.devices).slice(root.page * root.perPage, (root.page + 1) * root.perPage) : []

        DeviceTile {
            id: tile
            required property var modelData
            objectName: "device:" + modelData.device
            device: modelData
            isWide: root.isLowIn(root.height)
            width: (root.width - root.spacing * (root.columns - 1)) / root.columns
            height: root.cellHeight
            onActivated: root.acted(tile.modelData)
        }
    }
}
