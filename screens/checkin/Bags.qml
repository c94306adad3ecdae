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
    readonly property bool isScarce: Theme.isSmall && Theme.isOneByOne // a banner's title alone, then its words
    readonly property bool isLow: Theme.isLandscape && Theme.isTight && (Theme.restacks || Theme.isShallow) // words and keys come one after the other

    panel: isWeighing || Theme.isTight && !Theme.isLandscape ? null : sum

    Component {
        id: sum
        Item {
            implicitHeight: amount.height
            Amount { id: amount; width: parent.width; room: Theme.isLandscape ? parent.height : Theme.pageHeight; step: Theme.amount; label: page.parts.total_label; money: page.parts.total }
        }
    }
    Leaves {
        id: words
        visible: !page.isWeighing
        anchors.fill: parent
        controls: page.shell.controls
        spacing: Theme.gutter

        Banner {
            width: parent.width
            height: visible ? Math.min(implicitHeight, page.height) : 0
            banner: page.isScarce && page.parts.banner ? Object.assign({}, page.parts.banner, { "text": "", "do": "" }) : page.parts.banner
        }
        Label {
            visible: page.isScarce && text !== ""
            width: parent.width
            height: Math.min(implicitHeight, page.height)
            text: page.parts.banner ? [page.parts.banner.text, page.parts.banner.do || ""].join(" ").trim() : ""
            fits: true
            neverCut: true
        }
        Repeater {
            model: Array.from(page.parts.people).reduce((all, one) => all.concat(page.isLow ? [[one, false], [one, true]] : [[one, true]]), [])
            PieceRow {
                required property var modelData
                objectName: "pieces:" + modelData[0].id
                person: modelData[0]
                hasKeys: modelData[1]
                hasWords: !page.isLow || !modelData[1]
                width: parent.width
                height: implicitHeight
                onStepped: action => page.act(action)
            }
        }
        Amount { visible: !page.panel && !page.isWeighing; width: parent.width; step: Theme.h1; label: page.parts.total_label; money: page.parts.total }
    }
    LuggageScene {
        visible: !page.isWeighing && free > Theme.mm(86)
        free: page.height - words.wanted - Theme.cardGap
        width: page.width
        y: page.height - height
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
