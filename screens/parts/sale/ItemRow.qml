import QtQuick
import screens.theme
import screens.parts

// One line of the basket: art, name and detail, stepper, amount. The newest is taller, tinted and says so in words.
// From 125 % text, and on the narrow panel, name and numbers stand on two lines.
Item {
    id: root

    required property int index
    required property var row
    readonly property bool isNewest: row.is_newest
    readonly property bool isLow: Theme.isLandscape && !Theme.restacks
    readonly property color tone: isNewest ? Theme.inkContainer : Theme.ink
    readonly property int artLane: Theme.mm(Theme.isSmall ? 28 : isLow ? 38 : 42)
    readonly property int side: Theme.mm(7)
    readonly property int amountWidth: Theme.mm(Theme.isSmall ? 38 : 46) * Math.max(1, Theme.textScale * 0.9)

    signal stepped(action: var, isBin: bool)

    height: isNewest ? Theme.newestRow : Theme.row
    ListView.onPooled: visible = false // else keys and assistive tools would still find it
    ListView.onReused: visible = true

    Rectangle {
        anchors.fill: parent
        visible: root.isNewest
        color: Theme.primaryContainer
        topLeftRadius: root.index === 0 ? Theme.cardRadius : 0
        topRightRadius: topLeftRadius
        border { width: Theme.isContrast ? Theme.border : 0; color: Theme.primary }
    }
    Rectangle {
        visible: root.index > 0
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Picture {
        art: root.row.art
        size: Theme.mm(root.isNewest ? (root.isLow ? 22 : 28) : root.isLow ? 17 : 21)
        x: (root.artLane - width) / 2
        y: Theme.restacks ? Theme.mm(5) : (root.height - height) / 2
    }
    Column {
        id: words
        x: root.artLane
        width: (Theme.restacks ? root.width - root.side : stepper.x - Theme.gap) - x
        y: Theme.restacks ? Theme.mm(5) : (root.height - height) / 2

        Label {
            width: parent.width
            text: root.row.name
            step: root.isNewest && !root.isLow ? Theme.h2 : Theme.title
            color: root.tone
            mayElide: true
            maximumLineCount: 1
            height: Theme.px(step.cap) * Theme.oneLine
        }
        Item {
            width: parent.width
            height: detail.height
            Icon {
                id: tick
                visible: root.isNewest
                name: "circle-check"
                tone: root.tone
                size: Theme.iconSmall
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                id: detail
                x: tick.visible ? tick.width + Theme.gap : 0
                width: parent.width - x
                height: Theme.px(step.cap) * Theme.oneLine
                text: root.row.detail
                step: Theme.caption
                weight: root.isNewest ? Font.DemiBold : step.weight
                color: root.isNewest ? root.tone : Theme.muted
                mayElide: true
                maximumLineCount: 1
            }
        }
    }
    Stepper {
        id: stepper
        row: root.row
        tone: root.tone
        x: Theme.restacks ? root.artLane : root.width - root.side - root.amountWidth - width
        y: Theme.restacks ? root.height - height - Theme.mm(4) : (root.height - height) / 2
        onStepped: (action, isBin) => root.stepped(action, isBin)
    }
    Label {
        anchors { right: parent.right; rightMargin: root.side; verticalCenter: stepper.verticalCenter }
        width: Theme.restacks ? root.width - stepper.x - stepper.width - root.side - Theme.gap : root.amountWidth - Theme.gap
        height: Math.max(Theme.touchMin, Theme.px(step.cap) * Theme.oneLine)
        text: root.row.amount.text
        spoken: root.row.amount.spoken
        step: root.isNewest && !root.isLow ? Theme.h2 : Theme.title
        color: root.tone
        horizontalAlignment: Text.AlignRight
        fits: true
        mayElide: true
        maximumLineCount: 1
    }
}
