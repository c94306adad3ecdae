pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.controls

// Buttons, keys and the buttons of the strip, each in all its states.
Page {
    id: page

    readonly property int cell: (width - 2 * Theme.margin - 4 * Theme.cardGap) / 5

    usesFrame: false

    Column {
        x: Theme.margin
        y: Theme.margin
        spacing: Theme.wideGap

        Row {
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.states
                Label { required property string modelData; width: page.cell; text: modelData; step: Theme.caption; color: Theme.muted }
            }
        }
        Grid {
            columns: 5
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.buttons
                BigButton {
                    required property var modelData
                    objectName: modelData.name
                    action: modelData.action
                    kind: modelData.kind
                    isStacked: modelData.is_stacked
                    width: page.cell
                    height: isStacked ? Theme.mm(34) : Theme.touchPrimary
                }
            }
        }
        Grid {
            columns: 5
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.keys
                Item {
                    id: place
                    required property var modelData
                    width: page.cell
                    height: Theme.touchMin
                    KeyButton { objectName: place.modelData.name; name: place.modelData.label; icon: place.modelData.icon; isOff: place.modelData.is_off }
                }
            }
        }
        Grid {
            columns: 5
            spacing: Theme.cardGap
            Repeater {
                model: page.parts.strip
                StripButton {
                    required property var modelData
                    objectName: modelData.name
                    action: modelData.action
                    isTinted: modelData.is_tinted
                    width: page.cell
                    height: Theme.touchPrimary
                }
            }
        }
    }
}
