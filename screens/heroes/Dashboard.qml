pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.desk

// What a technician sees first: the fault with its steps and its test, then every device with its health in words.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property int lines: Math.ceil(parts.devices.length / 2)
    readonly property int foot: isWide ? 0 : tests.height + Theme.cardGap

    panelsInPortrait: false
    panel: Component {
        Item {
            Label { id: head; width: parent.width; text: page.parts.tests_label; step: Theme.title }
            Tools {
                y: head.height + Theme.gutter
                width: parent.width
                columns: 2
                cellHeight: Math.min(Theme.touchStd, (parent.height - y - 3 * spacing) / 4)
                tools: page.parts.tools
                onActed: action => page.act(action)
            }
        }
    }

    FaultCard {
        id: fault
        width: page.width
        height: implicitHeight
        fault: page.parts.fault
        onActed: action => page.act(action)
    }
    Grid {
        id: devices
        readonly property int cellHeight: (page.height - y - page.foot - spacing * (page.lines - 1)) / page.lines

        columns: 2
        spacing: Theme.gutter
        y: fault.height + (page.isWide ? Theme.gutter : Theme.cardGap)

        Repeater {
            model: page.parts.devices

            DeviceTile {
                id: tile
                required property var modelData
                objectName: "device:" + modelData.device
                device: modelData
                isWide: page.isWide
                width: (page.width - devices.spacing) / 2
                height: devices.cellHeight
                onActivated: page.act(tile.modelData)
            }
        }
    }
    Column {
        id: tests
        visible: !page.isWide
        y: page.height - height
        width: page.width
        spacing: Theme.gap

        Label { width: parent.width; visible: !Theme.restacks; text: page.parts.tests_label; step: Theme.title }
        Tools {
            width: parent.width
            columns: 4
            tools: page.parts.tools
            onActed: action => page.act(action)
        }
    }
}
