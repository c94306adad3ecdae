pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// A doubtful character between what stands before and after it, and the characters it may be, as keys below.
Column {
    id: root

    required property string before
    required property string after
    required property var choices

    signal chosen(action: var)

    spacing: Theme.cardGap

    Row {
        id: line
        readonly property int cell: Theme.px(Theme.h1.cap) * 1.1
        readonly property int side: (root.width - cell - 2 * Theme.gap) / 2
        spacing: Theme.gap

        Label { width: line.side; height: frame.height; text: root.before; step: Theme.h1; horizontalAlignment: Text.AlignRight; fits: true; neverCut: true; mayElide: true; maximumLineCount: 1 }
        Rectangle {
            id: frame
            width: line.cell
            height: line.cell * 1.4
            radius: Theme.keyRadius
            color: Theme.primaryContainer
            border { width: Theme.chosenBorder; color: Theme.primary }
            antialiasing: true
            Icon { anchors.centerIn: parent; name: "circle-help"; tone: Theme.inkContainer; size: Math.min(Theme.icon, parent.width * 0.7) }
        }
        Label { width: line.side; height: frame.height; text: root.after; step: Theme.h1; fits: true; neverCut: true; mayElide: true; maximumLineCount: 1 }
    }
    Fitting {
        id: keys
        width: root.width
        words: Array.from(root.choices).map(one => one.label)

        Repeater {
            model: root.choices

            BigButton {
                id: key
                required property var modelData
                objectName: "sign:" + modelData.args.character
                action: modelData
                width: keys.cell
                height: Math.max(keys.cellHeight, Theme.touchPrimary)
                onActivated: root.chosen(key.modelData)
            }
        }
    }
}
