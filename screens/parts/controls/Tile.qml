import QtQuick
import screens.theme
import screens.parts
import screens.parts.motion

// A large way to go: words above, a scene standing on the tile's own line, and a disc with an arrow on the right.
TapArea {
    id: root

    required property var tile // {title, text, art, is_ready, why_not}
    readonly property bool isLow: height < Theme.mm(70) + Theme.px(Theme.body.cap) * 2 // no room for a scene: words beside the disc
    readonly property int floorHeight: isLow ? Theme.gutter : Math.max(Theme.mm(13), (height - Theme.mm(140)) * 0.4)
    readonly property int discSize: Math.min(Theme.mm(Theme.isLandscape ? 32 : 38), width * 0.22, height * 0.4)

    name: tile.title
    description: tile.is_ready ? tile.text : tile.why_not
    enabled: tile.is_ready
    ringRadius: Theme.cardRadius

    Card {
        anchors.fill: parent
        tone: root.isPressed ? Theme.surface2 : Theme.surface
        PressTone on tone {}
    }
    Rectangle { // the floor
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.isContrast ? Theme.border : 0 }
        height: root.floorHeight
        bottomLeftRadius: Theme.cardRadius
        bottomRightRadius: Theme.cardRadius
        color: root.tile.is_ready ? Theme.floor : Theme.surface2
        antialiasing: true
    }
    Rectangle {
        id: line
        width: parent.width
        height: Theme.line
        y: parent.height - root.floorHeight - height
        color: root.tile.is_ready ? Theme.primary : Theme.rail
    }
    Column {
        id: words
        x: Theme.pad
        y: Theme.pad - Theme.mm(1)
        width: (root.isLow && disc.visible ? disc.x - Theme.gutter : parent.width - x) - x
        spacing: Theme.mm(2)

        Label { id: title; width: parent.width; height: root.isLow ? Math.max(1, Math.min(implicitHeight, line.y - words.y)) : implicitHeight; text: root.tile.title; step: Theme.tileHead; isPartOfControl: true; fits: root.isLow; neverCut: true }
        Label {
            visible: !root.tile.is_ready || words.y + title.height + words.spacing + height <= line.y
            width: parent.width
            text: root.tile.is_ready ? root.tile.text : root.tile.why_not
            color: root.tile.is_ready ? Theme.muted : Theme.warning
            isPartOfControl: true
        }
    }
    Item {
        id: stage
        anchors { left: parent.left; right: disc.left; top: words.bottom; bottom: line.top; leftMargin: Theme.pad; rightMargin: Theme.gutter; topMargin: Theme.gap }

        Picture { // two ways to stand: in a row, or close together where the tile is as high as wide
            art: root.tile.art + (parent.width < parent.height * 1.5 ? "-narrow" : "")
            visible: parent.height > Theme.mm(28) && !root.isLow
            anchors.fill: parent
            fillMode: Image.PreserveAspectFit
            horizontalAlignment: Image.AlignLeft
            smooth: true
        }
    }
    Rectangle {
        id: disc
        visible: root.tile.is_ready
        width: root.discSize
        height: width
        radius: width / 2
        anchors { right: parent.right; rightMargin: Theme.pad; bottom: line.top }
        color: root.isPressed ? Theme.primaryPressed : Theme.primary
        antialiasing: true
        Icon { anchors.centerIn: parent; name: "arrow-right"; tone: Theme.inkPrimary; size: parent.width * 0.54 }
    }
}
