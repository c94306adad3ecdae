pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.frame

// Fields from edge to edge, each to be touched once; what is to be done stands over them until the first is.
Page {
    id: page

    readonly property var cells: parts.cells
    readonly property int columns: Theme.isLandscape ? cells.length / parts.across : parts.across
    readonly property int lines: cells.length / columns
    readonly property int gap: Theme.mm(3)

    usesFrame: false

    Grid {
        id: grid
        columns: page.columns
        spacing: page.gap

        Repeater {
            model: page.cells.length

            TapArea {
                id: cell
                required property int index
                readonly property var field: page.cells[index]

                objectName: "cell"
                name: field.name
                isTight: true
                width: (page.width - (page.columns - 1) * page.gap) / page.columns
                height: (page.height - (page.lines - 1) * page.gap) / page.lines
                Accessible.checkable: true
                Accessible.checked: field.is_felt
                onActivated: page.act(field)

                Card {
                    anchors.fill: parent
                    tone: cell.field.is_felt ? Theme.primary : Theme.surface

                    Label {
                        anchors.fill: parent
                        horizontalAlignment: Text.AlignHCenter
                        text: page.parts.is_begun ? cell.field.number : ""
                        step: Theme.title
                        color: cell.field.is_felt ? Theme.inkPrimary : Theme.muted
                        isPartOfControl: true
                        fits: true
                    }
                }
            }
        }
    }
    Card {
        visible: !page.parts.is_begun
        width: page.width - 2 * Theme.margin
        height: words.implicitHeight + 2 * Theme.pad
        anchors.centerIn: parent

        Column {
            id: words
            x: Theme.pad
            y: Theme.pad
            width: parent.width - 2 * x
            spacing: Theme.gutter

            Label { width: parent.width; text: page.view.title; step: Theme.h2 }
            Label { width: parent.width; text: page.view.instruction }
            Label { width: parent.width; text: page.parts.left; color: Theme.muted }
        }
    }
}
