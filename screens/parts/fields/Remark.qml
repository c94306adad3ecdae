import QtQuick
import screens.theme
import screens.parts

// Below a field: what is wrong with it and the cure, with its sign; or else what may be typed. Where there is no room
// for its letters they are smaller, down to the smallest.
Item {
    id: root

    property string problem: ""
    property string hint: ""
    property int room: 0 // px down; 0: as much as it needs
    readonly property bool isWrong: problem !== ""
    readonly property bool isOver: room > 0 && natural.implicitHeight > room

    visible: isWrong || hint !== ""
    height: isOver ? room : natural.implicitHeight
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.problem
    Accessible.ignored: !root.isWrong

    Icon {
        id: sign
        visible: root.isWrong
        name: "triangle-alert"
        tone: Theme.error
        size: Theme.iconSmall
        y: root.isOver ? 0 : Theme.px(Theme.label.cap) * Theme.oneLine / 2 - height / 2
    }
    Label { // as high as it wants to be
        id: natural
        visible: false
        width: words.width
        text: words.text
        step: words.step
        isProse: true
    }
    Label {
        id: words
        x: root.isWrong ? sign.width + Theme.mm(2.4) : 0
        width: root.width - x
        height: root.height
        text: root.isWrong ? root.problem : root.hint
        step: root.isWrong ? Theme.label : Theme.caption
        color: root.isWrong ? Theme.error : Theme.muted
        isProse: !root.isOver
        fits: root.isOver
        neverCut: true
    }
}
