import QtQuick
import screens.theme
import screens.parts
import screens.parts.devices
import screens.parts.motion

// Card, arrow, terminal on the line: the next act is there, not on this glass. What the terminal says stands in words.
// Where the site has a photograph of its terminal, that takes the place of all three. A gift card that pays stands alone.
Item {
    id: root

    property string amount: ""
    property string saysLabel: ""
    property string says: ""
    property string icon: "nfc"
    property bool isMoving: icon === "nfc" // the card is asked for
    property bool isGift: false
    readonly property bool hasPhoto: !photo.isHouse && !isGift
    readonly property int unit: Math.min(height * 0.97, width * 0.5)
    readonly property int group: Math.min(width, unit * 2.2)
    readonly property int inset: (width - group) / 2
    readonly property bool hasCard: !hasPhoto && card.width >= Theme.mm(30) // smaller it is a toy
    readonly property int cardRoom: words.y - Theme.gutter - (isGift ? 0 : terminal.y + unit * 0.07)

    DevicePicture {
        id: photo
        guide: "card"
        art: ""
        shape: 1
        visible: root.hasPhoto
        x: words.width + Theme.gutter
        width: root.width - x
        height: root.height
    }
    Terminal {
        id: terminal
        visible: !root.hasPhoto && !root.isGift
        height: root.unit
        words: root.amount
        icon: root.icon
        x: root.inset + root.group - width - root.unit * 0.08
        y: root.height - height
    }
    Picture {
        id: card
        visible: root.hasCard
        art: root.isGift ? "scenes/gift-card" : "scenes/payment-card"
        width: root.isGift ? Math.min(root.width * 0.8, root.unit, root.cardRoom / 0.8) : Math.min(root.unit * 0.72, root.group - terminal.width - arrow.width - root.unit * 0.3, root.says === "" ? root.group : root.cardRoom / 0.74)
        height: width * 0.64
        x: root.isGift ? (root.width - width) / 2 : root.inset + root.unit * 0.2
        y: root.isGift ? Math.max(0, (words.y - height) / 2) : Math.max(0, terminal.y + root.unit * 0.07)
        rotation: -8
        smooth: true
        antialiasing: true
    }
    Nudge {
        id: arrow
        visible: root.hasCard && !root.isGift
        isOn: visible && root.isMoving
        width: root.unit * 0.25
        height: width
        dx: width * 0.3
        x: (card.x + card.width + terminal.x - width) / 2
        y: card.y + (card.height - height) / 2

        Icon { name: "arrow-right"; tone: Theme.primary; size: parent.width }
    }
    Column {
        id: words
        visible: y >= 0 // else the steps below say it
        width: root.hasPhoto ? root.width * 0.4 : root.isGift ? root.width : terminal.x - Theme.gutter
        anchors { bottom: parent.bottom; bottomMargin: Theme.mm(13) }
        spacing: Theme.mm(1)

        Label {
            visible: root.height > Theme.mm(13) + said.height + height + words.spacing
            width: parent.width
            text: root.saysLabel
            step: Theme.caption
            color: Theme.muted
        }
        Label { id: said; width: parent.width; text: root.says; step: Theme.title; maximumLineCount: Theme.losesColumn ? 3 : 2; mayElide: true }
    }
}
