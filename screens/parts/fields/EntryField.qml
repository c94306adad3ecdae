import QtQuick
import screens.theme
import screens.parts

// A field: its name above, the box, and below it what is wrong and the cure, or what may be typed.
Column {
    id: root

    property alias board: box.board
    property alias entry: box.entry
    property alias icon: box.icon
    property alias isCurrent: box.isCurrent
    property alias isOff: box.isOff
    property alias step: box.step
    property alias boxHeight: box.height
    required property string label
    property string problem: ""
    property string hint: ""
    property bool showsLabel: true
    property bool isInside: false // no room below: what is wrong stands in the empty box
    property int room: 0 // px down, for all of it; 0: as much as it needs

    signal chosen

    spacing: Theme.mm(2.4)

    Label {
        visible: root.showsLabel
        width: root.width
        text: root.label
        step: Theme.label
        color: root.isOff ? Theme.disabledInk : Theme.ink
    }
    FieldBox {
        id: box
        name: root.label
        problem: root.problem
        isInside: root.isInside
        width: root.width
        height: implicitHeight
        onChosen: root.chosen()
    }
    Remark {
        width: root.width
        problem: box.isTold ? "" : root.problem
        hint: root.hint
        room: root.room > 0 ? Math.max(1, root.room - y) : 0
    }
}
