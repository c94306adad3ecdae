import QtQuick
import "parts"
import "hall"

// The page of an airport: who stands before the kiosk, payment and the bag scale, passes and tags.
Item {
    id: root

    required property var theme
    required property var words
    required property var bench // the window, which has the desks
    readonly property int gap: theme.scale * 14
    readonly property int payWidth: theme.scale * 266
    readonly property int paperWidth: theme.narrow ? (width - gap) / 2 : theme.scale * 270
    readonly property var papers: theme.narrow ? ["terminal", "printer", "tags"] : ["printer", "tags"]
    readonly property string shown: papers.includes(chosen) ? chosen : papers[0]
    property string chosen: "printer"
    signal enlarge(var desk)

    TravellersPane {
        theme: root.theme
        words: root.words
        scanner: root.bench.scanner
        documents: root.bench.documents
        rows: root.bench.queue.rows
        width: root.theme.narrow ? root.width - root.paperWidth - root.gap : pay.x - root.gap
        height: root.height
    }
    TerminalPane {
        id: pay

        theme: root.theme
        words: root.words
        desk: root.bench.terminal
        isShort: true
        visible: !root.theme.narrow || root.shown === "terminal"
        x: root.theme.narrow ? leaf.x : leaf.x - root.gap - width
        y: root.theme.narrow ? leaf.y : 0
        width: root.theme.narrow ? leaf.width : root.payWidth
        height: (root.theme.narrow ? leaf.y + leaf.height : load.y - root.gap) - y
    }
    ScalePane {
        id: load

        theme: root.theme
        words: root.words
        desk: root.bench.scale
        x: pay.x
        y: root.height - height
        width: pay.width
    }
    Row {
        id: leaves

        spacing: root.theme.scale * 6
        x: leaf.x

        Repeater {
            model: root.papers

            Push {
                required property string modelData
                readonly property int count: modelData === "terminal" ? 0 : root.bench[modelData].facts.count

                theme: root.theme
                tag: "leaf_" + modelData
                text: root.words["tab_" + modelData] + (count > 0 ? " " + count : "")
                isChosen: root.shown === modelData
                height: root.theme.scale * 32
                width: (leaf.width - leaves.spacing * (root.papers.length - 1)) / root.papers.length
                onClicked: root.chosen = modelData
            }
        }
    }
    Item {
        id: leaf

        x: root.width - width
        y: leaves.height + root.theme.scale * 8
        width: root.paperWidth
        height: (root.theme.narrow ? load.y - root.gap : root.height) - y

        PrinterPane {
            theme: root.theme
            words: root.words
            desk: root.bench.printer
            hint: root.words.no_paper
            isShort: true
            visible: root.shown === "printer"
            anchors.fill: parent
            onEnlarge: root.enlarge(root.bench.printer)
        }
        TagPane {
            theme: root.theme
            words: root.words
            desk: root.bench.tags
            isShort: true
            visible: root.shown === "tags"
            anchors.fill: parent
            onEnlarge: root.enlarge(root.bench.tags)
        }
    }
}
