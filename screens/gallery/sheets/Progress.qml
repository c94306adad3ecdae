pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.scenes

// The line with the disc at each step, steps below each other, rings that empty, discs with their signs.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin

    usesFrame: false

    Column {
        y: Theme.margin
        spacing: Theme.mm(14)

        Repeater {
            model: page.parts.rails
            Rail { required property var modelData; width: page.width; count: modelData.count; index: modelData.index; isDone: modelData.is_done }
        }
        Card {
            x: Theme.margin
            width: page.room
            height: list.height + 2 * Theme.pad
            StepList { id: list; x: Theme.pad; y: Theme.pad; width: parent.width - 2 * x; steps: page.parts.steps; nowLabel: page.parts.now }
        }
        Row {
            x: Theme.margin
            spacing: Theme.wideGap
            Repeater {
                model: page.parts.rings
                TimeRing {
                    required property var modelData
                    label: modelData.label
                    seconds: modelData.text
                    share: modelData.percent / 100
                    width: (page.room - 2 * Theme.wideGap) / 3
                }
            }
        }
        Row {
            x: Theme.margin
            spacing: Theme.wideGap
            Repeater {
                model: page.parts.discs
                Disc { required property string modelData; icon: modelData; width: Theme.mm(40); height: width }
            }
        }
    }
}
