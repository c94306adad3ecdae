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
    readonly property int pad: Theme.isSmall ? Theme.mm(5) : Theme.mm(8)
    readonly property var looks: ({ entry: entryLook, search: searchLook, code: codeLook, date: dateLook })

    Component.onCompleted: if (page.field.look !== "date") page.shell.keyboard.entry = typed

    Entry {
        id: typed
        kind: page.field.kind
        longest: page.field.longest
        isMasked: page.field.is_masked
        text: page.field.text
    }
    Card {
        width: page.width
        height: box.height + Theme.cardGap + keys.height + 2 * page.pad
        y: page.height - height

        Loader {
            id: box
            x: page.pad
            y: page.pad
            width: parent.width - 2 * x
            sourceComponent: page.looks[page.field.look]
        }
        Keyboard {
            id: keys
            board: page.shell.keyboard
            room: parent.width - 2 * page.pad
            roomDown: page.height - box.height - Theme.cardGap - 2 * page.pad
            width: implicitWidth
            height: implicitHeight
            x: (parent.width - width) / 2
            y: box.y + box.height + Theme.cardGap
        }
    }

    Component {
        id: entryLook
        EntryField { label: page.field.label; board: page.shell.keyboard; entry: typed; problem: page.field.problem ?? ""; hint: page.field.hint ?? ""; isOff: page.field.is_off }
    }
    Component {
        id: searchLook
        SearchField { name: page.field.label; board: page.shell.keyboard; entry: typed }
    }
    Component {
        id: codeLook
        CodeField { label: page.field.label; board: page.shell.keyboard; entry: typed; hint: page.field.hint }
    }
    Component {
        id: dateLook
        DateFields { label: page.field.label; board: page.shell.keyboard; fields: page.field.days }
    }
}
