import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.scenes

// What does not work, what does, and where a person is; the code is for staff. Large letters stand on one card, which
// is turned page by page where they do not fit on it.
Page {
    id: page

    readonly property int said: words.height + 2 * Theme.pad
    readonly property bool isRoomy: !Theme.losesColumn && (Theme.isLandscape ? Math.max(said, rest.height) : said + rest.height + Theme.cardGap) <= height
    readonly property int column: Theme.isLandscape ? (width - Theme.panelGap) / 2 : width

    Item {
        visible: page.isRoomy
        anchors.fill: parent

        SceneCard {
            id: scene
            width: page.column
            height: Theme.isLandscape ? page.height : page.height - rest.height - Theme.cardGap
            hasFloor: false
            progress: 0
            floorHeight: words.height + 2 * Theme.pad

            Disc {
                icon: "power"
                tone: Theme.rail
                inkTone: Theme.inkRail
                width: Math.min(parent.height * 0.8, Theme.mm(112))
                anchors { bottom: parent.bottom; horizontalCenter: parent.horizontalCenter }
            }
            Column {
                id: words
                parent: scene
                x: Theme.pad
                y: scene.lineY + Theme.line + Theme.pad
                width: scene.width - 2 * x
                spacing: Theme.mm(5)

                Label { width: parent.width; text: page.parts.what_happened; step: Theme.h2 }
                Label { width: parent.width; text: page.parts.what_works; isProse: true; color: Theme.muted }
            }
        }
        Column {
            id: rest
            x: Theme.isLandscape ? page.column + Theme.panelGap : 0
            y: Theme.isLandscape ? 0 : scene.height + Theme.cardGap
            width: page.column
            spacing: Theme.cardGap

            Place { width: parent.width; height: implicitHeight; place: page.parts.where }
            Card {
                width: parent.width
                height: code.height + 2 * Theme.mm(8)
                Fact { id: code; x: Theme.pad; y: Theme.mm(8); width: parent.width - 2 * x; label: page.parts.code_label; text: page.parts.code }
            }
        }
    }
    Card {
        visible: !page.isRoomy
        width: page.width
        height: leaves.height + 2 * leaves.y

        Leaves {
            id: leaves
            x: Theme.pad
            y: Theme.gutter
            width: parent.width - 2 * x
            height: Math.min(wanted, page.height - 2 * y)
            spacing: Theme.gutter
            controls: page.shell.controls

            Label { width: parent.width; visible: text !== ""; text: page.lead }
            Label { width: parent.width; text: page.parts.what_happened; step: Theme.title }
            Label { width: parent.width; text: page.parts.what_works; color: Theme.muted }
            Place { width: parent.width; height: implicitHeight; isPlain: true; place: page.parts.where }
            Fact { width: parent.width; label: page.parts.code_label; text: page.parts.code }
        }
    }
}
