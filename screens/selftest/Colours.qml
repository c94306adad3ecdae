import QtQuick
import screens.parts.controls
import screens.parts.frame

// One colour from edge to edge; a touch anywhere shows the next.
Page {
    id: page

    usesFrame: false

    Rectangle {
        anchors.fill: parent
        color: page.parts.colour
    }
    TapArea {
        objectName: "colour"
        anchors.fill: parent
        name: page.parts.name
        description: page.view.instruction
        onActivated: page.act(page.view.primary)
    }
}
