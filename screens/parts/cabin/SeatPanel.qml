import QtQuick
import screens.theme
import screens.parts

// The seat one has now, and what the signs of the map mean; what does not fit is left out, the signs first.
Item {
    id: root

    required property var parts
    property bool hasLegend: true
    readonly property bool isLow: Theme.restacks || height < Theme.mm(80)
    readonly property int wordsY: now.y + now.height

    Label {
        id: label
        visible: !root.isLow
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.parts.now_label
        color: Theme.muted
    }
    Label {
        id: now
        visible: wordsRoom >= 0
        readonly property int wordsRoom: root.height - y - height
        y: label.height
        width: parent.width
        height: Theme.px(step.cap) * Theme.oneLine
        text: root.parts.now
        step: root.isLow ? Theme.h1 : Theme.display
        fits: true
        mayElide: true
        maximumLineCount: 1
    }
    Label {
        id: words
        visible: root.wordsY + height <= root.height
        y: root.wordsY + Theme.mm(1)
        width: parent.width
        text: root.parts.now_text
        step: root.isLow ? Theme.caption : Theme.body
        isProse: true
    }
    Rectangle {
        visible: legend.visible
        y: words.y + words.height + Theme.gutter
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Legend {
        id: legend
        readonly property int lines: Math.ceil(root.parts.legend.length / columns)
        readonly property int needed: lines * (rowHeight + Theme.mm(1)) - Theme.mm(1)

        visible: root.hasLegend && words.visible && y + needed <= root.height
        y: words.y + words.height + Theme.gutter * 2
        width: parent.width
        columns: 2
        isShort: true
        rowSpacing: Math.max(Theme.mm(1), Math.min(Theme.mm(6), (root.height - y - lines * rowHeight) / lines))
        legend: root.parts.legend
        sample: root.parts.letters[0] ?? ""
    }
}
