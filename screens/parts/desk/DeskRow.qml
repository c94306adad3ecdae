import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion

// One row of a staff page: a sign, what it is, more of it in small letters, and its value or how it stands. With an
// event it is a button. With large letters the value stands below the words.
Item {
    id: root

    required property var row // {icon, title, text, value, kind, event, args}
    readonly property var tones: ({ good: Theme.success, warning: Theme.warning, bad: Theme.error, busy: Theme.info, off: Theme.muted })
    readonly property var signs: ({ good: "circle-check", warning: "triangle-alert", bad: "circle-x", busy: "loader", off: "circle" })
    readonly property string kind: row.kind ?? "plain"
    readonly property color tone: tones[kind] ?? Theme.ink
    readonly property var given: row.value ?? "" // words, or an amount {text, spoken}
    readonly property string said: typeof given === "string" ? given : given.text
    readonly property string heard: typeof given === "string" ? given : given.spoken
    readonly property bool isButton: (row.event ?? "") !== ""
    readonly property int free: edge - words.x - value.implicitWidth - Theme.gap // for the words beside the value
    readonly property bool isCrowded: value.implicitWidth > width * 0.42 || free < width * 0.5 && Math.max(title.implicitWidth, more.implicitWidth) > free
    readonly property bool isStacked: Theme.restacks || said !== "" && isCrowded
    readonly property bool hasSign: !Theme.restacks && (row.icon ?? "") !== ""
    readonly property int inset: Theme.mm(Theme.isTight ? 4 : 6)
    readonly property int edge: on.visible ? on.x - Theme.gap : state.visible ? state.x - Theme.gap : width - inset

    property int room: 0 // height of the page: on a lower one what it is goes before more of it; 0: any
    readonly property bool isShort: room > 0 && wholeTitle.implicitHeight + more.implicitHeight + (isStacked ? wholeBelow.implicitHeight : 0) + 2 * Theme.mm(4) > room

    readonly property int asked: wholeTitle.implicitHeight + (isStacked && said !== "" ? wholeBelow.implicitHeight + words.spacing : 0)
    readonly property int lent: room - 2 * Theme.mm(3) // for the words, where the page is lower than the row
    readonly property real share: isShort && asked > lent ? Math.max(0.4, lent / asked) : 1 // the words shrink by so much

    readonly property real leastCap: share < 1 ? Theme.caption.cap / Theme.textScale : Theme.caption.cap

    signal activated

    implicitHeight: Math.max(Theme.touchMin, Math.max(words.height, value.visible ? value.implicitHeight : 0) + 2 * Theme.mm(3))

    Card {
        anchors.fill: parent
        tone: tap.isPressed ? Theme.surface2 : Theme.surface
        PressTone on tone {}
    }
    Icon {
        id: sign
        visible: root.hasSign
        name: root.row.icon ?? ""
        tone: root.kind === "plain" ? Theme.primary : root.tone
        size: Theme.icon
        x: root.inset
        anchors.verticalCenter: parent.verticalCenter
    }
    Label { id: wholeTitle; visible: false; width: words.width; text: root.row.title; step: Theme.label } // as high as they want to be: what shrinks does not say it
    Label { id: wholeBelow; visible: false; width: words.width; text: root.said; step: Theme.label }
    Column {
        id: words
        x: root.hasSign ? sign.x + sign.width + root.inset : root.inset
        width: (root.isStacked || !value.visible ? root.edge : value.x - Theme.gap) - x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(1)

        Label { id: title; width: parent.width; height: wholeTitle.implicitHeight * root.share; fits: root.share < 1; leastCap: root.leastCap; text: root.row.title; step: Theme.label; isPartOfControl: root.isButton }
        Label { id: more; visible: text !== "" && !root.isShort; width: parent.width; text: root.row.text ?? ""; step: Theme.caption; color: Theme.muted; isPartOfControl: root.isButton }
        Label { id: below; visible: root.isStacked && text !== ""; width: parent.width; height: wholeBelow.implicitHeight * root.share; fits: root.share < 1; leastCap: root.leastCap; text: root.said; spoken: root.heard; step: Theme.label; color: root.tone; isPartOfControl: root.isButton }
    }
    Label {
        id: value
        visible: !root.isStacked && root.said !== ""
        width: Math.min(implicitWidth, root.width * 0.42)
        x: root.edge - width
        text: root.said
        spoken: root.heard
        step: Theme.label
        color: root.tone
        horizontalAlignment: Text.AlignRight
        isPartOfControl: root.isButton
        anchors.verticalCenter: parent.verticalCenter
    }
    Icon {
        id: state
        visible: name !== "" && !on.visible
        name: root.signs[root.kind] ?? ""
        tone: root.tone
        size: Theme.iconSmall
        x: root.width - width - root.inset
        anchors.verticalCenter: parent.verticalCenter
    }
    Icon {
        id: on
        visible: root.isButton && !Theme.restacks
        name: "chevron-right"
        tone: Theme.muted
        size: Theme.iconSmall
        x: root.width - width - root.inset
        anchors.verticalCenter: parent.verticalCenter
    }
    TapArea {
        id: tap
        objectName: "row"
        visible: root.isButton
        anchors.fill: parent
        name: [root.row.title, root.heard, root.row.text ?? ""].filter(one => one !== "").join(", ")
        ringRadius: Theme.cardRadius
        isTight: true
        onActivated: root.activated()
    }
}
