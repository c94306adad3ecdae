import QtQuick
import screens.theme
import screens.parts
import screens.parts.scenes

// Words beside, or above, a paper bag that waits, with a sign of what it waits for.
SceneWords {
    id: root

    property string sign: "undo-2"

    progress: isAside ? 0.68 : 0.34

    Picture {
        id: bag
        art: "scenes/paper-bag"
        height: Math.min(parent.height, root.isAside ? root.sceneWidth / 0.83 : root.sceneWidth * 0.72)
        width: height * 0.77
        x: root.sceneX + (root.sceneWidth - width) / 2
        anchors.bottom: parent.bottom
    }
    Disc {
        icon: root.sign
        width: bag.width * 0.32
        x: root.width * root.progress - Theme.pad - width
        anchors.bottom: parent.bottom
    }
}
