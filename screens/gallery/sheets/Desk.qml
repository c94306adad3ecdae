pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.frame
import screens.parts.desk
import screens.parts.dashboard

// Devices by their health and in their states, a fault with its steps, and the tools of a technician.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin

    usesFrame: false

    Column {
        x: Theme.margin
        y: Theme.margin
        spacing: Theme.wideGap

        FaultCard { width: page.room; height: Theme.mm(118); fault: page.parts.fault }
        Grid {
            columns: 2
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.devices
                DeviceTile { required property var modelData; objectName: modelData.name; device: modelData.device; width: (page.room - Theme.cardGap) / 2; height: Theme.mm(46) }
            }
        }
        Tools { width: page.room; columns: 4; tools: page.parts.tools }
    }
}
