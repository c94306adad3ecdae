import QtQuick
import screens.theme
import screens.parts

// Name and detail of a line, and what is new in words. Both wrap; large letters, and letters in a narrow list, shrink
// before a word is broken or cut.
Column {
    id: root

    required property var row // {name, detail, is_newest}
    required property TypeStep head
    required property color tone
    required property int room
    readonly property real detailLine: Theme.px(Theme.caption.cap) * Theme.oneLine
    readonly property int detailLines: Math.min(width < Theme.mm(50) ? 6 : width < Theme.mm(90) ? 4 : 2, (room - name.height) / detailLine)

    Label {
        id: name
        readonly property bool keepsWords: fits && !/\S{24}|.{60}/.test(text) // shrinks before a word is broken
        width: parent.width
        height: Math.min(implicitHeight, Math.max(Theme.px(Theme.caption.cap), root.room))
        text: root.row.name
        step: root.head
        color: root.tone
        mayElide: !keepsWords
        maximumLineCount: keepsWords ? 3 : 2
        fits: Theme.textScale > 1 || root.width < Theme.mm(70)
        neverCut: true
        wrapMode: keepsWords ? Text.WordWrap : Text.Wrap
    }
    Item {
        visible: root.detailLines > 0
        width: parent.width
        height: detail.height

        Icon {
            id: tick
            visible: root.row.is_newest
            name: "circle-check"
            tone: root.tone
            size: Theme.iconSmall
            y: (root.detailLine - height) / 2
        }
        Label {
            id: detail
            x: tick.visible ? tick.width + Theme.gap : 0
            width: parent.width - x
            text: root.row.detail
            step: Theme.caption
            weight: root.row.is_newest ? Font.DemiBold : step.weight
            color: root.row.is_newest ? root.tone : Theme.muted
            height: Math.min(implicitHeight, Math.max(1, root.detailLines) * root.detailLine)
            maximumLineCount: Theme.losesColumn ? 3 : Math.max(3, root.detailLines)
            fits: true
            neverCut: true
        }
    }
}
