pragma ComponentBehavior: Bound

import QtQuick
import Pronto
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.fields
import screens.parts.keyboard

// One field of each kind with its keyboard, on one card, low on the page.
Page {
    id: page

    readonly property var field: parts.field
    readonly property int pad: Theme.mm(!Theme.isSmall ? 8 : Theme.isLandscape ? 3 : 5)
    readonly property bool isApart: Theme.isLandscape && Theme.isTight // the field over the actions
    readonly property bool isScarce: Theme.isTight && !Theme.isLandscape // as where it is typed in: the hint gives way
    readonly property int beside: 2 * pad + Theme.cardGap + keys.scarceHeight // of the card, beside its field
    readonly property int room: isScarce ? Math.max(Theme.fieldHeight + Theme.mm(14), height - beside) : 0
    readonly property Component look: looks[field.look]
    readonly property var looks: ({ entry: entryLook, search: searchLook, code: codeLook, date: dateLook })

    panel: isApart ? look : null
    panelsInPortrait: false
    keeps: isApart ? keys.scarceHeight + 2 * pad : 0
    least: isScarce ? beside + Theme.fieldHeight + Theme.mm(32) : Theme.leastPage
    onViewChanged: attach()
    Component.onCompleted: attach()

    function attach() {
        if (page.field && page.field.look !== "date") // nothing yet while the page is made
            page.shell.keyboard.entry = typed;
    }

    Entry {
        id: typed
        kind: page.field.kind
        longest: page.field.longest
        isMasked: page.field.is_masked
        text: page.field.text
    }
    Card {
        width: page.width
        height: keys.y + keys.height + page.pad
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
            roomDown: page.height - y - page.pad
            width: implicitWidth
            height: implicitHeight
            x: (parent.width - width) / 2
            y: page.isApart ? page.pad : box.y + box.height + Theme.cardGap
        }
    }

    Component {
        id: entryLook
        EntryField { label: page.field.label; board: page.shell.keyboard; entry: typed; problem: page.field.problem ?? ""; hint: page.field.hint ?? ""; isOff: page.field.is_off; room: page.isApart ? Math.max(parent?.height ?? 0, Theme.touchMin) : page.room; showsLabel: !Theme.isTight }
    }
    Component {
        id: searchLook
        SearchField { name: page.field.label; board: page.shell.keyboard; entry: typed }
    }
    Component {
        id: codeLook
        CodeField { label: page.field.label; board: page.shell.keyboard; entry: typed; hint: page.field.hint; room: page.isApart ? Math.max(parent?.height ?? 0, Theme.touchMin) : page.room; showsLabel: !Theme.isTight }
    }
    Component {
        id: dateLook
        DateFields { label: page.field.label; board: page.shell.keyboard; fields: page.field.days; showsLabel: !Theme.isTight }
    }
}
