import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// One way to be known: its picture stands on a line, blue where the reader is on, grey where a touch is needed. The
// state stands at the foot as icon and word. Wide, the words stand beside the picture.
TapArea {
    id: root

    required property var way // {title, text, picture, boxes, field, state, state_icon, state_kind, is_on}
    property bool isSideways: false
    readonly property string variant: Theme.isContrast ? "-contrast" : Theme.isDark ? "-dark" : ""
    property int wordRoom: words.height // as much as the neighbours need: their lines are one line
    readonly property int wordsHeight: words.height
    property bool hasPicture: true // else the words have the room
    readonly property int foot: chip.height + 2 * chip.inset // below the line, when sideways
    readonly property int inset: isSideways ? Theme.mm(6) : Theme.mm(8)
    readonly property int lineY: isSideways ? height - foot : Math.min(height * 0.56, height - wordRoom - chip.height - inset * 2 - Theme.gutter)
    readonly property int sceneWidth: isSideways ? (width - 2 * inset) * 0.36 : width - 2 * inset
    readonly property int sceneHeight: lineY - inset

    objectName: "way"
    name: way.title
    description: way.text + " " + way.state
    ringRadius: Theme.cardRadius

    Card {
        anchors.fill: parent
        tone: root.isPressed ? Theme.surface2 : Theme.surface
    }
    Rectangle {
        y: root.lineY
        x: Theme.isContrast ? Theme.border : 0
        width: parent.width - 2 * x
        height: Theme.line
        color: root.way.is_on ? Theme.primary : Theme.rail
    }
    Picture {
        visible: root.hasPicture
        art: root.way.picture === "" ? "" : root.way.picture + root.variant
        width: Math.min(root.sceneWidth, root.sceneHeight * 1.25)
        height: width / 1.25
        x: root.inset + (root.sceneWidth - width) / 2
        y: root.lineY - height
    }
    CodeBoxes {
        visible: root.hasPicture && root.way.boxes.length > 0
        boxes: root.way.boxes
        field: root.way.field
        width: root.sceneWidth
        isNarrow: root.isSideways
        height: Math.min(root.sceneHeight - Theme.gutter, Theme.mm(60))
        x: root.inset
        y: root.inset + (root.sceneHeight - height) / 2
    }
    Column {
        id: words
        x: root.isSideways && root.hasPicture ? 1.5 * root.inset + root.sceneWidth : root.inset
        y: root.isSideways ? (root.lineY - height) / 2 : root.lineY + root.inset - Theme.mm(1)
        width: parent.width - x - Theme.mm(5)
        spacing: Theme.mm(1.5)

        Label { width: parent.width; text: root.way.title; step: Theme.title; isPartOfControl: true }
        Label { width: parent.width; text: root.way.text; step: Theme.caption; color: Theme.muted; isPartOfControl: true }
    }
    Chip {
        id: chip
        readonly property int inset: Theme.mm(root.isSideways ? 3.5 : 8)

        text: root.way.state
        icon: root.way.state_icon
        kind: root.way.state_kind
        width: Math.min(implicitWidth, parent.width - 2 * root.inset)
        height: implicitHeight
        x: root.inset
        y: parent.height - height - inset
    }
    Icon {
        visible: !root.way.is_on && root.way.boxes.length > 0
        name: "chevron-right"
        tone: Theme.primary
        x: parent.width - width - root.inset
        y: chip.y + (chip.height - height) / 2
    }
}
