import QtQuick
import screens.parts
import screens.parts.devices
import screens.theme

// Paid: the disc has become the tick; card and bag stand on the same line, ready to be taken. Where there is height
// the disc is as large as at the start, with the things before it. Where the money went back there is no bag.
SceneCard {
    id: root

    property bool hasGoods: true

    readonly property bool isTall: stage.height > stage.width * 0.56
    readonly property int unit: isTall ? stage.width * 0.4 : Math.min(stage.height, stage.width / 2.45)
    readonly property int span: isTall ? stage.width : unit * 2.45
    readonly property int discSize: isTall ? Math.min(stage.height, stage.width * 0.7) : unit * 0.78

    Disc {
        icon: "check"
        isDrawn: true
        share: 0.64
        width: root.discSize
        x: root.isTall ? (root.stage.width - width) / 2 : (root.stage.width - root.span) / 2
        y: root.stage.height - height
    }
    Picture {
        art: "scenes/payment-card"
        width: root.unit * (root.isTall ? 0.62 : 0.66)
        height: width * 0.64
        x: root.isTall ? Theme.mm(2) : (root.stage.width - root.span) / 2 + root.unit * 0.94
        y: root.stage.height - height * 1.18
        rotation: -9
        smooth: true
        antialiasing: true
    }
    DevicePicture {
        visible: root.hasGoods
        guide: "goods"
        art: "scenes/paper-bag"
        shape: 0.77
        width: root.unit * 0.77
        height: root.unit
        x: (root.stage.width + root.span) / 2 - width
        y: root.stage.height - height
    }
}
