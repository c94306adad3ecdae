import QtQuick
import screens.theme
import screens.parts
import screens.parts.devices

// Nothing scanned yet: how to hold a product before the scanner.
SceneCard {
    id: root

    property string title: ""
    property string text: ""

    hasFloor: false
    progress: 0
    floorHeight: words.height + 2 * Theme.pad

    DevicePicture {
        guide: "scan"
        art: "scenes/scan-guide"
        shape: 1.5
        arrow: "arrow-left"
        arrowX: 0.43
        arrowY: 0.09
        width: parent.width * 0.86
        height: parent.height
        anchors { bottom: parent.bottom; horizontalCenter: parent.horizontalCenter }
    }
    Column {
        id: words
        parent: root
        x: Theme.pad
        y: root.lineY + Theme.line + Theme.pad
        width: root.width - 2 * x
        spacing: Theme.mm(3)

        Label { width: parent.width; text: root.title; step: Theme.h2 }
        Label { width: parent.width; text: root.text; isProse: true; color: Theme.muted }
    }
}
