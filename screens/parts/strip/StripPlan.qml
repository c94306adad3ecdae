import QtQuick
import screens.theme

// How the six places of the strip stand: one row where their words fit, else two of three, with signs while there is
// room for them. Measured, so that no word is cut whatever the language and the size of the letters. Where the page
// would have too little left, the letters of the strip alone grow less than the others.
QtObject {
    id: root

    required property var words // of the six in their order, Cancel among them although it may be absent
    required property int width

    readonly property var orders: ({
        1: ["language", "access", "reach", "help", "call", "cancel"],
        2: ["reach", "access", "language", "help", "call", "cancel"],
        3: ["access", "language", "help", "reach", "call", "cancel"]
    })
    readonly property real least: Theme.leastScale * (Theme.losesColumn ? 6.1 / Theme.caption.cap : 1) // large letters stay large (A19)
    readonly property real less: Math.min(1, Math.max(0.75, least / Theme.textScale))
    readonly property int sign: Theme.stripSign + Theme.mm(2)
    readonly property var ways: Theme.isLandscape ? [way(1, 1, true, true), way(1, 1, true), way(1, 1, false), way(1, less, true), way(1, less, false), way(2, less, true), way(2, less, false)] : [way(1, 1, true, true), way(1, 1, true), way(2, 1, true), way(2, 1, false), way(2, less, true), way(2, less, false), way(3, less, true)]
    readonly property var chosen: ways.find(one => total(columnNeeds(one)) <= roomOf(one.rows)) ?? way(3, less, false)
    readonly property int rows: chosen.rows
    readonly property bool hasSigns: chosen.hasSigns
    readonly property bool isOver: hasSigns && rows === 1 // signs over the words
    readonly property bool isCallBeside: !isOver || !chosen.isWide // its sign beside its two lines
    readonly property int columns: 6 / rows
    readonly property var order: orders[rows]
    readonly property int letters: Theme.px(Theme.caption.cap) * chosen.scale // px

    readonly property var needs: columnNeeds(chosen)
    readonly property int spare: Math.max(0, roomOf(rows) - total(needs)) / columns
    readonly property int stretch: rows === 1 && Theme.isLandscape ? Math.min(spare, Theme.mm(7)) : spare
    readonly property int loose: rows === 1 ? (spare - stretch) * columns : 0 // between the left four and the right two
    readonly property int ample: chosen.isWide ? Math.max(0, Math.min(loose, Theme.mm(96) - needs[4] - stretch)) : 0 // of the call
    readonly property int callRoom: widthOf("call") - 2 * Theme.stripInset - (hasSigns && isCallBeside ? sign : 0)
    readonly property int callLines: chosen.isWide || measure.advanceWidth(wordOf("call")) * chosen.scale < callRoom ? 1 : 2
    readonly property int line: Math.ceil(measure.height * chosen.scale)
    readonly property int plainHeight: Math.max(rows === 1 ? Theme.touchStd : Theme.touchMin, line + Theme.mm(2) + (isOver ? Theme.stripSign : 0))
    readonly property int callHeight: Math.max(plainHeight, callLines * line + Theme.mm(2))
    readonly property int height: Theme.stripPad + (rows - 1) * (plainHeight + Theme.gap) + callHeight + Theme.bezel

    readonly property Measure measure: Measure {
        step: Theme.caption
        weight: Font.DemiBold
    }

    function way(rows: int, scale: real, hasSigns: bool, isWide = false): var { // wide: the call on one line
        return { "rows": rows, "scale": scale, "hasSigns": hasSigns, "isWide": isWide };
    }
    function wordOf(key: string): string {
        return root.words[root.orders[1].indexOf(key)];
    }
    function need(key: string, way: var): int { // the call may stand on two lines, and beside its sign
        const words = measure.narrowest(root.wordOf(key), key === "call" && !way.isWide);
        const sign = way.hasSigns && (way.rows > 1 || key === "call" && !way.isWide) ? root.sign : 0;
        return Math.max(Theme.touchMin, words * way.scale + sign + 2 * Theme.stripInset + Theme.mm(1));
    }
    function columnNeeds(way: var): var {
        const cells = root.orders[way.rows].map(key => root.need(key, way));
        return cells.slice(0, 6 / way.rows).map((_, column) => Math.max(...cells.filter((_, at) => at % (6 / way.rows) === column)));
    }
    function total(widths: var): int {
        return widths.reduce((sum, one) => sum + one, 0);
    }
    function roomOf(rows: int): int {
        return root.width - 2 * Theme.stripMargin - (6 / rows - 2) * Theme.gap - Theme.wideGap;
    }
    function columnOf(key: string): int {
        return root.order.indexOf(key) % root.columns;
    }
    function rowOf(key: string): int {
        return Math.floor(root.order.indexOf(key) / root.columns);
    }
    function widthOf(key: string): int {
        return root.needs[root.columnOf(key)] + root.stretch + (key === "call" ? root.ample : 0);
    }
    function xOf(key: string): int {
        const at = root.columnOf(key);
        const left = root.total(root.needs.slice(0, at)) + at * (root.stretch + Theme.gap);
        const isLast = at === root.columns - 1;
        return Theme.stripMargin + left + (isLast ? Theme.wideGap - Theme.gap : 0) + (root.rows === 1 && at > 3 ? root.loose - (at === 4 ? root.ample : 0) : 0);
    }
    function yOf(key: string): int {
        return Theme.stripPad + root.rowOf(key) * (root.plainHeight + Theme.gap);
    }
    function heightOf(key: string): int {
        return root.rowOf(key) === root.rows - 1 ? root.callHeight : root.plainHeight;
    }
}
