import QtQuick
import screens.theme
import screens.parts

// Reference and amount under a hair line: what staff will ask for.
Item {
    id: root

    required property var parts // {reference_label, reference, amount_label, amount}

    height: row.height + Theme.mm(6)

    Rectangle {
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Row {
        id: row
        y: Theme.mm(6)
        Fact { width: root.width * 0.6; label: root.parts.reference_label; text: root.parts.reference }
        Fact {
            width: root.width * 0.4
            label: root.parts.amount_label
            text: root.parts.amount.text
            spoken: root.parts.amount.spoken
            alignment: Text.AlignRight
        }
    }
}
