import QtQuick
import screens.theme
import screens.parts
import screens.parts.sale

// One traveller's luggage: name and weights, the allowance as a line, what one more costs, and the keys for fewer and
// more. Narrow, the keys stand below the words; on a low glass words and keys are cards of their own.
Card {
    id: root

    required property var person // {name, pieces, bar, share, is_over, next, quantity, can_more, can_fewer, more, fewer}
    property bool hasWords: true
    property bool hasKeys: true
    readonly property int inset: Theme.mm(Theme.isTight ? 5 : 8)
    readonly property bool isStacked: Theme.restacks || width < Theme.mm(170)
    readonly property int side: isStacked ? width - 2 * inset : Math.max(stepper.width, (width - 2 * inset) * 0.34)

    signal stepped(action: var)

    implicitHeight: (!hasKeys ? words.height : isStacked ? words.height + Theme.gutter + foot.height : Math.max(words.height, foot.height)) + 2 * inset

    Column {
        id: words
        x: root.inset
        y: root.inset
        width: root.width - 2 * x - (root.isStacked ? 0 : root.side + Theme.wideGap)
        spacing: Theme.mm(2.4)

        Label { width: parent.width; text: root.person.name; step: Theme.title }
        Label { visible: root.hasWords && text !== ""; width: parent.width; text: Array.from(root.person.pieces).join(", "); step: Theme.caption; color: Theme.muted }
        AllowanceBar { visible: root.hasWords; width: parent.width; words: root.person.bar; share: root.person.share; isOver: root.person.is_over }
    }
    Item {
        id: foot
        visible: root.hasKeys
        readonly property bool isTower: !root.isStacked || price.implicitWidth + stepper.width + Theme.gap > width

        x: root.width - root.inset - width
        y: root.isStacked ? words.y + words.height + Theme.gutter : (root.height - height) / 2
        width: root.side
        height: isTower ? price.height + Theme.gap + stepper.height : stepper.height

        Label {
            id: price
            width: foot.isTower ? parent.width : parent.width - stepper.width - Theme.gap
            height: foot.isTower ? implicitHeight : stepper.height
            text: root.person.next
            step: Theme.label
            horizontalAlignment: root.isStacked ? Text.AlignLeft : Text.AlignRight
        }
        Stepper {
            id: stepper
            row: root.person
            x: parent.width - width
            y: foot.isTower ? price.height + Theme.gap : 0
            onStepped: action => root.stepped(action)
        }
    }
}
