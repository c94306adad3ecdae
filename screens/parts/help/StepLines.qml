pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.sheet

// What to know of the step that help was asked for at: a few facts on one card.
Card {
    id: root

    required property var lines
    readonly property int inset: Theme.mm(Theme.isTight ? 5 : 8)

    visible: lines.length > 0
    tone: Theme.primaryContainer
    isBare: !Theme.isContrast
    implicitHeight: facts.implicitHeight + 2 * inset

    Column {
        id: facts
        x: root.inset
        y: root.inset
        width: root.width - 2 * x
        spacing: Theme.mm(3)

        Repeater {
            model: root.lines
            SheetLine {
                required property var modelData
                width: facts.width
                height: implicitHeight
                line: modelData
            }
        }
    }
}
