pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.frame
import screens.parts.sale

// Rows of a basket with the newest, a long name and a long amount; a list too long for its place; steppers alone.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin

    usesFrame: false

    Column {
        x: Theme.margin
        y: Theme.margin
        spacing: Theme.wideGap

        RowList {
            width: page.room
            room: Theme.mm(204)
            height: room
            rows: page.shell.rows
            controls: page.shell.controls
        }
        Row {
            spacing: Theme.wideGap
            Repeater {
                model: page.parts.steppers
                Stepper { required property var modelData; row: modelData }
            }
        }
    }
}
