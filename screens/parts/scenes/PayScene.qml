import QtQuick
import screens.theme
import screens.parts

// Card, arrow, terminal on the line: the next act is there, not on this glass. What the terminal says stands in words.
Item {
    id: root

    property string amount: ""
    property string saysLabel: ""
    property string says: ""
    property string icon: "nfc"
    readonly property int unit: Math.min(height * 0.97, width * 0.5)
    readonly property int group: Math.min(width, unit * 2.2)
    readonly property int inset: (width - group) / 2
    readonly property int cardRoom: words.y - terminal.y - unit * 0.07 - Theme.gutter

    Terminal {
        id: terminal
        height: root.unit
        words: root.amount
        icon: root.icon
        x: root.inset + root.group - width - root.unit * 0.08
        y: root.height - height
    }
    Picture {
        id: card
        art: "scenes/payment-card"
        width: Math.min(root.unit * 0.72, root.group - terminal.width - arrow.width - root.unit * 0.3, root.says === "" ? root.group : root.cardRoom / 0.74)
        height: width * 0.64
        x: root.inset + root.unit * 0.2
        y: Math.max(0, terminal.y + root.unit * 0.07)
        rotation: -8
        smooth: true
        antialiasing: true
    }
    Icon {
        id: arrow
        name: "arrow-right"
        tone: Theme.primary
        size: root.unit * 0.25
        x: (card.x + card.width + terminal.x - width) / 2
        y: card.y + (card.height - height) / 2
    }
    Column {
        id: words
        width: terminal.x - Theme.gutter
        anchors { bottom: parent.bottom; bottomMargin: Theme.mm(13) }
        spacing: Theme.mm(1)

        Label { width: parent.width; text: root.saysLabel; step: Theme.caption; color: Theme.muted }
        Label { width: parent.width; text: root.says; step: Theme.title; maximumLineCount: 2; mayElide: true }
    }
}
