import QtQuick
import screens.theme
import screens.parts

// The receipt as a code for the customer's own phone; beside it what became of the paper, and how to take the code.
Row {
    id: root

    required property var parts // {qr, qr_title, qr_text, qr_chip}
    property var note: null // a banner that is said here: all of it where there is room, else its title
    property bool isAlone: false // the words stand elsewhere
    property int room: Theme.mm(117) // the height it may have

    readonly property int wanted: title.implicitHeight + words.implicitHeight + remedy.implicitHeight + how.implicitHeight + means.implicitHeight + 4 * beside.spacing
    readonly property bool tellsAll: !!note && !isAlone && wanted <= code.height

    spacing: Theme.pad

    QrCode { id: code; code: root.parts.qr || ""; spoken: root.parts.qr_title || ""; size: Math.min(root.width * (root.isAlone ? 1 : 0.52), root.room) }
    Column {
        id: beside
        visible: !root.isAlone
        width: parent.width - code.width - parent.spacing
        spacing: Theme.mm(5)
        Chip { visible: !root.note && implicitWidth <= parent.width; text: root.parts.qr_chip || ""; icon: "smartphone"; kind: "success" }
        Label { id: title; visible: !!root.note; width: parent.width; text: root.note ? root.note.title : ""; step: Theme.title; color: root.note && root.note.kind === "warning" ? Theme.warning : Theme.ink }
        Label { id: words; visible: root.tellsAll; width: parent.width; text: root.note ? root.note.text : "" }
        Label { id: remedy; visible: root.tellsAll && text !== ""; width: parent.width; text: root.note ? root.note.do || "" : "" }
        Label { id: how; width: parent.width; text: root.parts.qr_title || ""; step: Theme.title }
        Label { id: means; visible: !root.note || root.tellsAll; width: parent.width; text: root.parts.qr_text || ""; color: Theme.muted }
    }
}
