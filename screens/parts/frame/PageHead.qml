import QtQuick
import screens.theme
import screens.parts

// The title sentence, on as many lines as it needs, and the one instruction: below it, or beside it where both fit.
Item {
    id: root

    property string title: ""
    property string instruction: ""
    readonly property bool isBeside: Theme.isLandscape && head.width + words.implicitWidth + Theme.mm(8) < width

    implicitHeight: instruction === "" || isBeside ? head.height : words.y + words.height

    Label {
        id: head
        width: Math.min(Math.ceil(implicitWidth), root.width)
        height: lineCount > 1 ? implicitHeight : Theme.px(step.cap) * Theme.oneLine
        text: root.title
        step: Theme.h1
        isProse: lineCount > 1
        Accessible.role: Accessible.Heading
    }
    Label {
        id: words
        visible: text !== ""
        x: root.isBeside ? head.width + Theme.mm(8) : 0
        y: root.isBeside ? (head.height - height) * 0.62 : head.height + Theme.headGap
        width: root.width - x
        text: root.instruction
        isProse: true
        color: Theme.muted
    }
}
