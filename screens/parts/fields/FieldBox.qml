import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The box of a field: what was typed with the cursor behind it, and a cross that empties it. Touching it makes it the
// field that is typed into.
Rectangle {
    id: root

    required property string name
    required property var board
    required property var entry
    property string problem: ""
    property string icon: ""
    property bool isCurrent: true
    property bool isOff: false
    property bool isInside: false
    readonly property bool isTold: isInside && isWrong && !isFilled // what is wrong stands in the empty box
    property bool canClear: width >= Theme.mm(90) // the delete key does it too
    property TypeStep step: Theme.h2
    property int align: Text.AlignLeft
    readonly property bool isWrong: problem !== ""
    readonly property bool isFilled: entry.text !== ""
    readonly property bool isLit: isCurrent && !isOff
    readonly property int clearRoom: canClear ? clear.width + 2 * Theme.gap : Theme.gutter

    signal chosen

    implicitHeight: Theme.fieldHeight
    radius: Theme.buttonRadius
    color: isOff ? Theme.disabledBg : Theme.surface
    border { width: isOff ? 0 : isWrong || isLit ? Theme.chosenBorder : Theme.border; color: isWrong ? Theme.error : isLit ? Theme.primary : Theme.outline }
    antialiasing: true

    TapArea {
        readonly property bool isField: true

        objectName: "field:" + root.name
        name: root.name
        description: root.board.spell(root.entry, root.entry.text.length) + (root.isWrong ? ". " + root.problem : "")
        width: root.canClear ? clear.x - Theme.gap : root.width
        height: root.height
        enabled: !root.isOff
        isTight: true
        isRepeatable: true
        ringOn: root
        Accessible.role: Accessible.EditableText
        Accessible.editable: true
        Accessible.passwordEdit: root.entry.isMasked
        Accessible.description: (root.entry.isMasked ? name + ", " : "") + description // Qt tells no name of a password
        onActivated: root.chosen()
    }
    Icon {
        id: sign
        visible: name !== ""
        name: root.icon
        tone: root.isOff ? Theme.disabledInk : Theme.muted
        size: Theme.mm(10)
        x: Theme.mm(6)
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        id: words
        readonly property int least: sign.visible ? sign.x + sign.width + Theme.gutter : Theme.mm(root.canClear ? 7 : 3)

        x: least
        width: root.width - x - root.clearRoom
        height: root.height
        text: root.isTold ? root.problem : root.entry.shown
        step: root.isTold ? Theme.label : root.step
        color: root.isOff ? Theme.disabledInk : root.isTold ? Theme.error : Theme.ink
        horizontalAlignment: root.align
        elide: root.isTold ? Text.ElideNone : Text.ElideLeft
        isPartOfControl: true
        neverCut: true
        fits: true
        mayElide: !root.isTold
        maximumLineCount: root.isTold ? 2 : 1
    }
    Rectangle { // the cursor
        readonly property int spare: words.width - words.contentWidth

        visible: root.isLit && !root.isTold
        x: words.x + (root.align === Text.AlignHCenter ? spare / 2 : 0) + words.contentWidth + (root.isFilled ? Theme.mm(1) : 0)
        width: Theme.line
        height: root.height * 0.5
        color: Theme.primary
        anchors.verticalCenter: parent.verticalCenter
    }
    KeyButton {
        id: clear
        objectName: "clear:" + root.name
        visible: root.canClear && root.isFilled && !root.isOff
        name: root.board.clearName
        icon: "x"
        isTight: true
        x: root.width - width - (root.height - height) / 2
        anchors.verticalCenter: parent.verticalCenter
        onActivated: root.entry.clear()
    }
}
