import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.poster

// The first picture: the huge disc on the line is the start. Starting and Attract share it, so that nothing jumps.
Item {
    id: root

    required property var parts
    property string word: ""
    property string demo: ""
    property string discWords: ""
    property alias foreign: head.foreign
    property string discIcon: "pointer"
    property bool isOn: true
    readonly property bool isWide: Theme.isLandscape
    readonly property int side: Theme.margin
    readonly property int leastDisc: Theme.mm(Theme.isTight ? 44 : 70)
    readonly property int lines: measure.height * 3 // that the disc must hold; else its words stand beside it
    readonly property bool isInside: fullDisc * 0.42 >= lines && fullDisc * 0.66 >= Math.max(0, ...discWords.split(" ").map(one => measure.narrowest(one, false)))
    readonly property int discSize: isInside ? fullDisc : Math.min(fullDisc, Theme.mm(64))
    readonly property int fullDisc: Math.max(Theme.touchPrimary, Math.min(discRoom, width * (isWide ? 0.3 : Theme.isTight ? 0.6 : 0.53)))
    readonly property int lineY: isWide ? height - foot.height - Theme.mm(2) : foot.y - Theme.mm(Theme.isTight ? 6 : 11)
    readonly property int discRoom: isWide ? lineY - Theme.mm(Theme.isTight ? 26 : 52) : lineY - head.end - Theme.mm(Theme.isTight ? 4 : 8)
    readonly property int startX: !isWide ? 0 : Math.min(width * 0.5, Math.max(width * 0.42, side + Theme.mm(180)))
    readonly property int discX: !isInside ? (isWide ? startX + Theme.gutter : side) + discSize / 2 : isWide ? width * 0.705 : width / 2

    signal acted(action: var)

    TapArea {
        id: start
        objectName: "start"
        name: root.discWords
        enabled: root.isOn
        ringOn: disc
        ringRadius: disc.radius
        x: root.startX
        width: root.width - x
        height: root.lineY
        onActivated: root.acted(root.parts.start)
    }
    PosterHead {
        id: head
        x: root.side
        width: parent.width - 2 * x
        height: end
        wordsWidth: root.isWide ? root.width * 0.4 : width
        room: root.isWide ? root.lineY - Theme.gutter : root.height - foot.wanted - root.leastDisc - Theme.mm(20)
        parts: root.parts
        word: root.word
        demo: root.demo
    }
    StartDisc {
        id: disc
        words: root.discWords
        sign: root.discIcon
        isInside: root.isInside
        z: start.activeFocus ? 1 : 0 // its ring lies over the line
        width: root.discSize
        x: root.discX - width / 2
        y: root.lineY - height
        inkTone: root.isOn ? Theme.inkPrimary : Theme.inkRail
        tone: !root.isOn ? Theme.rail : start.isPressed ? Theme.primaryPressed : Theme.primary
    }
    Label {
        visible: !root.isInside
        x: disc.x + disc.width + Theme.cardGap
        y: disc.y
        width: root.width - root.side - x
        height: disc.height
        text: root.discWords
        step: heads.narrowest(text, true) < width ? Theme.h2 : Theme.label
        isPartOfControl: true
    }
    Measure { id: heads; step: Theme.h2 }
    Measure {
        id: measure
        step: Theme.caption
    }
    PosterGoods {
        visible: root.isInside
        anchors.fill: parent
        disc: disc
        kind: root.parts.kind
        lineY: root.lineY
        side: root.side
    }
    Rectangle {
        y: root.lineY
        width: parent.width
        height: Theme.mm(2)
        color: Theme.primary
    }
    PosterFoot {
        id: foot
        parts: root.parts
        x: root.side
        width: root.width - 2 * x
        y: root.height - height - (root.isWide ? 0 : Theme.mm(Theme.isTight ? 5 : 9))
        height: implicitHeight
        room: root.isWide ? Math.min(root.height * 0.48, root.height - head.least - Theme.gutter) : root.height - head.end - root.leastDisc - Theme.mm(Theme.isTight ? 21 : 28)
        chipsWidth: root.startX - root.side - Theme.cardGap
        aboveLine: root.isWide ? root.lineY - head.end : 0
        onActed: action => root.acted(action)
    }
}
