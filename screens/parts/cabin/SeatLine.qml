import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// One seat of a list: its number, where it is, and its price, who has it, or for the own one a tick.
TapArea {
    id: root

    required property var seat // {seat, kind, where, detail, name, event, args}
    readonly property bool isOwn: seat.kind === "own"
    readonly property color tone: isOwn ? Theme.inkContainer : Theme.ink
    readonly property int inset: Theme.mm(5)

    objectName: "seat"
    name: seat.name
    ringRadius: Theme.buttonRadius
    Accessible.checkable: true
    Accessible.checked: isOwn

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: root.isPressed ? Theme.surface2 : root.isOwn ? Theme.primaryContainer : Theme.surface
        border { width: root.isOwn ? Theme.chosenBorder : Theme.border; color: root.isOwn ? Theme.primary : Theme.outline }
        antialiasing: true
    }
    Label {
        id: number
        x: root.inset
        width: Theme.px(step.cap) * 2.6 // of three signs, so that what follows stands in one column
        height: parent.height
        text: root.seat.seat
        step: Theme.title
        color: root.tone
        isPartOfControl: true
    }
    Label {
        x: number.x + number.width
        width: end.x - x - Theme.gap
        height: parent.height
        text: root.seat.where
        step: Theme.caption
        color: root.isOwn ? Theme.inkContainer : Theme.muted
        isPartOfControl: true
        wrapMode: Text.Wrap
        mayElide: true
        maximumLineCount: 2
    }
    Item {
        id: end
        width: root.isOwn ? tick.width : price.implicitWidth
        height: parent.height
        x: root.width - width - root.inset

        Icon { id: tick; visible: root.isOwn; anchors.centerIn: parent; name: "check"; tone: Theme.inkContainer; size: Math.max(Theme.icon, Theme.px(Theme.title.cap) * 0.9) }
        Label {
            id: price
            visible: text !== ""
            height: parent.height
            text: root.isOwn ? "" : root.seat.detail
            step: Theme.label
            color: Theme.primary
            isPartOfControl: true
        }
    }
}
