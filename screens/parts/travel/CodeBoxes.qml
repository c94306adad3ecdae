pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// A picture of what can be typed: six boxes, the first with the cursor, and a field below. Narrow, the boxes stand in
// two rows and have the place of the field. Nothing to touch by itself.
Item {
    id: root

    required property var boxes // letters; the empty one has the cursor
    required property string field
    property bool isNarrow: false
    readonly property int columns: isNarrow ? 3 : Math.max(1, boxes.length)
    readonly property int gap: isNarrow ? Theme.gap : Theme.mm(2)
    readonly property int boxWidth: (width - gap * (columns - 1)) / columns
    readonly property int boxHeight: Math.min(boxWidth * 1.35, (height - Theme.gutter) / 2)
    readonly property int upper: (height - 2 * boxHeight - Theme.gutter) / 2

    Grid {
        id: code
        y: root.upper
        columns: root.columns
        columnSpacing: root.gap
        rowSpacing: Theme.gutter

        Repeater {
            model: root.boxes

            Rectangle {
                id: box
                required property string modelData
                readonly property bool isNext: modelData === ""

                width: root.boxWidth
                height: root.boxHeight
                radius: Theme.mm(2.5)
                color: Theme.surface
                border { width: isNext ? Theme.chosenBorder : Theme.border; color: isNext ? Theme.primary : Theme.outline }
                antialiasing: true

                Rectangle { // the cursor
                    visible: box.isNext
                    anchors.centerIn: parent
                    width: Theme.line
                    height: parent.height * 0.5
                    color: Theme.primary
                }
                Label {
                    anchors.fill: parent
                    text: box.modelData
                    step: Theme.title
                    color: Theme.muted
                    horizontalAlignment: Text.AlignHCenter
                    isPartOfControl: true
                    fits: true
                    mayElide: true
                    maximumLineCount: 1
                }
            }
        }
    }
    Rectangle {
        visible: !root.isNarrow
        y: code.y + code.height + Theme.gutter
        width: root.width
        height: root.boxHeight
        radius: Theme.mm(2.5)
        color: Theme.surface
        border { width: Theme.border; color: Theme.outline }
        antialiasing: true

        Label {
            anchors.fill: parent
            anchors.leftMargin: Theme.gutter
            text: root.field
            color: Theme.muted
            isPartOfControl: true
            fits: true
            mayElide: true
            maximumLineCount: 1
        }
    }
}
