import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// One line of the basket: art, name and detail, stepper, amount. The newest is taller, tinted and says so in words.
// From 125 % text, and where the list is narrow, name and numbers stand on two lines. A long name takes a second line and
// the row grows; the amount is never cut.
Item {
    id: root

    required property int index
    required property var row
    property int least: Theme.row
    property int room: Theme.pageHeight // no row is taller than the list
    property bool isLast: false
    property bool restacks: Theme.restacks
    readonly property bool isNewest: row.is_newest
    readonly property string counted: isNewest ? row.n + "/" + row.quantity : "" // one more piece is marked anew
    readonly property bool isLow: Theme.isLandscape && !restacks
    readonly property bool isTight: Theme.isSmall || Theme.losesColumn
    readonly property color tone: isNewest ? Theme.inkContainer : Theme.ink
    readonly property TypeStep head: isNewest && !isLow && !Theme.isOneByOne ? Theme.h2 : Theme.title
    readonly property int artLane: Theme.mm(isTight ? 28 : isLow ? 38 : 42)
    readonly property int side: Theme.mm(7)
    readonly property int edge: !root.restacks ? Theme.mm(2) : Math.max(Theme.mm(2), Math.min(Theme.mm(5), (room - words.height - Theme.touchMin) / 3))
    readonly property int natural: words.height + 2 * edge + (root.restacks ? Theme.touchMin + edge : 0)
    readonly property int amountWidth: Math.max(Theme.mm(Theme.isSmall ? 38 : 46), Math.min(width * 0.34, row.amount.text.length * Theme.px(head.cap) * 0.62))
    readonly property int digits: Math.min(width * 0.34, row.amount.text.length * Theme.px(Theme.isLandscape ? Theme.title.cap : Theme.h2.cap) * 0.62) // of the amount
    readonly property bool isCrowded: digits > Theme.mm(50) && width - Theme.mm(45) - stepper.width - digits < Theme.mm(80) // little left for words
    readonly property bool isDear: Theme.losesColumn && row.amount.text.length > 9 // the stepper makes room for it
    readonly property int rest: Math.max(0, height - natural) / 2

    signal stepped(action: var, isBin: bool)
    signal explained(action: var)

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
    RowTap {
        id: why
        readonly property int foot: root.restacks ? stepper.y - Theme.gap : root.height - Theme.mm(2)
        explain: root.row.explain
        x: Theme.mm(2)
        y: Math.max(Theme.mm(1), Math.min(Theme.mm(2), foot - Theme.touchMin))
        width: (root.restacks ? root.width - root.side : stepper.x - Theme.gap) - x
        height: foot - y
        onExplained: root.explained(root.row.explain)
    }
    Picture {
        id: art
        art: root.row.art
        size: Theme.mm(root.isNewest ? (root.isLow ? 22 : root.isTight ? 24 : 28) : root.isLow ? 17 : 21)
        x: (root.artLane - width) / 2
        y: root.restacks ? words.y + (root.isNewest ? 0 : Theme.mm(1)) : (root.height - height) / 2
    }
    Icon {
        visible: why.isThere
        name: "info"
        tone: root.isNewest ? root.tone : Theme.muted
        size: Theme.iconSmall * 0.8
        x: art.x + art.width - width * 0.8
        y: art.y + art.height - height
    }
    RowWords {
        id: words
        row: root.row
        head: root.head
        tone: root.tone
        room: root.room - (root.restacks ? Theme.touchMin + Theme.mm(6) : Theme.mm(4))
        x: root.artLane
        width: (root.restacks ? root.width - root.side : stepper.x - Theme.gap) - x
        y: root.restacks ? root.rest + root.edge : (root.height - height) / 2
    }
    Stepper {
        id: stepper
        row: root.row
        tone: root.tone
        x: !root.restacks ? root.width - root.side - root.amountWidth - width : root.isDear ? root.side : root.artLane
        y: root.restacks ? words.y + words.height + root.edge : (root.height - height) / 2
        onStepped: (action, isBin) => root.stepped(action, isBin)
    }
    Label {
        anchors { right: parent.right; rightMargin: root.side; verticalCenter: stepper.verticalCenter }
        width: root.restacks ? root.width - stepper.x - stepper.width - root.side - Theme.gap : root.amountWidth - Theme.gap
        height: Math.max(Theme.touchMin, Theme.px(step.cap) * Theme.oneLine)
        text: root.row.amount.text
        spoken: root.row.amount.spoken
        step: root.head
        color: root.tone
        horizontalAlignment: Text.AlignRight
        neverCut: true
        leastCap: Theme.caption.cap / Theme.textScale // seven digits: whole before large
        fits: true
        mayElide: true
        maximumLineCount: 1
    }
}
