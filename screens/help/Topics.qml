pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.help
import screens.parts.paging
import screens.parts.sheet
import screens.parts.travel

// Help for the step it was asked for at: what to know of it, the questions asked most there, and where a person is.
Page {
    id: page

    readonly property bool isApart: Theme.restacks // each fact for itself: together they may be higher than a page
    readonly property bool isAside: Theme.isLandscape && !Theme.isTight

    keeps: isApart && Theme.isLandscape ? ways.implicitHeight : 0
    panelsInPortrait: false
    panel: isAside ? aside : null

    Component {
        id: aside
        PersonPanel { people: page.parts.people }
    }

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        WayButtons { id: ways; width: parent.width; height: implicitHeight; ways: page.parts.ways; onActed: action => page.act(action) }
        StepLines { width: parent.width; height: visible ? implicitHeight : 0; lines: page.isApart ? [] : page.parts.lines }
        Repeater {
            model: page.isApart ? page.parts.lines : []
            SheetLine {
                required property var modelData
                width: parent?.width ?? 0
                height: implicitHeight
                line: modelData
            }
        }
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
        Whereabouts { visible: !page.isAside; width: parent.width; height: visible ? implicitHeight : 0; isPlain: true; people: page.parts.people }
    }
}
