pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging

// A code to be scanned from the glass once, and what it holds for who types it in: `qr`, `spoken`, `note`, `plain`.
Page {
    id: page

    isBroad: Theme.isAmple
    panelsInPortrait: false

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.cardGap

        Item {
            id: place
            readonly property int side: Math.min(parent.width, Theme.mm(90), Math.max(Theme.mm(40), page.height - words.height - Theme.cardGap))

            width: parent.width
            height: side

            Loader { // made when its size is known: nobody could read a code of a few pixels
                active: place.side >= Theme.mm(40)
                anchors.horizontalCenter: parent.horizontalCenter
                sourceComponent: QrCode { code: page.parts.qr || ""; spoken: page.parts.spoken || ""; size: place.side }
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
