pragma ComponentBehavior: Bound

import QtQuick
import screens.theme

// The languages by their own names, in rows that fill the width; the first touch of many visits.
Flow {
    id: root

    required property var languages // [{name, language, is_chosen, event, args}]
    property int columns: 3
    property int rows: Math.ceil(languages.length / columns)
    property int cellHeight: Theme.touchStd
    property bool isTiled: false
    property bool isMarking: true
    readonly property int full: languages.length - languages.length % columns // in rows of all columns

    signal chosen(action: var)

    spacing: Theme.gutter

    Repeater {
        model: root.languages

        LanguageChip {
            id: chip
            required property var modelData
            required property int index
            readonly property int abreast: index < root.full || root.isTiled ? root.columns : root.languages.length - root.full

            objectName: "language:" + modelData.language
            language: modelData
            isTile: root.isTiled
            isMarked: root.isMarking && modelData.is_chosen
            width: Math.floor((root.width - (abreast - 1) * root.spacing) / abreast)
            height: root.cellHeight
            onActivated: root.chosen(chip.modelData)
        }
    }
}
