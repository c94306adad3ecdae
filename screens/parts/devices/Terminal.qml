import QtQuick
import screens.theme
import screens.parts

// The payment terminal with what its glass shows: an amount, or a sign.
Picture {
    id: root

    property string words: ""
    property string icon: ""

    art: "scenes/payment-terminal"
    width: height * 0.584

    Column {
        x: root.width * 0.1
        y: root.height * 0.06
        width: root.width * 0.8
        height: root.height * 0.36
        topPadding: (height - label.height * label.visible - sign.height) / 2.4

        Label {
            id: label
            visible: text !== "" && height > Theme.px(Theme.caption.cap) * Theme.oneLine
            width: parent.width
            height: root.height * 0.11
            text: root.words
            step: Theme.label
            color: Theme.deviceInk
            horizontalAlignment: Text.AlignHCenter
            isPartOfControl: true
            fits: true
            mayElide: true
            neverCut: true
            maximumLineCount: 1
        }
        Icon {
            id: sign
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.icon
            tone: Theme.deviceAccent
            size: root.height * 0.19
        }
    }
}
