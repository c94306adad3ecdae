import QtQuick
import screens.theme
import screens.parts

// A button with words: primary (one per screen), secondary (outline), quiet (no outline), danger.
TapArea {
    id: root

    enum Kind { Primary, Secondary, Quiet, Danger }

    property var action: null // {label, event, args, icon, enabled, busy}
    property int kind: BigButton.Secondary
    property TypeStep step: kind === BigButton.Primary ? Theme.title : Theme.label
    property bool isStacked: false // icon above the words
    property color signTone: Theme.primary
    readonly property bool isFilled: kind === BigButton.Primary || kind === BigButton.Danger
    readonly property bool isTrailing: ["arrow-right", "chevron-right"].includes(icon)
    readonly property string icon: action ? (isBusy ? "loader" : action.icon) : ""
    readonly property color accent: kind === BigButton.Danger ? Theme.error : Theme.primary
    readonly property bool isOff: !action || !action.enabled // a sheet above takes the touch, not the look
    readonly property color inkTone: isOff ? Theme.disabledInk : isFilled && isBusy ? (kind === BigButton.Danger ? Theme.ink : Theme.inkContainer) : isFilled ? Theme.inkPrimary : Theme.ink
    readonly property int room: width - 2 * Theme.mm(5)
    readonly property int edges: 2 * Theme.mm(5) + Theme.mm(2) + (icon !== "" && !isStacked ? sign.size + Theme.gap : 0)
    readonly property int leastWidth: Math.max(longest.advanceWidth, natural.advanceWidth * 0.56) + edges // words on two lines
    readonly property bool hasSign: icon !== "" && (isStacked || width > Theme.backWidth * 1.5 || natural.advanceWidth + Theme.mm(1.5) <= room - sign.size - Theme.gap)
    readonly property int signRoom: hasSign && !isStacked ? sign.width + Theme.gap : 0

    name: action ? action.label : ""
    enabled: !isOff
    isBusy: action ? action.busy : false
    implicitHeight: Math.max(kind === BigButton.Primary ? Theme.touchPrimary : Theme.touchStd, whole.contentHeight + Theme.mm(3))
    implicitWidth: natural.advanceWidth + (icon !== "" && !isStacked ? sign.size + Theme.gap : 0) + 2 * Theme.mm(8)

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: root.isOff ? Theme.disabledBg
             : root.isFilled && root.isBusy ? (root.kind === BigButton.Danger ? Theme.errorContainer : Theme.primaryContainer)
             : root.isFilled ? (!root.isPressed ? root.accent : root.kind === BigButton.Danger ? Theme.errorPressed : Theme.primaryPressed)
             : root.isPressed ? Theme.surface2
             : root.kind === BigButton.Quiet ? "transparent" : Theme.surface
        border.width: root.isFilled || root.kind === BigButton.Quiet || root.isOff ? 0 : Theme.border
        border.color: Theme.outline
        antialiasing: true
        Behavior on color {
            ColorAnimation { duration: Theme.pressMs }
        }
    }
    Icon {
        id: sign
        visible: root.hasSign
        name: root.icon
        tone: root.isFilled || root.isOff ? root.inkTone : root.signTone
        size: Math.max(Theme.mm(root.kind === BigButton.Primary ? 12 : 10), Theme.px(root.step.cap) * 0.8)
        x: root.isStacked ? (root.width - width) / 2
         : root.isTrailing ? words.x + words.width + Theme.gap : words.x - width - Theme.gap
        y: root.isStacked ? (root.height - height - Theme.mm(1.5) - words.height) / 2 : (root.height - height) / 2
    }
    Label {
        id: words
        text: root.name
        step: root.step
        color: root.inkTone
        isPartOfControl: true
        mayElide: root.isStacked
        maximumLineCount: root.isStacked ? 3 : 99 // at the most it has, Qt cuts instead of shrinking
        fits: true
        neverCut: true
        horizontalAlignment: Text.AlignHCenter
        width: Math.min(natural.advanceWidth + Theme.mm(1.5), root.room - root.signRoom)
        height: root.isStacked ? Theme.px(root.step.cap) * 2 : root.height - Theme.mm(3)
        x: root.isStacked ? (root.width - width) / 2
         : (root.width - width - root.signRoom) / 2 + (root.isTrailing ? 0 : root.signRoom)
        y: root.isStacked ? sign.y + sign.height + Theme.mm(1.5) : (root.height - height) / 2
    }
    Label { // as high as the words are at their own size
        id: whole
        visible: false
        text: root.name
        step: root.step
        width: root.room - root.signRoom
        wrapMode: Text.WordWrap
        horizontalAlignment: Text.AlignHCenter
        isPartOfControl: true
    }
    TextMetrics {
        id: longest
        font: words.font
        text: words.text.split(" ").reduce((one, other) => other.length > one.length ? other : one, "")
    }
    TextMetrics {
        id: natural
        font: words.font
        text: words.text
    }
}
