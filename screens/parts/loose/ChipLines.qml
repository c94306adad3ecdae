pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.controls

// Chips of which one counts, in lines. On a page that turns it may be cut between two lines.
Fitting {
    id: root

    required property var chips // [{name, is_chosen, event, args}]
    required property string called // before the number of each
    property int room: Theme.pageHeight // of the page
    readonly property var stops: Array.from({ "length": Math.max(0, lines - 1) }, (_, n) => (n + 1) * (cellHeight + spacing))

    signal acted(action: var)

    visible: chips.length > 0
    words: Array.from(chips).map(one => one.name)

    Repeater {
        model: root.chips

        LanguageChip {
            id: chip
            required property var modelData
            required property int index
            objectName: root.called + ":" + index
            language: modelData
            width: root.cell
            height: Math.min(root.cellHeight, root.room)
            onActivated: root.acted(chip.modelData)
        }
    }
}
