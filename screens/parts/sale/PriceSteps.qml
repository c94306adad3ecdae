pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// Steps that make a price, one below the other: what each is and what it adds or takes off. The amounts stand in one
// column; where letters are large the amount takes a line of its own.
Column {
    id: root

    required property var steps // [{label, detail, amount, is_less}]
    property bool isQuiet: false // contained in what stands above, adds nothing
    property int room: Theme.pageHeight // of a page: a step that is higher may be cut between its lines
    readonly property var stops: Array.from(children).filter(one => one.visible && one.height > 0).reduce((known, one) => known.concat(one.height > room ? one.cuts.map(cut => one.y + cut) : [one.y]), [])

    Repeater {
        model: root.steps

        Item {
            id: one
            required property var modelData
            required property int index
            readonly property bool isOver: Theme.losesColumn || root.width < Theme.mm(110)
            readonly property int edge: Theme.mm(2.4)
            readonly property var cuts: [0, detail.y + edge, amount.y]

            width: root.width
            height: words.height + (isOver ? amount.height : 0) + 2 * edge

            Rectangle {
                visible: one.index > 0 || root.isQuiet
                width: parent.width
                height: Theme.hairWidth
                color: Theme.hair
            }
            Column {
                id: words
                y: one.edge
                width: one.isOver ? parent.width : parent.width - amount.width - Theme.gutter
                spacing: Theme.mm(0.8)

                Label {
                    width: parent.width
                    text: one.modelData.label
                    step: root.isQuiet ? Theme.caption : Theme.title
                    color: root.isQuiet ? Theme.muted : Theme.ink
                }
                Label {
                    id: detail
                    visible: text !== ""
                    width: parent.width
                    height: Math.min(implicitHeight, root.room)
                    fits: true
                    neverCut: true
                    text: one.modelData.detail
                    step: Theme.caption
                    color: Theme.muted
                }
            }
            Label {
                id: amount
                width: one.isOver ? parent.width : Math.min(implicitWidth, parent.width * 0.44)
                height: Theme.px(step.cap) * Theme.oneLine
                anchors { right: parent.right; top: one.isOver ? words.bottom : words.top }
                text: one.modelData.amount.text
                spoken: one.modelData.amount.spoken
                step: root.isQuiet ? Theme.caption : Theme.title
                color: root.isQuiet ? Theme.muted : Theme.ink
                horizontalAlignment: Text.AlignRight
                fits: true
                neverCut: true
                mayElide: true
                maximumLineCount: 1
            }
        }
    }
}
