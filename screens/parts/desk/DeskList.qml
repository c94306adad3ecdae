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
    readonly property bool isPaired: Theme.isLandscape && !Theme.isTight && rows.length > 3 // two beside each other
    readonly property int abreast: isPaired ? 2 : 1

    panelsInPortrait: false

    Leaves {
        id: leaves
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Label { visible: text !== ""; width: parent.width; text: page.parts.lead ?? ""; color: Theme.muted; isProse: true }
        Repeater {
            model: Math.ceil(page.rows.length / page.abreast)

            Row {
                id: line
                required property int index
                readonly property var held: page.rows.slice(index * page.abreast, (index + 1) * page.abreast)
                readonly property int high: Math.max(0, ...Array.from(children).map(one => one.implicitHeight ?? 0))

                width: leaves.inside
                spacing: Theme.gutter

                Repeater {
                    model: line.held

                    DeskRow {
                        required property var modelData
                        row: modelData
                        room: page.height
                        width: (line.width - (page.abreast - 1) * line.spacing) / page.abreast
                        height: line.high
                        onActivated: page.act(modelData)
                    }
                }
            }
        }
        Banner {
            width: leaves.inside
            height: Math.min(implicitHeight, leaves.height) // its words shrink where there is little
            banner: page.rows.length === 0 && page.parts.empty ? ({ kind: "info", icon: "info", title: page.parts.empty, text: "" }) : null
        }
    }
}
