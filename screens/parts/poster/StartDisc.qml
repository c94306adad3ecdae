import QtQuick
import screens.theme
import screens.parts
import screens.parts.scenes

// The disc that is the start, with its sign and, where they fit, its words.
Disc {
    id: root

    required property string words
    required property string sign
    required property bool isInside // the words fit

    Icon {
        name: root.sign
        tone: root.inkTone
        size: root.width * (root.isInside ? 0.2 : 0.4)
        anchors.horizontalCenter: parent.horizontalCenter
        y: root.isInside ? root.height * 0.2 : (root.height - height) / 2
    }
    TextMetrics { id: natural; font: call.font; text: call.text }
    Label {
        id: call
        visible: root.isInside
        x: (root.width - width) / 2
        y: root.height * 0.42
        width: Math.min(root.width * 0.6, Math.max(root.width * 0.4, natural.advanceWidth * 0.58)) // lines of like length
        height: root.height * 0.4
        text: root.words
        step: Theme.display
        color: root.inkTone
        horizontalAlignment: Text.AlignHCenter
        isPartOfControl: true
        fits: true
        mayElide: true
        maximumLineCount: 3
    }
}
