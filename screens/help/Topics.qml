pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.help
import screens.parts.paging
import screens.parts.scenes

// Help for the step it was asked for at: what to know of it, the questions asked most there, and where a person is.
Page {
    id: page

    panelsInPortrait: false

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        WayButtons { width: parent.width; height: implicitHeight; ways: page.parts.ways; onActed: action => page.act(action) }
        StepLines { width: parent.width; height: visible ? implicitHeight : 0; lines: page.parts.lines }
        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.banner }
        Repeater {
            model: page.parts.articles
            ArticleRow {
                required property var modelData
                width: parent?.width ?? 0
                height: implicitHeight
                article: modelData
                onActivated: page.act(modelData)
            }
        }
        Place { width: parent.width; height: implicitHeight; isPlain: true; place: page.parts.people }
    }
}
