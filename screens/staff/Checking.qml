import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// Something is looked at; what, the words say.
Page {
    id: page

    panelsInPortrait: false

    SceneWords {
        id: card
        width: page.width
        height: page.height
        progress: 0.5
        controls: page.shell.controls
        words: [
            Banner {
                width: parent.width
                height: Math.min(implicitHeight, card.blockRoom)
                titleStep: Theme.title
                banner: page.parts.banner
            }
        ]

        Disc {
            icon: page.parts.icon
            width: Math.min(card.sceneWidth * 0.4, parent.height)
            x: card.isAside ? card.sceneX + (card.sceneWidth - width) / 2 : (parent.width - width) / 2
            anchors.bottom: parent.bottom
        }
    }
}
