import QtQuick
import "parts"
import QtQuick.Window

// The bench: products to scan, the payment terminal, the receipt printer.
Window {
    id: root

    required property var theme
    required property var words
    required property var products
    required property var scanner
    required property var terminal
    required property var printer
    readonly property int gap: theme.scale * 14
    readonly property int head: theme.scale * 50
    readonly property int roomWidth: width - 2 * gap
    readonly property int foot: showsFaults ? faults.height + gap : 0
    readonly property int roomHeight: height - head - foot - 2 * gap
    property bool showsFaults: false
    property bool showsReceipt: false
    readonly property int payWidth: theme.narrow ? (roomWidth - gap) / 2 : theme.scale * 252
    readonly property int slipWidth: theme.narrow ? (roomWidth - gap) / 2 : theme.scale * 296
    readonly property int shelfHeight: theme.narrow ? roomHeight * 0.4 : roomHeight

    visible: true
    title: words.brand + " " + words.bench
    color: theme.colours.page

    Header {
        theme: root.theme
        words: root.words
        x: root.gap
        width: root.roomWidth
        height: root.head
        showsFaults: root.showsFaults
        onFaultsPressed: root.showsFaults = !root.showsFaults
    }
    Rectangle {
        y: root.head
        width: parent.width
        height: root.theme.scale * 2
        color: root.theme.colours.rail
    }
    ShelfPane {
        theme: root.theme
        words: root.words
        desk: root.scanner
        products: root.products
        x: root.gap
        y: root.head + root.gap
        width: root.theme.narrow ? root.roomWidth : root.roomWidth - root.payWidth - root.slipWidth - 2 * root.gap
        height: root.shelfHeight
    }
    TerminalPane {
        id: pay

        theme: root.theme
        words: root.words
        desk: root.terminal
        x: root.theme.narrow ? root.gap : slips.x - root.gap - width
        y: slips.y
        width: root.payWidth
        height: slips.height
    }
    PrinterPane {
        id: slips

        theme: root.theme
        words: root.words
        desk: root.printer
        x: root.width - root.gap - width
        y: root.head + root.gap + (root.theme.narrow ? root.shelfHeight + root.gap : 0)
        width: root.slipWidth
        height: root.height - y - root.foot - root.gap
        onEnlarge: root.showsReceipt = true
    }
    FaultBar {
        id: faults

        theme: root.theme
        words: root.words
        desks: [root.scanner, root.terminal, root.printer]
        visible: root.showsFaults
        x: root.gap
        y: root.height - height - root.gap
        width: root.roomWidth
    }
    LargeReceipt {
        theme: root.theme
        words: root.words
        facts: root.printer.facts
        visible: root.showsReceipt
        anchors.fill: parent
        onClosed: root.showsReceipt = false
    }
}
