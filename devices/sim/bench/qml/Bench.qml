import QtQuick
import "parts"
import "bags"
import QtQuick.Window

// The bench: a page of goods to scan, one of travellers, and the devices of each.
Window {
    id: root

    required property var theme
    required property var words
    required property var products
    required property var scanner
    required property var terminal
    required property var printer
    required property var documents
    required property var scale
    required property var tags
    required property var queue
    required property var bags
    required property bool hasBags // a scale under the bags
    required property var signing
    required property bool hasSigning // a device that signs receipts
    readonly property var moreDesks: (hasBags ? [bags] : []).concat(hasSigning ? [signing] : [])
    readonly property var moreNames: (hasBags ? [words.bags] : []).concat(hasSigning ? [words.signing] : [])
    readonly property var moreSymbols: (hasBags ? ["shopping-bag"] : []).concat(hasSigning ? ["shield-check"] : [])
    required property var pages
    property string page: pages[0]
    readonly property bool isShop: page === "goods"
    readonly property int gap: theme.scale * 14
    readonly property int head: theme.scale * 50
    readonly property int roomWidth: width - 2 * gap
    readonly property int foot: showsFaults ? faults.height + gap : 0
    readonly property int roomHeight: height - head - foot - 2 * gap
    property bool showsFaults: false
    property var newest: null // of the goods, scanned last
    property var enlarged: null // the desk whose paper is shown large
    readonly property int payWidth: theme.narrow ? (roomWidth - gap) / 2 : theme.scale * 252
    readonly property int slipWidth: theme.narrow ? (roomWidth - gap) / 2 : theme.scale * 296
    readonly property int shelfHeight: theme.narrow ? roomHeight * (0.4 + (hasBags ? 0.16 : 0) + (hasSigning ? 0.08 : 0)) : roomHeight

    visible: true
    title: words.brand + " " + words.bench
    color: theme.colours.page

    Header {
        theme: root.theme
        words: root.words
        x: root.gap
        width: root.roomWidth
        height: root.head
        pages: root.pages
        page: root.page
        onPagePressed: page => root.page = page
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
        id: shelf

        theme: root.theme
        words: root.words
        desk: root.scanner
        products: root.products
        visible: root.isShop
        x: root.gap
        y: root.head + root.gap
        width: root.theme.narrow ? root.roomWidth : root.roomWidth - root.payWidth - root.slipWidth - 2 * root.gap
        height: root.shelfHeight - (root.hasBags ? sack.height + root.gap : 0) - (root.hasSigning ? signs.height + root.gap : 0)
        onScanned: code => { root.scanner.scan(code); root.newest = root.products.find(own => own.code === code) ?? null; }
    }
    BagsPane {
        id: sack

        theme: root.theme
        words: root.words
        desk: root.bags
        newest: root.newest
        visible: root.isShop && root.hasBags
        x: shelf.x
        y: shelf.y + shelf.height + root.gap
        width: shelf.width
    }
    SigningPane {
        id: signs

        theme: root.theme
        words: root.words
        desk: root.signing
        visible: root.isShop && root.hasSigning
        x: shelf.x
        y: shelf.y + root.shelfHeight - height
        width: shelf.width
    }
    TerminalPane {
        id: pay

        theme: root.theme
        words: root.words
        desk: root.terminal
        visible: root.isShop
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
        visible: root.isShop
        x: root.width - root.gap - width
        y: root.head + root.gap + (root.theme.narrow ? root.shelfHeight + root.gap : 0)
        width: root.slipWidth
        height: root.height - y - root.foot - root.gap
        onEnlarge: root.enlarged = root.printer
    }
    Loader {
        active: !root.isShop
        x: root.gap
        y: root.head + root.gap
        width: root.roomWidth
        height: root.roomHeight
        sourceComponent: Hall {
            theme: root.theme
            words: root.words
            bench: root
            onEnlarge: desk => root.enlarged = desk
        }
    }
    FaultBar {
        id: faults

        theme: root.theme
        words: root.words
        desks: root.isShop ? [root.scanner, root.terminal, root.printer].concat(root.moreDesks)
            : [root.scanner, root.terminal, root.printer, root.documents, root.scale, root.tags]
        names: root.isShop ? [words.products, words.terminal, words.printer].concat(root.moreNames)
            : [words.scanner, words.terminal, words.printer, words.documents, words.scale, words.tags]
        symbols: ["scan-barcode", "credit-card", "printer"].concat(root.isShop ? root.moreSymbols : ["book-user", "scale", "luggage"])
        visible: root.showsFaults
        x: root.gap
        y: root.height - height - root.gap
        width: root.roomWidth
    }
    LargeReceipt {
        theme: root.theme
        words: root.words
        facts: (root.enlarged || root.printer).facts
        visible: root.enlarged !== null
        anchors.fill: parent
        onClosed: root.enlarged = null
    }
}
