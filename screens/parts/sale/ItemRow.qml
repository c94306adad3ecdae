import QtQuick
import screens.theme
import screens.parts
import screens.parts.motion

// One line of the basket: art, name and detail, stepper, amount. The newest is taller, tinted and says so in words.
// From 125 % text, and on the narrow panel, name and numbers stand on two lines. A long name takes a second line and
// the row grows; the amount is never cut.
Item {
    id: root

    required property int index
    required property var row
    property int least: Theme.row
    property int room: Theme.pageHeight // no row is taller than the list
    property bool isLast: false
    readonly property bool isNewest: row.is_newest
    readonly property string counted: isNewest ? row.n + "/" + row.quantity : "" // one more piece is marked anew
    readonly property bool isLow: Theme.isLandscape && !Theme.restacks
    readonly property bool isTight: Theme.isSmall || Theme.losesColumn
    readonly property color tone: isNewest ? Theme.inkContainer : Theme.ink
    readonly property TypeStep head: isNewest && !isLow && !Theme.isOneByOne ? Theme.h2 : Theme.title
    readonly property int artLane: Theme.mm(isTight ? 28 : isLow ? 38 : 42)
    readonly property int side: Theme.mm(7)
    readonly property int edge: !Theme.restacks ? Theme.mm(2) : Math.max(Theme.mm(2), Math.min(Theme.mm(5), (room - words.height - Theme.touchMin) / 3))
    readonly property int natural: words.height + 2 * edge + (Theme.restacks ? Theme.touchMin + edge : 0)
    readonly property int wordsRoom: room - (Theme.restacks ? Theme.touchMin + Theme.mm(6) : Theme.mm(4))
    readonly property int detailLines: Math.min(2, (wordsRoom - name.height) / (Theme.px(Theme.caption.cap) * Theme.oneLine))
    readonly property int amountWidth: Math.max(Theme.mm(Theme.isSmall ? 38 : 46), Math.min(width * 0.3, row.amount.text.length * Theme.px(head.cap) * 0.62))
    readonly property int rest: Math.max(0, height - natural) / 2

    signal stepped(action: var, isBin: bool)

    height: Math.min(room, Math.max(least, natural))
    ListView.onPooled: visible = false // else keys and assistive tools would still find it
    ListView.onReused: visible = true
    ListView.onAdd: ground.mark()
    onCountedChanged: ground.mark()
    z: isNewest ? 1 : 0 // the others come out from below it

    RowGround {
        id: ground
        anchors.fill: parent
        isNewest: root.isNewest
        isFirst: root.index === 0
        isLast: root.isLast
    }
    Picture {
        art: root.row.art
        size: Theme.mm(root.isNewest ? (root.isLow ? 22 : root.isTight ? 24 : 28) : root.isLow ? 17 : 21)
        x: (root.artLane - width) / 2
        y: Theme.restacks ? words.y + (root.isNewest ? 0 : Theme.mm(1)) : (root.height - height) / 2
    }
    Column {
        id: words
        x: root.artLane
        width: (Theme.restacks ? root.width - root.side : stepper.x - Theme.gap) - x
        y: Theme.restacks ? root.rest + root.edge : (root.height - height) / 2

        Label {
            id: name
            width: parent.width
            text: root.row.name
            step: root.head
            color: root.tone
            mayElide: true
            maximumLineCount: root.wordsRoom < 2 * Theme.px(step.cap) * Theme.oneLine ? 1 : 2
        }
        Item {
            visible: root.detailLines > 0
            width: parent.width
            height: detail.height
            Icon {
                id: tick
                visible: root.isNewest
                name: "circle-check"
                tone: root.tone
                size: Theme.iconSmall
                y: (Theme.px(detail.step.cap) * Theme.oneLine - height) / 2
            }
            Label {
                id: detail
                x: tick.visible ? tick.width + Theme.gap : 0
                width: parent.width - x
                text: root.row.detail
                step: Theme.caption
                weight: root.isNewest ? Font.DemiBold : step.weight
                color: root.isNewest ? root.tone : Theme.muted
                mayElide: true
                maximumLineCount: Math.max(1, root.detailLines)
            }
        }
    }
    Stepper {
        id: stepper
        row: root.row
        tone: root.tone
        x: Theme.restacks ? root.artLane : root.width - root.side - root.amountWidth - width
        y: Theme.restacks ? words.y + words.height + root.edge : (root.height - height) / 2
        onStepped: (action, isBin) => root.stepped(action, isBin)
    }
    Label {
        anchors { right: parent.right; rightMargin: root.side; verticalCenter: stepper.verticalCenter }
        width: Theme.restacks ? root.width - stepper.x - stepper.width - root.side - Theme.gap : root.amountWidth - Theme.gap
        height: Math.max(Theme.touchMin, Theme.px(step.cap) * Theme.oneLine)
        text: root.row.amount.text
        spoken: root.row.amount.spoken
        step: root.head
        color: root.tone
        horizontalAlignment: Text.AlignRight
        isAmount: true
        fits: true
        mayElide: true
        maximumLineCount: 1
    }
}
