pragma Singleton

import QtQuick

// The only place of colours, sizes and durations. Millimetres become pixels by `pxPerMm`, which the program sets
// together with the size of the glass before a screen is loaded. No property is named onXxx: QML reads such a name as
// a signal handler and the value stays black.
QtObject {
    id: root

    // --- set by the program ---------------------------------------------------------------------------------------
    property real pxPerMm: 4.03
    property int glassWidth: 1080
    property int glassHeight: 1920
    property string look: "light" // light, dark or contrast
    property real textScale: 1.0 // 1 to 2, times viewing distance / 500 mm
    property real leastScale: 1.0 // viewing distance / 500 mm: no letter is smaller than by this
    property bool isCalm: false // reduced motion
    property bool showsFocus: false // the customer moves by keys
    property var brand: ({}) // of the site, judged before: {light: {primary, ...}, dark, logos: {look: {source, shape}}, picture}

    property bool isReach: false // everything to touch within reach of who sits, see `reachTop`
    property int reachTop: 0 // px: above it stands the brand alone; 0: the whole glass is in reach

    readonly property bool isDark: look === "dark"
    readonly property bool isContrast: look === "contrast"

    // --- the page: the part of the glass that is laid out; pages ask for it, never for the glass ---------------------
    readonly property int pageWidth: glassWidth
    readonly property int pageHeight: glassHeight - reachTop
    readonly property bool isLandscape: pageWidth > pageHeight
    readonly property bool isSmall: Math.min(pageWidth, pageHeight) < 220 * pxPerMm // 15.6 in panels
    readonly property bool isTight: isSmall || textScale >= 1.2 // millimetres are scarce for the words

    // --- what larger letters change ----------------------------------------------------------------------------------
    readonly property bool restacks: textScale >= 1.25 || isSmall && !isLandscape // a row: words, below them its controls
    readonly property bool losesColumn: textScale >= 1.5 // a grid: one column less, at least one
    readonly property bool isShallow: pageHeight < 150 * textScale * pxPerMm // few lines of words stand below each other
    readonly property bool isAmple: isLandscape && !isTight && pageHeight >= 200 * pxPerMm // rows may stand over the actions
    readonly property bool isOneByOne: textScale >= 2 // one decision at a time, the others a page on

    function columnsOf(most: int): int {
        return Math.max(1, most - (losesColumn ? 1 : 0));
    }

    function mm(size: real): int {
        return Math.round(size * pxPerMm);
    }
    function pick(light: color, dark: color, contrast: color): color {
        return isContrast ? contrast : isDark ? dark : light;
    }
    function branded(token: string, house: color): color { // never in high contrast
        return !isContrast && brand[look] ? brand[look][token] : house;
    }
    function hex(tone: color): string {
        return tone.toString().slice(-6);
    }

    // --- colours --------------------------------------------------------------------------------------------------
    readonly property color bg: pick("#F3F5FA", "#0B1220", "#000000")
    readonly property color surface: pick("#FFFFFF", "#162036", "#000000")
    readonly property color surface2: pick("#E9EDF6", "#202C48", "#141414")
    readonly property color ink: pick("#0E1726", "#F4F7FC", "#FFFFFF")
    readonly property color muted: pick("#465063", "#B6C2D9", "#FFFFFF")
    readonly property color outline: pick("#6B7588", "#8593AE", "#FFFFFF")
    readonly property color primary: branded("primary", pick("#1747C6", "#A3BDFF", "#FFE600"))
    readonly property color inkPrimary: branded("inkPrimary", pick("#FFFFFF", "#06184A", "#000000"))
    readonly property color primaryPressed: branded("primaryPressed", pick("#0F3290", "#86A7FF", "#FFFFFF"))
    readonly property color primaryContainer: branded("primaryContainer", pick("#DDE6FF", "#20397F", "#332E00"))
    readonly property color inkContainer: branded("inkContainer", pick("#0B2A78", "#E1E9FF", "#FFE600"))
    readonly property color success: pick("#0A6B3B", "#7BE3A6", "#7CFFA0")
    readonly property color successContainer: pick("#D6F5E2", "#0F3D27", "#00210D")
    readonly property color warning: pick("#8A4A00", "#FFC773", "#FFD24A")
    readonly property color warningContainer: pick("#FFEBC4", "#4A2F00", "#2B1E00")
    readonly property color error: pick("#B3142B", "#FFA7B0", "#FF9C9C")
    readonly property color errorPressed: pick("#8A0F21", "#FF8A93", "#FFFFFF")
    readonly property color errorContainer: pick("#FFE0E3", "#5A1220", "#330006")
    readonly property color info: pick("#075E8C", "#8FD3FF", "#8FE3FF")
    readonly property color infoContainer: pick("#D9F0FF", "#0A3A57", "#001E2B")
    readonly property color disabledInk: pick("#5E6779", "#93A0B8", "#C8C8C8")
    readonly property color disabledBg: pick("#E1E5EE", "#26324C", "#1A1A1A")
    readonly property color focusInner: pick("#FFFFFF", "#0B1220", "#000000")
    readonly property color focusOuter: pick("#0E1726", "#FFD84D", "#00E5FF")
    readonly property color rail: pick("#C6CFE1", "#3A4A72", "#FFFFFF")
    readonly property color inkRail: pick("#0E1726", "#F4F7FC", "#000000")
    readonly property color hair: pick("#DFE4EF", "#26324F", "#FFFFFF")
    readonly property color floor: primaryContainer
    readonly property color hidden: "#000000" // the glass of who hides it from eyes around, in every theme
    readonly property color scrim: pick("#990E1726", "#CC04070D", "#CC000000")
    readonly property color codeDark: "#000000" // codes are black on white in every look
    readonly property color codeLight: "#FFFFFF"
    readonly property color artTone: isContrast ? "#000000" : brand.light ? brand.light.primary : "#1747C6" // painted on things: bag, card, paper
    readonly property color deviceInk: isContrast ? "#FFFFFF" : "#0E1726" // on the glass of the drawn terminal
    readonly property color deviceAccent: isContrast ? "#FFE600" : artTone

    // --- pictures of the site: {source, shape: width / height}, or null for the house's own --------------------------
    readonly property var logo: brand.logos ? brand.logos[look] ?? null : null
    readonly property var brandPicture: brand.picture ?? null
    readonly property var guides: brand.guides ?? ({}) // scan, card, paper, goods: the site's photographs

    // --- type -----------------------------------------------------------------------------------------------------
    readonly property int bodyWeight: look === "light" ? Font.Medium : Font.Normal
    readonly property TypeStep caption: TypeStep { cap: 4.8; weight: root.bodyWeight }
    readonly property TypeStep label: TypeStep { cap: 5.2; weight: Font.DemiBold }
    readonly property TypeStep body: TypeStep { cap: 5.8; weight: root.bodyWeight }
    readonly property TypeStep title: TypeStep { cap: 6.5; weight: Font.DemiBold }
    readonly property TypeStep h2: TypeStep { cap: 8; weight: Font.Bold; isHead: true }
    readonly property TypeStep tileHead: TypeStep { cap: 9; weight: Font.Bold; isHead: true }
    readonly property TypeStep h1: TypeStep { cap: 10; weight: Font.Bold; isHead: true }
    readonly property TypeStep amount: TypeStep { cap: 11.5; weight: Font.Bold; isHead: true }
    readonly property TypeStep display: TypeStep { cap: 16; weight: Font.Bold; isHead: true }
    readonly property TypeStep poster: TypeStep { cap: root.isTight ? (root.isLandscape ? 12 : 15) : root.isLandscape ? 20 : 22; weight: Font.Bold; isHead: true }
    readonly property string face: "Inter"
    readonly property string headFace: "Inter Display"
    readonly property string monoFace: "JetBrains Mono" // lines of machines; its capitals are as high as Inter's
    readonly property real capOfEm: 0.727 // Inter: cap height in em
    readonly property real headTracking: -0.012 // of the em
    readonly property real bodyLine: 1.35
    readonly property real proseLine: bodyLine / 1.21 // Inter's own line is 1.21 em
    readonly property real headProseLine: headLine / 1.21
    readonly property real headLine: 1.15
    readonly property real oneLine: 1.24 // box of a single line, in em; less would make fitting text shrink

    // Heads keep their lead over a row's name in millimetres and grow by what that name grows: at 200 % an h1 of twice
    // its size would leave twelve letters a line on the small panel. All stay far above 0.7 degrees (A19).
    function px(cap: real): int {
        const name = Math.min(cap, title.cap);
        const lead = (cap - name) * (isSmall && losesColumn ? 0.5 : 1);
        return Math.round((name * textScale + lead) / capOfEm * pxPerMm);
    }

    // --- space and shape ------------------------------------------------------------------------------------------
    readonly property int margin: mm(isSmall ? 8 : 12)
    readonly property int gutter: mm(4)
    readonly property int cardGap: mm(6)
    readonly property int pad: mm(isSmall ? 7 : 10)
    readonly property int gap: mm(3)
    readonly property int wideGap: mm(8) // around destructive actions
    readonly property int hairWidth: Math.max(1, mm(isContrast ? 0.75 : 0.35))
    readonly property int line: Math.max(2, mm(0.9)) // rail and floor lines
    readonly property int border: Math.max(1, mm(isContrast ? 0.75 : 0.42)) // controls
    readonly property int chosenBorder: Math.max(2, mm(1))
    readonly property int newMark: mm(2.4) // bar beside the row that has just come
    readonly property int cardRadius: mm(7)
    readonly property int buttonRadius: mm(6)
    readonly property int keyRadius: mm(4)
    readonly property int sheetRadius: mm(8)

    readonly property int touchMin: mm(15)
    readonly property int touchStd: mm(20)
    readonly property int touchPrimary: mm(24)
    readonly property int keyGap: mm(2) // between letters, 17 mm apart at least
    readonly property int keySlop: mm(1)
    readonly property int padColumns: 3
    readonly property int padKey: mm(30) // highest key of a pad of digits
    readonly property int fieldHeight: mm(isSmall && (isLandscape || textScale > 1.2) ? 20 : 26)
    readonly property int slop: mm(2)
    readonly property int slopBelow: mm(3)
    readonly property int slopTight: mm(1.4) // between neighbours 3 mm apart
    readonly property int iconSmall: mm(7)
    readonly property int icon: mm(8.5)
    readonly property int iconLarge: mm(14)
    readonly property int disc: mm(6)
    readonly property int discDone: mm(3)

    // A row of a basket: its two lines of words, and in restacked rows the stepper under them.
    readonly property int rowWords: (px(title.cap) + px(caption.cap)) * oneLine
    readonly property int newestWords: (px(restacks || !isLandscape ? h2.cap : title.cap) + px(caption.cap)) * oneLine
    readonly property int row: restacks ? rowWords + touchMin + mm(13) : Math.max(mm(isLandscape ? 24 : 34), rowWords + gutter)
    readonly property int newestRow: restacks ? newestWords + touchMin + mm(13) : Math.max(mm(isLandscape ? 31 : 42), newestWords + gutter)

    // --- elevation: blur and offset in px, alpha in percent; none in dark and high contrast ------------------------
    readonly property bool hasShadow: look === "light"
    readonly property int cardBlur: mm(6)
    readonly property int cardDrop: mm(1.5)
    readonly property int cardShade: 10
    readonly property int sheetBlur: mm(10)
    readonly property int sheetDrop: mm(3)
    readonly property int sheetShade: 16

    // --- frame of every screen --------------------------------------------------------------------------------------
    readonly property TypeStep wordStep: losesColumn ? label : h2 // of the house: it has been read at 100 %
    readonly property int wordY: mm(isShallow ? 4 : isLandscape || isSmall ? 8 : 12)
    readonly property int wordHeight: Math.max(mm(isLandscape ? 11 : 14), px(wordStep.cap) * oneLine)
    readonly property int railY: Math.max(mm(isShallow ? 0 : isLandscape ? 30 : isSmall ? 28 : 37), wordY + wordHeight + mm(7))
    readonly property int titleY: railY + mm(isShallow ? 3 : isLandscape ? 5 : isSmall ? 6 : 9)
    readonly property int headGap: mm(1.2) // title to instruction
    readonly property int leastPage: mm(66) // height that the page itself keeps: a row and its keys
    readonly property int contentGap: mm(isShallow ? 3 : isLandscape ? 6 : 8) // instruction to content
    readonly property int stripPad: mm(4)
    readonly property int stripMargin: Math.min(margin, mm(8))
    readonly property int stripInset: mm(1)
    readonly property int stripSign: Math.max(mm(8), px(caption.cap) * 0.75)
    readonly property int bezel: mm(8)
    readonly property int dockPad: mm(6)
    readonly property int backWidth: mm(isSmall ? 48 : 62)
    readonly property int panelWidth: Math.min(mm(isSmall ? 116 : 150) * (1 + 0.35 * (textScale - 1)), pageWidth * 0.42)
    readonly property int panelGap: mm(8)
    readonly property int pageRise: mm(6)
    readonly property int sheetRise: mm(24)
    readonly property real pageShare: 0.9 // of a list that one key turns

    // --- motion in ms -----------------------------------------------------------------------------------------------
    readonly property int pressMs: isCalm ? 0 : 90
    readonly property int appearMs: isCalm ? 0 : 180
    readonly property int pageMs: isCalm ? 0 : 220
    readonly property int sheetMs: isCalm ? 0 : 240
    readonly property int exitMs: isCalm ? 0 : 150
    readonly property int tickMs: isCalm ? 0 : 320
    readonly property int debounceMs: 500
    readonly property int newestMs: 1500
    readonly property real appearFrom: 0.25 // opacity: what comes is seen in its first frame
    readonly property int nudgeMs: isCalm ? 0 : 600 // an arrow's way, there or back
    readonly property int nudges: 3 // then it rests: a loop ends within 5 s
    readonly property int turnMs: 5000 // each language of the first picture
    readonly property int driftMs: 60000
    readonly property int holdMs: 3000 // of the corner: nobody rests a hand there so long by chance
    readonly property var drifts: [[0, 0], [1, 0], [2, 1], [1, 2], [0, 1], [-1, 2], [-2, 1], [-1, 0]].map(px => Qt.point(px[0], px[1]))
}
