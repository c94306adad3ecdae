import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// One way to be known, as a row: a small picture or its sign, its name, and its state as icon and word.
TapArea {
    id: root

    required property var way // {icon, title, text, state, state_icon, state_kind}
    readonly property color tone: way.state_kind === "success" ? Theme.success : way.state_kind === "warning" ? Theme.warning : Theme.primary
    readonly property string variant: Theme.isContrast ? "-contrast" : Theme.isDark ? "-dark" : ""
    readonly property bool isHigh: height > Theme.mm(28) && width > height * 3.6 // there is room for a picture
    readonly property bool hasPicture: isHigh && way.picture !== ""
    readonly property int inset: Theme.mm(5)

    name: way.title
    description: way.text + " " + way.state
    ringRadius: Theme.cardRadius
    objectName: "way"

    Card {
        anchors.fill: parent
        tone: root.isPressed ? Theme.surface2 : Theme.surface
    }
    Picture {
        visible: root.hasPicture
        art: root.way.picture === "" ? "" : root.way.picture + root.variant
        width: sign.lane
        height: width / 1.25
        x: root.inset
        y: (root.height - height) / 2
    }
    Icon {
        id: sign
        readonly property int lane: root.isHigh ? (root.height - 2 * Theme.gap) * 1.25 : size

        visible: !root.hasPicture
        name: root.way.icon
        tone: Theme.primary
        size: Math.min(Theme.iconLarge, root.height - 2 * Theme.gap)
        x: root.inset + (lane - width) / 2
        y: (root.height - height) / 2
    }
    Column {
        id: words
        x: 2 * root.inset + sign.lane
        width: root.width - x - root.inset
        anchors.verticalCenter: parent.verticalCenter

        Label {
            id: title
            width: parent.width
            text: root.way.title
            step: Theme.label
            isPartOfControl: true
            mayElide: true
            maximumLineCount: Math.max(1, (root.height - state.height) / (Theme.px(step.cap) * Theme.oneLine))
        }
        Label {
            visible: title.height + height + state.height + Theme.gutter < root.height
            width: parent.width
            text: root.way.text
            step: Theme.caption
            color: Theme.muted
            isPartOfControl: true
        }
        Row {
            id: state
            height: Theme.px(Theme.caption.cap) * Theme.bodyLine
            spacing: Theme.mm(2)

            Icon {
                id: health
                name: root.way.state_icon
                tone: root.tone
                size: Theme.iconSmall
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                width: Math.min(implicitWidth, words.width - health.width - parent.spacing)
                height: parent.height
                text: root.way.state
                step: Theme.caption
                weight: Font.DemiBold
                color: root.tone
                isPartOfControl: true
                mayElide: true
                maximumLineCount: 1
            }
        }
    }
}
