import QtQuick
import screens.theme

// A label over an amount of money. Text and spoken form come finished; a long amount shrinks rather than overflows.
Column {
    id: root

    property string label: ""
    property var money: null // {text, spoken}
    property TypeStep step: Theme.display
    property int alignment: Text.AlignLeft
    property int room: Theme.pageHeight // of both lines: where it is scarce the amount shrinks
    readonly property alias labelWidth: words.implicitWidth

    spacing: 0

    Label {
        id: words
        width: root.width
        visible: text !== ""
        text: root.label
        color: Theme.muted
        horizontalAlignment: root.alignment
        mayElide: true
        maximumLineCount: 1
    }
    Label {
        width: root.width
        height: Math.min(Theme.px(root.step.cap) * Theme.oneLine, Math.max(Theme.touchMin, root.room - words.height))
        text: root.money ? root.money.text : ""
        spoken: root.money ? root.money.spoken : ""
        step: root.step
        fits: true
        mayElide: true
        isAmount: true
        maximumLineCount: 1
        horizontalAlignment: root.alignment
    }
}
