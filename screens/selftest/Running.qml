import QtQuick
import screens.theme
import screens.parts
import screens.parts.desk

// One step: what was expected, what is measured now, and what the person says of it. A code to scan stands over the
// actions.
DeskAsk {
    id: page

    readonly property string code: parts.qr || ""

    panel: code !== "" ? qr : null

    Component {
        id: qr

        Item {
            implicitHeight: Theme.mm(70)

            QrCode {
                code: page.code
                spoken: page.parts.spoken || ""
                size: Math.min(parent.width, parent.height)
                anchors.centerIn: parent
            }
        }
    }
}
