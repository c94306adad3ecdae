import QtQuick
import screens.theme
import screens.parts

// What was paid, with which card, and under which reference.
Column {
    id: root

    required property var parts // {amount_label, amount, card_text, reference_label?, reference?}

    property int room: Theme.glassHeight // what does not fit is left out, the reference first

    spacing: Theme.mm(4)

    Amount { id: paid; width: parent.width; label: root.parts.amount_label; money: root.parts.amount; step: Theme.amount }
    Label { id: card; visible: text !== "" && root.room >= paid.height + height; width: parent.width; text: root.parts.card_text || ""; step: Theme.caption; color: Theme.muted }
    Fact {
        visible: text !== "" && root.room >= paid.height + card.height + height + Theme.pad
        width: parent.width
        topPadding: Theme.mm(2)
        label: root.parts.reference_label || ""
        text: root.parts.reference || ""
    }
}
