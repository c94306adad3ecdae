pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame

// Banners of every kind, the toast with and without a way back, the caption of what is said, the DEMO mark.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin

    usesFrame: false

    CaptionBar { width: page.width; text: page.parts.caption; demo: page.shell.demo }
    Column {
        x: Theme.margin
        y: Theme.railY
        spacing: Theme.cardGap

        Repeater {
            model: page.parts.banners
            Banner { required property var modelData; objectName: "banner:" + modelData.kind; banner: modelData; width: page.room; height: implicitHeight }
        }
        Repeater {
            model: page.parts.toasts
            UndoToast { required property var modelData; toast: modelData; width: page.room; height: implicitHeight }
        }
        DemoMark { text: page.shell.demo; width: implicitWidth; height: implicitHeight }
    }
}
