import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging

// A code to be scanned from the glass once, and what it holds for who types it in: `qr`, `spoken`, `note`, `plain`.
Page {
    id: page

    panelsInPortrait: false

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.cardGap

        Item {
            width: parent.width
            height: code.size

            QrCode {
                id: code
                code: page.parts.qr || ""
                spoken: page.parts.spoken || ""
                size: Math.min(parent.width, Theme.mm(90), Math.max(least, page.height - words.height - Theme.cardGap))
                x: (parent.width - width) / 2
            }
        }
        Label {
            id: words
            width: parent.width
            height: implicitHeight
            text: (page.parts.note || "") + " " + (page.parts.plain || "")
            isProse: true
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
