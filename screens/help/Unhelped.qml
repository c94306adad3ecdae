import QtQuick
import screens.parts.frame
import screens.parts.help
import screens.parts.paging

// Nobody can be called from here: where a person is.
Page {
    id: page

    panelsInPortrait: false

    Leaves {
        anchors.fill: parent
        controls: page.shell.controls

        Whereabouts { width: parent.width; height: implicitHeight; people: page.parts.people }
    }
}
