import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.frame
import screens.parts.help
import screens.parts.paging

// One answer, and what can be done about it at once.
Page {
    id: page

    panelsInPortrait: false

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.banner }
        ArticleText { width: parent.width; height: visible ? implicitHeight : 0; text: page.parts.text; icon: page.parts.icon }
        BigButton {
            objectName: "deed"
            visible: !!page.parts.deed
            action: page.parts.deed
            width: parent.width
            height: visible ? implicitHeight : 0
            onActivated: page.act(action)
        }
    }
}
