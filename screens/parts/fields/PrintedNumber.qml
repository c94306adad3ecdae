import QtQuick
import screens.theme
import screens.parts

// Where the number is: the label of an item with its barcode, and the digits below it underlined. White in every look,
// as paper is.
Item {
    id: root

    required property string sample
    required property string words
    property bool isUpright: false // the words below, not beside
    readonly property int below: caption.visible ? caption.height + Theme.cardGap : 0
    readonly property int paperWidth: Math.min(isUpright ? width : width * 0.54, (isUpright ? height - below : height) / 0.62)

    Rectangle {
        id: paper
        visible: digits.height >= Theme.mm(10.5) // else its digits cannot be read
        width: root.paperWidth
        height: width * 0.62
        x: root.isUpright ? (root.width - width) / 2 : 0
        y: root.isUpright ? (root.height - root.below - height) / 2 : (root.height - height) / 2
        radius: Theme.keyRadius
        color: Theme.codeLight
        border { width: Theme.border; color: Theme.hair }
        antialiasing: true

        Picture {
            art: "scenes/barcode"
            width: Math.round(paper.width * 0.8)
            height: Math.round(paper.height * 0.56)
            anchors.horizontalCenter: parent.horizontalCenter
            y: paper.height * 0.12
            verticalAlignment: Image.AlignTop
        }
        Label {
            id: digits
            width: Math.round(paper.width * 0.8)
            height: paper.height * 0.2
            anchors.horizontalCenter: parent.horizontalCenter
            y: paper.height * 0.68
            text: root.sample
            step: Theme.title
            color: Theme.codeDark
            horizontalAlignment: Text.AlignHCenter
            neverCut: true
            fits: true
            mayElide: true
            maximumLineCount: 1
        }
        Rectangle {
            width: digits.contentWidth + Theme.mm(4)
            height: Theme.chosenBorder
            radius: height / 2
            anchors.horizontalCenter: parent.horizontalCenter
            y: digits.y + digits.height + Theme.mm(1)
            color: Theme.isContrast ? Theme.codeDark : Theme.deviceAccent
        }
    }
    Label {
        id: caption
        visible: !root.isUpright || root.height > 3 * height + Theme.cardGap // the picture comes first, if there is room for it
        x: root.isUpright ? 0 : paper.width + Theme.mm(10)
        y: root.isUpright && paper.visible ? paper.y + paper.height + Theme.cardGap : (root.height - height) / 2
        width: root.width - x
        text: root.words
        step: root.isUpright ? Theme.body : Theme.title
        isProse: true
        horizontalAlignment: root.isUpright ? Text.AlignHCenter : Text.AlignLeft
    }
}
