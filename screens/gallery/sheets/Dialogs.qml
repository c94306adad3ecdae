pragma ComponentBehavior: Bound

import QtQuick
import screens.parts.frame
import screens.parts.sheet

// Two sheets over a page: one that counts, one that asks.
Page {
    id: page

    usesFrame: false

    Repeater {
        model: page.parts.sheets
        SheetFrame {
            required property var modelData
            required property int index
            sheet: modelData
            countdown: page.parts.countdown
            width: page.width
            height: page.height / 2
            y: index * height
        }
    }
}
