import QtQuick
import screens.theme
import screens.parts

// The receipt as a code for the customer's own phone.
Row {
    id: root

    required property var parts // {qr, qr_title, qr_text, qr_chip}

    spacing: Theme.pad

    QrCode { id: code; code: root.parts.qr || ""; spoken: root.parts.qr_title || ""; size: Math.min(Theme.mm(117), root.width * 0.52) }
    Column {
        width: parent.width - code.width - parent.spacing
        spacing: Theme.mm(5)
        Chip { text: root.parts.qr_chip || ""; icon: "smartphone"; kind: "success"; width: Math.min(implicitWidth, parent.width) }
        Label { width: parent.width; text: root.parts.qr_title || ""; step: Theme.title }
        Label { width: parent.width; text: root.parts.qr_text || ""; color: Theme.muted }
    }
}
