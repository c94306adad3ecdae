pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// The languages by their own names, in a grid; the first touch of many visits.
Fitting {
    id: root

    required property var languages // [{name, language, is_chosen, event, args}]
    property int tall: isTiled ? Math.max(Theme.touchPrimary, cellHeight) : cellHeight
    property bool isTiled: false
    property bool isMarking: true

    signal chosen(action: var)

    words: languages.map(one => one.name)
    step: isTiled ? Theme.title : Theme.label
    isTwoLines: !isTiled

    Repeater {
        model: root.languages

        LanguageChip {
            id: chip
            required property var modelData
            required property int index
            objectName: "language:" + modelData.language
            language: modelData
            isTile: root.isTiled
            isMarked: root.isMarking && modelData.is_chosen
            width: root.fillsLast ? root.cellOf(index) : root.cell
            height: root.tall
            onActivated: root.chosen(chip.modelData)
        }
    }
}
