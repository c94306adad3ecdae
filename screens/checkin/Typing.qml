pragma ComponentBehavior: Bound

import QtQuick
import Pronto
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.fields
import screens.parts.keyboard
import screens.parts.scenes

// One fact is typed: a code in boxes, a number, a name or a day, with its keys on one card; above it, while there is
// room, what it stands on.
Page {
    id: page

    property string art: "scenes/travel-barcode"
    readonly property var field: parts.field
    readonly property var board: shell.keyboard
    readonly property int pad: Theme.mm(!Theme.isSmall ? 8 : Theme.isLandscape ? 3 : 5)
    readonly property bool isApart: Theme.isLandscape && Theme.isTight // the field over the actions
    readonly property var looks: ({ entry: entryLook, code: codeLook, date: dateLook })
    readonly property Component look: looks[field.look]
    readonly property int spare: height - card.height - Theme.cardGap
    readonly property bool isScarce: Theme.isTight && !Theme.isLandscape // the instruction gives way to field and keys
    readonly property int beside: 2 * pad + Theme.cardGap + keys.scarceHeight // of the card, beside its field
    property string refused: "" // what stood in the field when it was
    property string day: ""
    readonly property string problem: (field.look === "date" ? day : typed.text) === refused ? field.problem ?? "" : ""

    filled: ({ text: field.look === "date" ? day : typed.text })
    panel: isApart ? look : null
    panelLeast: isApart ? Theme.fieldHeight + (field.problem ? 2 * Theme.px(Theme.caption.cap) * Theme.oneLine : 0) + Theme.gap : 0
    panelsInPortrait: false
    least: isScarce ? beside + Theme.fieldHeight + Theme.mm(32) : isApart ? Math.max(Theme.leastPage, keys.scarceHeight + 2 * pad) : Theme.leastPage
    keeps: isApart ? keys.scarceHeight + 2 * pad : 0
    onFieldChanged: attach()
    Component.onCompleted: attach()
    Keys.onPressed: event => page.board.put(event.text) // a keyboard with real keys

    function attach() {
        if (!page.field) // nothing yet while the page is made
            return;
        page.refused = page.field.look === "date" ? page.day : typed.text;
        if (page.field.look !== "date")
            page.shell.keyboard.entry = typed;
    }

    Entry {
        id: typed
        readonly property string about: page.field.name
        kind: page.field.kind
        longest: page.field.longest
        onAboutChanged: clear() // another fact: an empty field
    }
    SceneCard {
        id: scene
        visible: page.art !== "" && !Theme.isLandscape && page.spare > Theme.mm(80)
        width: page.width
        height: page.spare
        progress: 0.5

        Picture {
            art: page.art === "" ? "" : page.art + (Theme.isContrast ? "-contrast" : Theme.isDark ? "-dark" : "")
            height: Math.min(parent.height, parent.width / 1.25)
            width: height * 1.25
            x: (parent.width - width) / 2
            y: parent.height - height
        }
    }
    Card {
        id: card
        width: page.width
        height: page.isApart ? page.height : keys.y + keys.height + page.pad
        y: page.height - height

        Loader {
            id: box
            x: page.pad
            y: page.pad
            width: parent.width - 2 * x
            active: !page.isApart
            sourceComponent: page.look
        }
        Keyboard {
            id: keys
            board: page.shell.keyboard
            room: parent.width - 2 * page.pad
            roomDown: page.isApart ? page.height - 2 * page.pad : page.height - y - page.pad
            width: implicitWidth
            height: implicitHeight
            x: (parent.width - width) / 2
            y: page.isApart ? (page.height - height) / 2 : box.y + box.height + Theme.cardGap
        }
    }

    Component {
        id: entryLook
        EntryField { label: page.field.label; board: page.shell.keyboard; entry: typed; problem: page.problem; hint: page.isApart ? "" : page.field.hint ?? ""; room: page.isApart ? Math.max(parent?.height ?? 0, Theme.touchMin) : page.isScarce ? Math.max(Theme.fieldHeight + Theme.mm(14), page.height - page.beside) : 0; showsLabel: !Theme.isTight }
    }
    Component {
        id: codeLook
        CodeField { label: page.field.label; board: page.shell.keyboard; entry: typed; problem: page.problem; hint: page.isApart ? "" : page.field.hint ?? ""; room: page.isApart ? Math.max(parent?.height ?? 0, Theme.touchMin) : page.isScarce ? Math.max(Theme.fieldHeight + Theme.mm(14), page.height - page.beside) : 0; showsLabel: !Theme.isTight }
    }
    Component {
        id: dateLook
        DateFields { label: page.field.label; board: page.shell.keyboard; fields: page.field.days; problem: page.problem; room: page.isApart ? Math.max(parent?.height ?? 0, Theme.touchMin) : page.isScarce ? Math.max(Theme.fieldHeight + Theme.mm(14), page.height - page.beside) : 0; showsLabel: !Theme.isTight; onIsoChanged: page.day = iso }
    }
}
