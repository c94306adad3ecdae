import QtQuick
import screens.theme

// The only text of the screens: a step of the scale, a tone, and a name in the accessible tree.
Text {
    id: root

    property TypeStep step: Theme.body
    property string spoken: text
    property bool isPartOfControl: false // the control says it
    property bool mayElide: false // the full text stays in the accessible name
    property bool fits: false // shrinks, down to caption, before it wraps or elides
    property bool neverCut: false // where it fits: shrinks further, to the least large letters, before it is cut
    property bool isOfMachine: false // every sign as wide as the next, and none joined to another
    property bool isProse: false // several lines are expected: they stand further apart
    property int weight: step.weight
    readonly property int placed: horizontalAlignment // as a number, for whoever measures
    property real leastCap: neverCut ? Math.min(Theme.caption.cap, 6.1 / Theme.textScale) : Theme.caption.cap // 6.1 mm: 0.7 degrees at 500 mm

    color: Theme.ink
    font.family: root.isOfMachine ? Theme.monoFace : root.step.isHead ? Theme.headFace : Theme.face
    font.weight: root.weight
    font.pixelSize: Theme.px(root.step.cap)
    font.letterSpacing: root.step.isHead ? Theme.px(root.step.cap) * Theme.headTracking : 0
    font.features: root.isOfMachine ? ({ "calt": 0 }) : ({ "tnum": 1 })
    lineHeight: isProse ? (step.isHead ? Theme.headProseLine : Theme.proseLine) : 1
    verticalAlignment: Text.AlignVCenter
    textFormat: Text.PlainText
    wrapMode: mayElide && maximumLineCount === 1 ? Text.NoWrap : fits ? Text.WordWrap : Text.Wrap
    elide: mayElide ? Text.ElideRight : Text.ElideNone
    fontSizeMode: fits ? Text.Fit : Text.FixedSize
    minimumPixelSize: fits ? Theme.px(leastCap) : 1
    horizontalAlignment: Text.AlignLeft // a name from right to left stands in the same column
    renderType: Text.NativeRendering

    Accessible.role: Accessible.StaticText
    Accessible.name: root.spoken
    Accessible.ignored: root.isPartOfControl || root.text === ""
}
