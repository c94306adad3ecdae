import QtQuick
import screens.theme
import screens.parts

// How would you like your receipt: the code where there is one, else the printer; and what became of the paper.
Column {
    id: root

    required property var parts // {question, paper, qr?, qr_title?, qr_text?, qr_chip?}
    property bool hasCode: false

    spacing: Theme.mm(8)

    Label { width: parent.width; text: root.parts.question; step: Theme.h2 }
    Row {
        visible: root.hasCode
        width: parent.width
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
    Banner {
        width: parent.width
        height: implicitHeight
        banner: root.parts.paper
    }
}
