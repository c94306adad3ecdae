import QtQuick
import screens.theme
import screens.parts
import screens.parts.scenes

// What stands above the reach of who sits: the mark on its line, and nothing to touch.
Item {
    id: root

    property string word: ""
    readonly property int room: height - Theme.line - Theme.gutter

    visible: height > 0
    clip: true

    Image { // the site's logo has its name in it
        id: logo
        visible: status === Image.Ready
        x: Theme.margin
        y: root.room - height
        width: Math.min(height * (Theme.logo?.shape ?? 0), root.width * 0.5)
        height: Math.min(root.room * 0.5, Theme.mm(24))
        sourceSize: Qt.size(width, height)
        source: Theme.logo?.source ?? ""
        fillMode: Image.PreserveAspectFit
        horizontalAlignment: Image.AlignLeft
        Accessible.role: Accessible.Graphic
        Accessible.name: root.word
    }
    Disc {
        visible: !logo.visible
        width: Math.min(root.room * 0.62, Theme.mm(46))
        x: Theme.margin
        y: line.y - height
    }
    Picture {
        readonly property real shape: Theme.brandPicture?.shape ?? 0.77

        visible: root.room > Theme.mm(24)
        art: "scenes/paper-bag"
        own: Theme.brandPicture?.source ?? ""
        height: Math.min(root.room * 0.8, Theme.mm(64))
        width: height * shape
        x: root.width - Theme.margin - width
        y: line.y - height
    }
    Rectangle {
        id: line
        y: root.height - height
        width: parent.width
        height: Theme.line
        color: Theme.primary
    }
}
