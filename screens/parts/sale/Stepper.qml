import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Fewer, how many, more. At one the minus is a bin. A key that is not offered leaves its place empty.
Item {
    id: root

    required property var row // {quantity, can_more, can_fewer?, fewer_is_bin, more, fewer}
    property color tone: Theme.ink

    signal stepped(action: var, isBin: bool)

    readonly property int lane: Theme.px(Theme.title.cap) * 2 // two digits

    width: 2 * Theme.touchMin + lane
    height: Theme.touchMin

    KeyButton {
        objectName: "fewer"
        visible: root.row.can_fewer ?? true
        name: root.row.fewer.label
        icon: root.row.fewer_is_bin ? "trash-2" : "minus"
        isRepeatable: true
        onActivated: root.stepped(root.row.fewer, root.row.fewer_is_bin)
    }
    Label {
        x: Theme.touchMin
        width: root.lane
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: root.row.quantity
        step: Theme.title
        color: root.tone
        mayElide: true
        maximumLineCount: 1
    }
    KeyButton {
        objectName: "more"
        anchors.right: parent.right
        visible: root.row.can_more
        name: root.row.more.label
        icon: "plus"
        isRepeatable: true
        onActivated: root.stepped(root.row.more, false)
    }
}
