import QtQuick
import screens.theme
import screens.parts

// How a seat looks, by its kind: own is the only solid one; free has outline and letter, for a price also the price;
// taken is flat with a cross; who travels along has a name. The sign differs in shape, never in colour alone.
Rectangle {
    id: root

    required property string kind // own, free, paid, companion, taken, exit
    property string letter: ""
    property string detail: "" // price, own seat or name
    property bool isWide: width > height * 1.4 // sign and words beside each other
    property bool isPressed: false
    property bool isSmall: false // a sample in a legend
    readonly property bool isOwn: kind === "own"
    readonly property bool isOpen: kind === "free" || kind === "paid"
    readonly property string icon: ({ "own": "check", "companion": "user", "taken": "x", "exit": "door-open" })[kind] ?? ""
    readonly property color tone: isOwn ? Theme.inkPrimary : kind === "companion" ? Theme.inkContainer : kind === "exit" ? Theme.warning
                                : kind === "taken" ? Theme.outline : Theme.ink
    readonly property bool isAlone: detail === "" // one sign in the middle
    readonly property int line: Theme.px(Theme.caption.cap) * Theme.oneLine
    readonly property bool isTerse: !isAlone && (isWide ? width < Theme.px(Theme.label.cap) * 0.66 * detail.length + Theme.mm(12) : height < line * 2.6) // words alone
    readonly property bool isFlat: isWide || isTerse
    readonly property bool hasLetter: letter !== "" && isOpen && !(isFlat && detail !== "")

    radius: Math.min(Theme.keyRadius, height * 0.2)
    color: isOwn ? (isPressed ? Theme.primaryPressed : Theme.primary) : isPressed ? Theme.primaryContainer : isOpen ? Theme.surface
         : kind === "companion" ? Theme.primaryContainer : kind === "exit" ? Theme.warningContainer : Theme.surface2
    border {
        width: isOpen ? Theme.border * 1.3 : kind === "companion" ? Theme.chosenBorder * 0.75 : 0
        color: isOpen ? Theme.outline : Theme.primary
    }
    antialiasing: true

    Icon {
        id: sign
        visible: root.icon !== "" && !root.isTerse
        name: root.icon
        tone: root.tone
        size: Math.min(Theme.mm(9), root.height * (root.isSmall ? 0.66 : root.isAlone || root.isWide ? 0.5 : 0.4))
        x: root.isAlone ? (root.width - width) / 2 : root.isWide ? (root.width - width - words.contentWidth) / 2 - Theme.mm(0.8) : (root.width - width) / 2
        y: root.isAlone || root.isWide ? (root.height - height) / 2 : root.height * 0.1
    }
    Label {
        visible: root.hasLetter
        x: 0
        y: root.detail === "" ? 0 : root.height * 0.1
        width: root.width
        height: root.detail === "" ? root.height : root.height * 0.4
        text: root.letter
        step: root.isSmall ? Theme.caption : root.detail === "" ? Theme.title : Theme.label
        weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        isPartOfControl: true
        fits: true
        mayElide: true
        maximumLineCount: 1
    }
    Label {
        id: words
        readonly property int signRoom: root.isWide && !root.isTerse && root.icon !== "" ? sign.width + Theme.mm(1.6) : 0

        visible: text !== ""
        x: signRoom
        y: root.isFlat ? 0 : root.height * 0.48
        width: root.width - signRoom
        height: root.isFlat ? root.height : root.height * 0.4
        text: root.detail
        step: root.isOwn && root.isWide ? Theme.label : Theme.caption
        weight: Font.DemiBold
        color: root.kind === "paid" ? Theme.primary : root.tone
        horizontalAlignment: Text.AlignHCenter
        isPartOfControl: true
        fits: true
        mayElide: true
        maximumLineCount: 1
    }
}
