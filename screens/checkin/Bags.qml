pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.luggage
import screens.parts.paging
import screens.parts.sale

// Each traveller's luggage on a card, what it costs over the actions; while a piece is weighed, the scale alone.
Page {
    id: page

    readonly property bool isWeighing: !!parts.weighing

    panel: isWeighing || Theme.isTight && !Theme.isLandscape ? null : sum

    Component {
        id: sum
        Item {
            implicitHeight: amount.height
            Amount { id: amount; width: parent.width; room: Theme.isLandscape ? parent.height : Theme.pageHeight; step: Theme.amount; label: page.parts.total_label; money: page.parts.total }
        }
    }
    Leaves {
        visible: !page.isWeighing
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner { width: parent.width; height: visible ? Math.min(implicitHeight, page.height) : 0; banner: page.parts.banner }
        Repeater {
            model: page.parts.people
            PieceRow {
                required property var modelData
                objectName: "pieces:" + modelData.id
                person: modelData
                width: parent.width
                height: implicitHeight
                onStepped: action => page.act(action)
            }
        }
        Amount { visible: !page.panel && !page.isWeighing; width: parent.width; step: Theme.h1; label: page.parts.total_label; money: page.parts.total }
    }
    SceneWords {
        id: scale
        visible: page.isWeighing
        width: page.width
        height: page.height
        progress: 0.5
        controls: page.shell.controls
        words: [
            Banner {
                width: parent.width
                height: Math.min(implicitHeight, scale.blockRoom)
                banner: page.isWeighing ? { "kind": "here", "icon": "scale", "title": page.parts.weighing.title, "text": page.parts.weighing.text } : null
            }
        ]

        Picture {
            art: "scenes/luggage"
            height: Math.min(parent.height, scale.sceneWidth * 0.8)
            width: height
            x: scale.sceneX + (scale.sceneWidth - width) / 2
            anchors.bottom: parent.bottom
        }
    }
}
