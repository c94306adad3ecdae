import QtQuick
import screens.theme

// A label over an amount of money. Text and spoken form come finished; a long amount shrinks rather than overflows.
Column {
    id: root

    property string label: ""
    property var money: null // {text, spoken}
    property TypeStep step: Theme.display
    property real labelShare: 1 // of the width
    property int alignment: Text.AlignLeft

    spacing: 0

    Label {
        width: root.width * root.labelShare
        visible: text !== ""
        text: root.label
        color: Theme.muted
        horizontalAlignment: root.alignment
        mayElide: true
        maximumLineCount: 1
    }
    Label {
        width: root.width
        height: Theme.px(root.step.cap) * Theme.oneLine
        text: root.money ? root.money.text : ""
        spoken: root.money ? root.money.spoken : ""
        step: root.step
        fits: true
        mayElide: true
        maximumLineCount: 1
        horizontalAlignment: root.alignment
    }
}
