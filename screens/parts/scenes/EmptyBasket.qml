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
    floorHeight: words.natural + 2 * Theme.pad

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
        readonly property int natural: head.implicitHeight + how.implicitHeight + spacing
        readonly property real share: root.hasScene ? 1 : Math.min(1, (root.height - 2 * Theme.pad) / natural) // of its height

        parent: root
        x: Theme.pad
        y: root.lineY + Theme.line + Theme.pad
        width: root.width - 2 * x
        spacing: Theme.mm(3)

        Label { id: head; width: parent.width; height: implicitHeight * words.share; text: root.title; step: Theme.h2; fits: true; neverCut: true }
        Label { id: how; width: parent.width; height: implicitHeight * words.share; text: root.text; isProse: true; color: Theme.muted; fits: true; neverCut: true }
    }
}
