pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.devices

// The payment between terminal and bank; the words under each stand below the line.
Item {
    id: root

    property string terminalLabel: ""
    property string busyLabel: ""
    property string bankLabel: ""
    property string icon: "search"
    readonly property int wordsRoom: words.height + Theme.mm(4)
    readonly property int unit: Math.min(height, width * 0.34)
    readonly property int third: width / 3

    Terminal {
        height: root.unit
        icon: "loader"
        x: (root.third - width) / 2
        y: root.height - height
    }
    Disc {
        icon: root.icon
        width: root.unit * 0.52
        x: (root.width - width) / 2
        y: root.height - height
    }
    Picture {
        art: "scenes/bank"
        width: Math.min(root.unit * 0.88, root.third)
        height: width * 0.89
        x: root.width - (root.third + width) / 2
        y: root.height - height
    }
    Row {
        id: words
        y: root.height + Theme.line + Theme.mm(4)
        Repeater {
            model: [root.terminalLabel, root.busyLabel, root.bankLabel]
            Label {
                required property string modelData
                required property int index
                width: root.third
                text: modelData
                step: Theme.caption
                weight: index === 1 ? Font.DemiBold : step.weight
                color: index === 1 ? Theme.ink : Theme.muted
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
}
