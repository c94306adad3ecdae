import QtQuick
import screens.theme
import screens.parts

// The receipt as a code for the customer's own phone; beside it how to take it, or what became of the paper.
Row {
    id: root

    required property var parts // {qr, qr_title, qr_text, qr_chip}
    property var note: null // a banner whose title is said here
    property bool isAlone: false // the words stand elsewhere
    property int room: Theme.mm(117) // the height it may have

    spacing: Theme.pad

    QrCode { id: code; code: root.parts.qr || ""; spoken: root.parts.qr_title || ""; size: Math.min(root.width * (root.isAlone ? 1 : 0.52), root.room) }
    Column {
        visible: !root.isAlone
        width: parent.width - code.width - parent.spacing
        spacing: Theme.mm(5)
        Chip { visible: !root.note && implicitWidth <= parent.width; text: root.parts.qr_chip || ""; icon: "smartphone"; kind: "success" }
        Label { visible: !!root.note; width: parent.width; text: root.note ? root.note.title : ""; step: Theme.title; color: root.note && root.note.kind === "warning" ? Theme.warning : Theme.ink }
        Label { width: parent.width; text: root.parts.qr_title || ""; step: Theme.title }
        Label { visible: !root.note; width: parent.width; text: root.parts.qr_text || ""; color: Theme.muted }
    }
}
