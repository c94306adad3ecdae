import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The first picture: the huge disc on the line is the start. Starting and Attract share it, so that nothing jumps.
Item {
    id: root

    required property var parts
    property string word: ""
    property string demo: ""
    property string discWords: ""
    property string discIcon: "pointer"
    property bool isOn: true
    readonly property bool isWide: Theme.isLandscape
    readonly property int side: Theme.margin
    readonly property int lineY: isWide ? height - Theme.mm(Theme.isTight ? 53 : 45) : foot.y - Theme.mm(11)
    readonly property int discRoom: isWide ? lineY - Theme.mm(Theme.isTight ? 26 : 52) : lineY - head.end - Theme.mm(8)
    readonly property int discX: isWide ? width * 0.705 : width / 2
    readonly property int goods: Math.min(disc.width * 0.5, width - side - Theme.gutter - disc.x - disc.width)

    signal acted(action: var)

    TapArea {
        id: start
        objectName: "start"
        name: root.discWords
        enabled: root.isOn
        ringOn: disc
        ringRadius: disc.radius
        x: root.isWide ? root.width * 0.42 : 0
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
        parts: root.parts
        word: root.word
        demo: root.demo
    }
    Disc {
        id: disc
        width: Math.max(Theme.touchPrimary, Math.min(root.discRoom, root.width * (root.isWide ? 0.3 : 0.53)))
        x: root.discX - width / 2
        y: root.lineY - height
        inkTone: root.isOn ? Theme.inkPrimary : Theme.inkRail
        tone: !root.isOn ? Theme.rail : start.isPressed ? Theme.primaryPressed : Theme.primary

        Icon {
            name: root.discIcon
            tone: disc.inkTone
            size: disc.width * 0.2
            anchors.horizontalCenter: parent.horizontalCenter
            y: disc.height * 0.2
        }
        TextMetrics { id: natural; font: call.font; text: call.text }
        Label {
            id: call
            x: (disc.width - width) / 2
            y: disc.height * 0.42
            width: Math.min(disc.width * 0.6, Math.max(disc.width * 0.4, natural.advanceWidth * 0.58)) // lines of like length
            height: disc.height * 0.4
            text: root.discWords
            step: Theme.display
            color: disc.inkTone
            horizontalAlignment: Text.AlignHCenter
            isPartOfControl: true
            fits: true
            mayElide: true
            maximumLineCount: 3
        }
    }
    Picture {
        id: bag
        readonly property real shape: Theme.brandPicture?.shape ?? 0.77

        art: "scenes/paper-bag"
        own: Theme.brandPicture?.source ?? ""
        width: Math.min(disc.width * 0.4, disc.x - root.side - Theme.mm(1))
        height: width / shape
        x: disc.x - width - Theme.mm(root.isWide ? 20 : 1)
        y: root.lineY - height
    }
    Picture {
        art: "products/banana"
        size: root.goods * 0.62
        foot: 0.03
        x: disc.x + disc.width + Theme.gutter + root.goods * 0.38
        y: root.lineY - height
    }
    Picture {
        art: "products/avocado"
        size: root.goods * 0.54
        foot: 0.03
        x: disc.x + disc.width + Theme.gutter
        y: root.lineY - height
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
        y: root.isWide ? root.lineY + Theme.mm(2) : root.height - height - Theme.mm(9)
        height: root.isWide ? root.height - y : implicitHeight
        chipsTop: root.isWide ? Math.min(head.end + Theme.mm(9), root.lineY - chipsHeight - Theme.mm(6)) - y : 0
        onActed: action => root.acted(action)
    }
}
