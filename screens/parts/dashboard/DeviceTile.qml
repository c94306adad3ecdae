import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// One device: its health as icon and word, and one count at the foot, or that it never met hardware. One that wants a
// hand or service soon has the border of its fault.
TapArea {
    id: root

    required property var device // {device, icon, name, state, state_icon, kind, label, value, event, args}
    property bool isWide: false // the count stands on the right
    readonly property bool isWarned: device.kind === "warning"
    readonly property color tone: device.kind === "success" ? Theme.success : isWarned ? Theme.warning : Theme.muted
    readonly property bool isAiry: !isWide && !Theme.restacks
    readonly property int inset: Theme.mm(isAiry ? 7.5 : 5.5)
    readonly property TypeStep nameStep: isWide && Theme.restacks ? Theme.caption : Theme.label
    readonly property int lineHeight: Theme.px(nameStep.cap) * Theme.oneLine
    readonly property int wordsX: sign.x + sign.width + Theme.mm(4)
    readonly property int footY: height - lineHeight - Theme.mm(isAiry ? 4 : 3)
    readonly property int upper: isWide ? height / 2 - lineHeight : (footY - Theme.mm(2)) / 2 - lineHeight

    objectName: "device"
    name: device.name
    description: device.state + ". " + device.label + " " + device.value
    ringRadius: Theme.cardRadius

    Card {
        anchors.fill: parent
        tone: root.isPressed ? Theme.surface2 : Theme.surface
    }
    Rectangle {
        anchors.fill: parent
        visible: root.isWarned
        radius: Theme.cardRadius
        color: "transparent"
        border { width: Theme.border * 1.5; color: Theme.warning }
        antialiasing: true
    }
    Icon {
        id: sign
        name: root.device.icon
        size: Theme.mm(10)
        x: root.inset
        y: root.upper + (root.isWide ? (root.lineHeight * 2 - height) / 2 : Theme.mm(0.5))
    }
    Label {
        id: name
        x: root.wordsX
        y: root.upper
        width: (root.isWide && label.visible ? label.x - Theme.gap : root.width - root.inset) - x
        height: root.lineHeight
        text: root.device.name
        step: root.nameStep
        weight: Font.DemiBold
        isPartOfControl: true
        fits: true
        mayElide: true
        maximumLineCount: 1
    }
    Icon {
        id: health
        name: root.device.state_icon
        tone: root.tone
        size: Theme.iconSmall
        x: root.wordsX
        y: state.y + (state.height - height) / 2
    }
    Label {
        id: state
        x: health.x + health.width + Theme.mm(2)
        y: root.upper + root.lineHeight
        width: (root.isWide ? value.x - Theme.mm(2) : root.width - Theme.gap) - x
        height: root.lineHeight
        text: root.device.state
        step: Theme.caption
        weight: Font.DemiBold
        color: root.tone
        isPartOfControl: true
        mayElide: true
        maximumLineCount: 1
    }
    Rectangle {
        visible: !root.isWide
        x: root.inset
        y: value.y - Theme.mm(2)
        width: parent.width - 2 * x
        height: Theme.hairWidth
        color: Theme.hair
    }
    Label {
        id: label
        visible: !root.isWide || !Theme.restacks || name.implicitWidth + implicitWidth + Theme.gap < root.width - root.wordsX - root.inset
        x: root.isWide ? root.width - root.inset - width : root.inset
        y: root.isWide ? root.upper : root.footY
        width: Math.min(implicitWidth, root.isWide ? root.width * 0.4 : value.x - root.inset - Theme.gap)
        height: root.lineHeight
        text: root.device.label
        step: Theme.caption
        color: Theme.muted
        isPartOfControl: true
        mayElide: true
        maximumLineCount: 1
    }
    Label {
        id: value
        x: root.width - root.inset - width
        y: root.isWide ? state.y : root.footY
        width: Math.min(implicitWidth, (root.width - root.inset * 2) * 0.8)
        height: root.lineHeight
        text: root.device.value
        step: Theme.caption
        weight: Font.DemiBold
        isPartOfControl: true
        mayElide: true
        maximumLineCount: 1
    }
}
