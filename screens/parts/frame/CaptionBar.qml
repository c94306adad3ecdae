import QtQuick
import screens.theme
import screens.parts

// What is being said, in words: over the header, where nothing needs a touch. The DEMO mark stays.
Rectangle {
    id: root

    property string text: ""
    property string demo: ""

    visible: text !== ""
    height: Theme.railY - Theme.disc - Theme.gap
    color: Theme.ink

    Label {
        x: Theme.margin
        y: Theme.gap
        width: (mark.visible ? mark.x : root.width) - 2 * Theme.margin
        height: root.height - 2 * y
        verticalAlignment: Text.AlignVCenter
        text: root.text
        step: Theme.caption
        color: Theme.bg
        fits: true
        mayElide: true
        maximumLineCount: Theme.isLandscape ? 2 : 3
    }
    DemoMark {
        id: mark
        visible: text !== ""
        text: root.demo
        width: implicitWidth
        height: implicitHeight
        x: root.width - Theme.margin - width
        anchors.verticalCenter: parent.verticalCenter
    }
}
