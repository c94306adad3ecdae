pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.help
import screens.parts.paging
import screens.parts.scenes

// The answers to a question; with none, where a person is who can answer it.
Page {
    id: page

    readonly property var nowhere: ({ "title": "", "desk": "", "phone": "", "hours": "" })

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
        Place {
            visible: !!page.parts.people
            width: parent.width
            height: visible ? implicitHeight : 0
            place: page.parts.people ?? page.nowhere
        }
    }
}
