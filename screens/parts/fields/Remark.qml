import QtQuick
import screens.theme
import screens.parts

// Below a field: what is wrong with it and the cure, with its sign; or else what may be typed.
Item {
    id: root

    property string problem: ""
    property string hint: ""
    readonly property bool isWrong: problem !== ""

    visible: isWrong || hint !== ""
    height: words.height
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.problem
    Accessible.ignored: !root.isWrong

    Icon {
        id: sign
        visible: root.isWrong
        name: "triangle-alert"
        tone: Theme.error
        size: Theme.iconSmall
        y: Theme.px(Theme.label.cap) * Theme.oneLine / 2 - height / 2
    }
    Label {
        id: words
        x: root.isWrong ? sign.width + Theme.mm(2.4) : 0
        width: root.width - x
        text: root.isWrong ? root.problem : root.hint
        step: root.isWrong ? Theme.label : Theme.caption
        color: root.isWrong ? Theme.error : Theme.muted
        isProse: true
    }
}
