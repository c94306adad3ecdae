import QtQuick
import screens.theme

// A grid of equal cells with as many columns as the longest of their words allows, in rows of like length; a cell is
// as high as its words. No word is cut or shrunk.
Grid {
    id: root

    property var words: [] // of the cells
    property TypeStep step: Theme.label
    property bool isTwoLines: false // what its words may stand on
    property int most: words.length // columns
    property int extra: Theme.mm(14) // beside the words of a cell: its edges and its tick
    readonly property int longest: Math.max(0, ...words.map(one => measure.narrowest(one, isTwoLines)))
    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((width + spacing) / (longest + extra + spacing))))
    readonly property int lines: Math.ceil(words.length / fitting)
    readonly property int cell: (width - (columns - 1) * spacing) / columns
    readonly property bool isSplit: words.some(one => measure.advanceWidth(one) + extra > cell)
    readonly property int wordLines: isSplit ? 2 : 1
    readonly property int cellHeight: Math.max(Theme.touchStd, wordLines * measure.height + Theme.mm(2))

    columns: Math.max(1, Math.ceil(words.length / Math.max(1, lines)))
    spacing: Theme.gutter

    readonly property Measure measure: Measure { step: root.step }
}
