import QtQuick
import screens.theme

// A small label over a value that somebody reads out: a reference, a code, an amount. The value is never cut.
Column {
    id: root

    property string label: ""
    property string text: ""
    property string spoken: text
    property int alignment: Text.AlignLeft

    spacing: Theme.mm(1.5)

    Label { width: root.width; text: root.label; step: Theme.caption; color: Theme.muted; horizontalAlignment: root.alignment }
    Label {
        width: root.width
        height: Theme.px(step.cap) * Theme.bodyLine
        text: root.text
        spoken: root.spoken
        step: Theme.title
        horizontalAlignment: root.alignment
        fits: true
        mayElide: true
        neverCut: true
        maximumLineCount: 1
    }
}
