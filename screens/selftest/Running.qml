pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.desk

// One step: what was expected, what is measured now, and what the person says of it. A code to scan stands over the
// actions.
DeskAsk {
    id: page

    readonly property string code: parts.qr || ""

    panelsInPortrait: code !== ""
    panel: code !== "" ? qr : null

    Component {
        id: qr

        Item {
            implicitHeight: picture.height

            QrCode {
                id: picture
                code: page.code
                spoken: page.parts.spoken || ""
                size: Theme.mm(Theme.isTight ? 42 : 60)
                anchors.horizontalCenter: parent.horizontalCenter
            }
        }
    }
}
