pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.controls
import screens.parts.frame
import screens.parts.paging

// Which language: each by its own name. Nothing is marked; the touch itself is the choice.
Page {
    id: page

    readonly property var all: parts.languages
    readonly property int abreast: plan.columns
    readonly property int lines: Math.ceil(all.length / abreast)
    readonly property int share: (height - leaves.spacing * (lines - 1)) / lines

    Fitting { // how many fit beside each other
        id: plan
        visible: false
        width: page.width
        words: page.all.map(one => one.name)
        step: Theme.h2
        most: Theme.isLandscape ? 2 : 1
    }
    Leaves {
        id: leaves
        width: page.width
        height: page.height
        spacing: page.height < page.lines * (Theme.touchPrimary + Theme.cardGap) ? Theme.gutter : Theme.cardGap
        controls: page.shell.controls

        Repeater {
            model: page.lines

            Languages {
                required property int index
                width: leaves.inside
                columns: page.abreast
                languages: page.all.slice(index * page.abreast, (index + 1) * page.abreast)
                isTiled: true
                isMarking: false
                tall: Math.max(Theme.touchStd, cellHeight, Math.min(Theme.mm(62), page.share))
                onChosen: action => page.act(action)
            }
        }
    }
}
