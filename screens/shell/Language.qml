import QtQuick
import screens.theme
import screens.parts.controls
import screens.parts.frame

// Which language: each by its own name. Nothing is marked; the touch itself is the choice.
Page {
    id: page

    Languages {
        id: tiles
        width: parent.width
        most: Theme.isLandscape ? 2 : 1
        spacing: Theme.cardGap
        tall: Math.min(Theme.mm(62), (page.height - spacing * (lines - 1)) / lines)
        languages: page.parts.languages
        isTiled: true
        isMarking: false
        onChosen: action => page.act(action)
    }
}
