import QtQuick
import screens.theme
import screens.parts

// What stands above the reach of who sits: the house and its goods on a grey line, for nothing here is to be touched.
Item {
    id: root

    property string word: ""
    readonly property int lineY: height - Theme.line
    readonly property int artHeight: Math.min((lineY - Theme.margin) * 0.72, Theme.mm(150), width * 0.42)

    visible: height > 0
    clip: true

    Image { // the site's logo has its name in it
        id: logo
        visible: status === Image.Ready
        x: Theme.margin
        y: root.lineY - height - Theme.gutter
        width: Math.min(height * (Theme.logo?.shape ?? 0), root.width * 0.4)
        height: Math.min(root.artHeight * 0.4, Theme.mm(30))
        sourceSize: Qt.size(width, height)
        source: Theme.logo?.source ?? ""
        fillMode: Image.PreserveAspectFit
        horizontalAlignment: Image.AlignLeft
        Accessible.role: Accessible.Graphic
        Accessible.name: root.word
    }
    Label {
        visible: !logo.visible && height + Theme.gutter < root.lineY
        x: Theme.margin
        y: root.lineY - height - Theme.gap
        width: bag.x - x - Theme.gutter
        text: root.word
        step: Theme.display
        color: Theme.muted
    }
    Picture {
        id: bag
        readonly property real shape: Theme.brandPicture?.shape ?? 0.77

        art: "scenes/paper-bag"
        own: Theme.brandPicture?.source ?? ""
        height: root.artHeight
        width: height * shape
        x: avocado.x - width - Theme.gap
        y: root.lineY - height
    }
    Picture {
        id: avocado
        art: "products/avocado"
        size: root.artHeight * 0.4
        foot: 0.03
        x: banana.x - width * 0.7
        y: root.lineY - height
    }
    Picture {
        id: banana
        art: "products/banana"
        size: root.artHeight * 0.46
        foot: 0.03
        x: root.width - Theme.margin - width
        y: root.lineY - height
    }
    Rectangle {
        y: root.lineY
        width: parent.width
        height: Theme.line
        color: Theme.rail
    }
}
