import QtQuick
import screens.theme
import screens.parts
import screens.parts.scenes

// A suitcase on its line, in the room that words leave free at the foot of a page; gone where there is little.
SceneCard {
    id: root

    required property int free // what is left below the words
    visible: free > Theme.mm(86)
    height: Math.max(0, free)
    progress: 0.5

    Picture {
        art: "scenes/luggage"
        height: Math.min(parent.height * 0.9, parent.width * 0.42)
        width: height
        x: (parent.width - width) / 2
        y: parent.height - height
    }
}
