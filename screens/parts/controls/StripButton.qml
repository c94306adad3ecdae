import QtQuick
import screens.theme
import screens.parts

// A button of the strip at the foot: a sign and one short word, the sign over the word or beside it. The call for a
// person is tinted on every screen; what is turned on is marked as chosen.
TapArea {
    id: root

    required property var action // {label, event, icon}
    property bool hasSign: true
    property int letters: Theme.px(Theme.caption.cap) // px
    property bool isBeside: false // the sign stands left of the word
    property bool isTinted: false
    property var isMarked: undefined // true or false where it turns something on or off
    readonly property bool isOn: isMarked === true
    readonly property color tone: isTinted || isOn ? Theme.inkContainer : Theme.ink
    readonly property int signRoom: hasSign && isBeside ? Theme.stripSign + Theme.mm(2) : 0

    visible: action !== null && action !== undefined
    name: action ? action.label : ""
    isTight: true
    Accessible.checkable: isMarked !== undefined
    Accessible.checked: isOn

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: root.isPressed ? Theme.surface2 : root.isTinted || root.isOn ? Theme.primaryContainer : "transparent"
        border { width: root.isOn ? Theme.chosenBorder : root.isTinted && Theme.isContrast ? Theme.border : 0; color: Theme.primary }
        antialiasing: true
    }
    Icon {
        id: sign
        visible: root.hasSign
        name: !root.action ? "" : root.isOn ? "check" : root.action.icon
        tone: root.tone
        size: Theme.stripSign
        x: root.isBeside ? (root.width - root.signRoom - words.contentWidth) / 2 : (root.width - width) / 2
        y: root.isBeside ? (root.height - height) / 2 : (root.height - height - words.contentHeight) / 2
    }
    Label {
        id: words
        x: Theme.stripInset + root.signRoom
        y: root.hasSign && !root.isBeside ? sign.y + sign.height : 0
        width: root.width - x - Theme.stripInset
        height: root.hasSign && !root.isBeside ? contentHeight : root.height
        text: root.name
        step: Theme.caption
        font.pixelSize: root.letters
        weight: root.isTinted ? Font.DemiBold : step.weight
        color: root.tone
        horizontalAlignment: Text.AlignHCenter
        isPartOfControl: true
    }
}
