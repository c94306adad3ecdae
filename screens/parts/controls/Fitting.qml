import QtQuick
import screens.theme

// Cells in rows of like length, as many beside each other as the longest of their words allows; a cell is as high as
// its words. No word is cut or shrunk.
Flow {
    id: root

    property var words: [] // of the cells
    property TypeStep step: Theme.label
    property bool fillsLast: false // the last row, where it has fewer
    property bool isTwoLines: false // what its words may stand on
    property int most: words.length // columns
    property int extra: Theme.mm(14) // beside the words of a cell: its edges and its tick
    readonly property int longest: Math.max(0, ...words.map(one => measure.narrowest(one, isTwoLines)))
    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((width + spacing) / (longest + extra + spacing))))
    readonly property int lines: Math.ceil(words.length / fitting)
    readonly property int cell: (width - (columns - 1) * spacing) / columns
    readonly property bool isSplit: words.some((one, at) => measure.advanceWidth(one) + extra > (fillsLast ? cellOf(at) : cell))
    readonly property int wordLines: isSplit ? 2 : 1
    readonly property int cellHeight: Math.max(Theme.touchStd, wordLines * measure.height + Theme.mm(2))

    property int columns: Math.max(1, Math.ceil(words.length / Math.max(1, lines)))

    spacing: Theme.gutter

    function cellOf(at: int): int { // the cells of a last row that is not full share it
        const rest = root.words.length % root.columns;
        const count = at >= root.words.length - rest ? rest : root.columns;
        return (root.width - (count - 1) * root.spacing) / count;
    }

    readonly property Measure measure: Measure { step: root.step }
}
