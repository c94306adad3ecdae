import QtQuick
import screens.theme
import screens.parts

// One line of a sheet: a fact with its sign.
Item {
    id: root

    required property var line // words, or {icon, text}
    readonly property string words: typeof line === "string" ? line : line.text

    implicitHeight: Math.max(sign.height, label.implicitHeight)

    Icon {
        id: sign
        name: typeof root.line === "string" ? "chevron-right" : root.line.icon
        tone: Theme.primary
        size: Math.max(Theme.iconSmall, Theme.px(Theme.body.cap) * 0.75)
        y: Theme.mm(0.5)
    }
    Label {
        id: label
        x: sign.width + Theme.gutter
        width: parent.width - x
        text: root.words
        anchors.verticalCenter: parent.verticalCenter
    }
}
