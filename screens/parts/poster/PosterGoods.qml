import QtQuick
import screens.theme
import screens.parts

// What stands on the line beside the disc: the site's own picture or the bag on its left, goods on its right.
Item {
    id: root

    required property Item disc
    required property int lineY
    required property int side
    property string kind: "shopping" // or travel, or both: what is done here
    readonly property int room: Math.min(disc.width * 0.5, width - side - Theme.gutter - disc.x - disc.width)

    Picture {
        readonly property real shape: Theme.brandPicture?.shape ?? 0.77

        art: root.kind === "travel" ? "scenes/luggage" : "scenes/paper-bag"
        own: Theme.brandPicture?.source ?? ""
        width: Math.min(root.disc.width * 0.4, root.disc.x - root.side - Theme.mm(1))
        height: width / shape
        x: root.disc.x - width - Theme.mm(Theme.isLandscape ? 20 : 1)
        y: root.lineY - height
    }
    Picture {
        visible: root.kind === "both"
        art: "scenes/luggage"
        width: root.room * 0.62
        height: width / 0.78
        x: root.disc.x + root.disc.width + Theme.gutter
        y: root.lineY - height
    }
    Picture {
        visible: root.kind === "shopping"
        art: "products/banana"
        size: root.room * 0.62
        foot: 0.03
        x: root.disc.x + root.disc.width + Theme.gutter + root.room * 0.38
        y: root.lineY - height
    }
    Picture {
        visible: root.kind === "shopping"
        art: "products/avocado"
        size: root.room * 0.54
        foot: 0.03
        x: root.disc.x + root.disc.width + Theme.gutter
        y: root.lineY - height
    }
}
