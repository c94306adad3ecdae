import QtQuick
import screens.theme
import screens.parts

// The title sentence, on as many lines as it needs, and the one instruction: below it, or beside it where both fit.
// Where large letters on a small page leave the page itself no room, a title of three lines is set smaller, and the
// instruction is left to speech and Help.
Item {
    id: root

    property string title: ""
    property string instruction: ""
    property int room: height // that the page leaves to the head
    readonly property bool isDense: Theme.isShallow || Theme.isSmall && Theme.isOneByOne
    readonly property bool hasWords: instruction !== "" && (isBeside || head.height + Theme.headGap + words.implicitHeight <= room)
    readonly property bool isBeside: Theme.isLandscape && head.width + words.implicitWidth + Theme.mm(8) < width

    implicitHeight: !hasWords || isBeside ? head.height : words.y + words.height

    Measure {
        id: measure
        step: Theme.h1
    }
    Label {
        id: head
        objectName: "title"
        width: Math.min(Math.ceil(implicitWidth), root.width)
        height: lineCount > 1 ? implicitHeight : Theme.px(step.cap) * Theme.oneLine
        text: root.title
        step: root.isDense && measure.narrowest(root.title, true) > root.width ? Theme.title : Theme.h1
        Accessible.role: Accessible.Heading
    }
    Label {
        id: words
        visible: root.hasWords
        x: root.isBeside ? head.width + Theme.mm(8) : 0
        y: root.isBeside ? (head.height - height) * 0.62 : head.height + Theme.headGap
        width: root.width - x
        text: root.instruction
        step: root.isDense ? Theme.caption : Theme.body
        isProse: !root.isDense
        color: Theme.muted
    }
}
