import QtQuick
import screens.theme
import screens.parts.controls
import screens.parts.frame

// Which language: each by its own name. Nothing is marked; the touch itself is the choice.
Page {
    id: page

    readonly property int count: parts.languages.length

    Languages {
        id: tiles
        width: parent.width
        columns: Theme.isLandscape ? 2 : 1
        spacing: Theme.cardGap
        cellHeight: Math.min(Theme.mm(62), (page.height - spacing * (rows - 1)) / rows)
        languages: page.parts.languages
        isTiled: true
        isMarking: false
        rows: Math.ceil(page.count / columns)
        onChosen: action => page.act(action)
    }
}
