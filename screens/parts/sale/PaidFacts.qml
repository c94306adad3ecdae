import QtQuick
import screens.theme
import screens.parts

// What was paid, with which card, and under which reference.
Column {
    id: root

    required property var parts // {amount_label, amount, card_text, reference_label?, reference?}
    property bool hasAmount: true
    property bool hasCard: true
    property bool hasReference: true
    property int room: Theme.pageHeight // of the amount

    spacing: Theme.gutter

    Amount {
        visible: root.hasAmount
        width: parent.width
        room: root.room
        label: root.parts.amount_label
        money: root.parts.amount
        step: Theme.amount
    }
    Label {
        visible: root.hasCard && text !== ""
        width: parent.width
        text: root.parts.card_text || ""
        step: Theme.caption
        color: Theme.muted
    }
    Fact {
        visible: root.hasReference && text !== ""
        width: parent.width
        topPadding: Theme.mm(2)
        label: root.parts.reference_label || ""
        text: root.parts.reference || ""
    }
}
