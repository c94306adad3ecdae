import QtQuick
import screens.theme
import screens.parts

// What this place is for; for a few seconds at a time in another language, in the same place, so that nothing jumps.
Label {
    id: root

    property string foreign: "" // the same words in another language
    readonly property bool isForeign: foreign !== ""

    color: isForeign ? "transparent" : Theme.muted

    Label {
        objectName: "foreign"
        visible: root.isForeign
        anchors.fill: parent
        text: root.foreign
        step: root.step
        weight: root.weight
        color: Theme.muted
        isPartOfControl: true // said in the language of the glass
        fits: true
        mayElide: true
        maximumLineCount: Math.max(1, root.lineCount)
        onTextChanged: coming.restart()

        NumberAnimation on opacity { id: coming; from: Theme.appearFrom; to: 1; duration: Theme.appearMs }
    }
}
