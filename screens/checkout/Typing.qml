pragma ComponentBehavior: Bound

import QtQuick
import Pronto
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.fields
import screens.parts.keyboard

// The number below a barcode that cannot be read: where it stands, the field, and the keys, on one card.
Page {
    id: page

    property string refused: "" // what stood in the field when it was
    readonly property var board: shell.keyboard
    readonly property int pad: Theme.isSmall ? Theme.mm(5) : Theme.mm(8)
    readonly property bool isBeside: Theme.isLandscape // the keys beside the field
    readonly property int keysMost: height - 2 * pad - (isBeside ? 0 : field.height + Theme.cardGap)
    readonly property int pictureRoom: isBeside ? 0 : height - card.height - Theme.cardGap
    readonly property bool hasPicture: !isBeside && keysMost - keys.leastHeight - Theme.cardGap >= Theme.mm(56)

    panelsInPortrait: false
    filled: ({ code: code.text })
    panel: Component {
        PrintedNumber { isUpright: true; sample: page.parts.sample; words: page.parts.where }
    }
    onViewChanged: refused = code.text
    Keys.onPressed: event => page.board.put(event.text) // a keyboard with real keys
    Component.onCompleted: page.board.entry = code

    Entry {
        id: code
        kind: "number"
        longest: page.parts.longest
        groups: page.parts.groups
    }
    Card {
        visible: page.hasPicture
        width: page.width
        height: page.pictureRoom
        tone: Theme.surface

        PrintedNumber {
            anchors.fill: parent
            anchors.margins: page.pad
            sample: page.parts.sample
            words: page.parts.where
        }
    }
    Card {
        id: card
        y: page.isBeside ? 0 : page.height - height
        width: page.width
        height: page.isBeside ? page.height : field.height + Theme.cardGap + keys.implicitHeight + 2 * page.pad

        EntryField {
            id: field
            x: page.pad
            y: page.isBeside ? (card.height - height) / 2 : page.pad
            width: (page.isBeside ? keys.x - Theme.wideGap : page.width - page.pad) - x
            label: page.parts.field
            showsLabel: !Theme.isTight // the title says it too
            problem: code.text === page.refused ? page.parts.problem ?? "" : ""
            room: page.height - 2 * page.pad - (page.isBeside ? 0 : Theme.cardGap + keys.scarceHeight)
            board: page.board
            entry: code
            step: Theme.h1
        }
        Keyboard {
            id: keys
            board: page.board
            room: page.isBeside ? page.width * (Theme.isTight ? 0.36 : 0.46) : page.width - 2 * page.pad
            roomDown: page.keysMost - (page.hasPicture ? Math.max(Theme.mm(56), page.height * 0.33) + Theme.cardGap : 0)
            width: implicitWidth
            height: implicitHeight
            x: page.isBeside ? page.width - width - page.pad : (page.width - width) / 2
            y: page.isBeside ? (card.height - height) / 2 : field.y + field.height + Theme.cardGap
        }
    }
}
