import QtQuick
import screens.theme
import screens.parts

// The title sentence, on as many lines as it needs, and the one instruction: below it, or beside it where both fit.
// Where large letters on a small page leave the page itself no room, a title of three lines is set smaller, and the
// instruction is left to speech and Help; where keys would lie on each other, it shrinks further.
Item {
    id: root

    property string title: ""
    property string instruction: ""
    property int room: height // that the page leaves to the head
    property int most: 0 // height, where the page keeps the rest: the title shrinks; 0: what it wants
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
        width: natural.width
        height: root.most > 0 ? Math.min(natural.wanted, Math.max(root.most, Theme.px(Theme.title.cap) * Theme.oneLine)) : natural.wanted
        fits: height < natural.wanted
        neverCut: true
        text: root.title
        step: root.isDense && measure.narrowest(root.title, true) > root.width ? Theme.title : Theme.h1
        Accessible.role: Accessible.Heading
    }
    Label { // as wide and high as the title is at its own size
        id: natural
        readonly property int wanted: lineCount > 1 ? implicitHeight : Theme.px(step.cap) * Theme.oneLine

        visible: false
        width: Math.min(Math.ceil(implicitWidth), root.width)
        text: root.title
        step: head.step
        isPartOfControl: true
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
