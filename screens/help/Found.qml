pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.help
import screens.parts.paging

// The answers to a question; with none, where a person is who can answer it.
Page {
    id: page

    panelsInPortrait: false

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.banner }
        Repeater {
            model: page.parts.articles
            ArticleRow {
                required property var modelData
                required property int index
                objectName: "article:" + index
                width: parent?.width ?? 0
                height: implicitHeight
                article: modelData
                onActivated: page.act(modelData)
            }
        }
        Whereabouts { width: parent.width; height: visible ? implicitHeight : 0; people: page.parts.people }
    }
}
