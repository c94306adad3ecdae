import QtQuick
import screens.parts.controls

// One seat to touch, with its whole state in its name; taken ones cannot be chosen; that of a companion is changed
// with.
TapArea {
    id: root

    required property var seat // {seat, kind, letter, detail, name, event, args}
    readonly property bool isOwn: seat.kind === "own"

    objectName: "seat"
    name: seat.name
    enabled: ["own", "free", "paid", "companion"].includes(seat.kind)
    isTight: true
    ringRadius: sign.radius
    Accessible.checkable: true
    Accessible.checked: isOwn

    SeatSign {
        id: sign
        anchors.fill: parent
        kind: root.seat.kind
        letter: root.seat.letter
        detail: root.seat.detail
        isPressed: root.isPressed
    }
}
