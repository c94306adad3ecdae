pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging

// A staff page of rows, by pages where they do not all fit: `rows`, and above them a line of words (`lead`).
Page {
    id: page

    readonly property var rows: parts.rows ?? []
    readonly property int abreast: isBroad ? rows.length > 8 ? 3 : 2 : Theme.isLandscape && !Theme.isTight && rows.length > 3 ? 2 : 1

    isBroad: Theme.isAmple && (rows.length <= 8 || (view.secondary ?? null) === null)
    panelsInPortrait: false

    Leaves {
        id: leaves
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Label { visible: text !== ""; width: parent.width; text: page.parts.lead ?? ""; color: Theme.muted; isProse: true }
        DeskRows {
            rows: page.rows
            across: leaves.inside
            abreast: page.abreast
            room: page.height - leaves.keysHeight
            onActivated: row => page.act(row)
        }
        Banner {
            width: leaves.inside
            height: Math.min(implicitHeight, leaves.height) // its words shrink where there is little
            banner: page.rows.length === 0 && page.parts.empty ? ({ kind: "info", icon: "info", title: page.parts.empty, text: "" }) : null
        }
    }
}
