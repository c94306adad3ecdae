pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// The languages by their own names, in a grid; the first touch of many visits.
Grid {
    id: root

    required property var languages // [{name, language, is_chosen, event, args}]
    property int cellHeight: Theme.touchStd
    property bool isTiled: false
    property bool isMarking: true
    readonly property int cellWidth: (width - (columns - 1) * spacing) / columns

    signal chosen(action: var)

    spacing: Theme.gutter

    Repeater {
        model: root.languages

        LanguageChip {
            id: chip
            required property var modelData
            objectName: "language:" + modelData.language
            language: modelData
            isTile: root.isTiled
            isMarked: root.isMarking && modelData.is_chosen
            width: root.cellWidth
            height: root.cellHeight
            onActivated: root.chosen(chip.modelData)
        }
    }
}
