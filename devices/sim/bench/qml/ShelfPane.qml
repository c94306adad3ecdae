import QtQuick
import "parts"
import QtQuick.Controls.Basic

// The scanner: goods to click, and a field for any barcode.
DeviceCard {
    id: root

    required property var products
    signal scanned(string code)

    title: words.products
    symbol: "scan-barcode"
    cableTag: "cable_scanner"

    Field {
        id: field

        theme: root.theme
        tag: "any_barcode"
        hint: root.words.any_barcode
        anchors { left: parent.left; right: button.left; rightMargin: root.theme.scale * 8; top: parent.top }
        onAccepted: button.click()
    }
    Push {
        id: button

        theme: root.theme
        tag: "scan"
        text: root.words.scan
        isPrimary: true
        enabled: field.text.trim() !== "" && root.desk.facts.here
        anchors { right: parent.right; top: parent.top }
        onClicked: { root.scanned(field.text.trim()); field.clear(); }
    }
    Words {
        id: note

        objectName: "scan_note"
        theme: root.theme
        text: root.desk.facts.note || root.words.products_hint
        tone: "muted"
        size: 12
        anchors { left: parent.left; right: parent.right; top: field.bottom; topMargin: root.theme.scale * 8 }
    }
    GridView {
        id: grid

        readonly property int columns: Math.max(2, Math.floor(width / (root.theme.scale * 98)))

        readonly property real tile: root.theme.narrow ? 98 : 116

        objectName: "shelf"
        anchors { left: parent.left; right: parent.right; top: note.bottom; bottom: parent.bottom; topMargin: root.theme.scale * 8 }
        clip: true
        model: root.products
        cellWidth: Math.floor(width / columns)
        cellHeight: root.theme.scale * tile
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

        delegate: Item {
            id: cell

            required property var modelData

            width: grid.cellWidth
            height: grid.cellHeight

            ProductTile {
                theme: root.theme
                product: cell.modelData
                anchors { fill: parent; margins: root.theme.scale * 3 }
                onClicked: root.scanned(product.code)
            }
        }
        Words {
            theme: root.theme
            text: root.words.no_goods
            tone: "muted"
            visible: grid.count === 0
            anchors.centerIn: parent
        }
    }
}
