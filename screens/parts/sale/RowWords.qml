import QtQuick
import screens.theme
import screens.parts

// Name and detail of a line, on two lines each at most, and what is new in words. Large letters shrink to the room
// before a word is cut.
Column {
    id: root

    required property var row // {name, detail, is_newest}
    required property TypeStep head
    required property color tone
    required property int room
    readonly property real detailLine: Theme.px(Theme.caption.cap) * Theme.oneLine
    readonly property int detailLines: Math.min(2, (room - name.height) / detailLine)

    Label {
        id: name
        width: parent.width
        height: Math.min(implicitHeight, Math.max(Theme.px(Theme.caption.cap), root.room))
        text: root.row.name
        step: root.head
        color: root.tone
        mayElide: true
        maximumLineCount: 2
        fits: Theme.losesColumn
        neverCut: true
        wrapMode: Text.Wrap
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
            mayElide: true
            maximumLineCount: Math.max(1, root.detailLines)
            fits: Theme.losesColumn || root.width < Theme.mm(70)
            neverCut: true
        }
    }
}
