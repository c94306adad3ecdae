pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.keyboard
import screens.parts.paging

// A staff page to type on: one field or a few with their keys on one card. Where they do not all stand above the keys,
// one does, and the others are a touch away.
Page {
    id: page

    readonly property var fields: parts.fields ?? (parts.field ? [parts.field] : [])
    readonly property var board: shell.keyboard
    readonly property int pad: Theme.mm(!Theme.isSmall ? 8 : Theme.isLandscape || Theme.isOneByOne ? 3 : 5)
    readonly property int keysLeast: keys.columns * (keys.least + keys.gap)
    readonly property int besideRoom: width - Math.max(keysLeast, width * 0.5) - 2 * pad - Theme.wideGap // for the fields
    readonly property bool isBeside: Theme.isLandscape && besideRoom >= Theme.px(Theme.label.cap) * 11 // the keys beside the fields
    readonly property bool isApart: Theme.isLandscape && !isBeside // the fields over the actions
    property Item host: null // where they stand then
    readonly property bool isScarce: Theme.isTight && !Theme.isLandscape // the instruction gives way to field and keys
    readonly property int room: isApart ? host?.height ?? 0 : isBeside ? height - 2 * pad : height - 3 * pad - keys.scarceHeight
    readonly property int whole: Theme.fieldHeight + (Theme.isTight ? 0 : Theme.px(Theme.label.cap) * Theme.bodyLine + Theme.gap)
    readonly property int remark: fields.some(own => own.problem) ? 2 * Theme.px(Theme.label.cap) * Theme.bodyLine + Theme.gap : 0
    readonly property bool isOne: fields.length > 1 && fields.length * (whole + Theme.cardGap) + remark > room
    readonly property int wrong: fields.findIndex(own => own.problem)
    readonly property int lane: isApart && isOne && height - 2 * pad - keys.scarceHeight > tabs.cellHeight + Theme.gutter ? tabs.cellHeight + Theme.gutter : 0 // of their names, over the keys
    readonly property int apart: room - (isOne && lane === 0 ? tabs.cellHeight + stack.spacing : 0) // of a field over the actions
    property int current: 0

    panelsInPortrait: false
    keeps: Theme.isLandscape ? keys.scarceHeight + 2 * pad : 0
    panel: isApart ? place : null
    panelLeast: isApart && remark > 0 ? Theme.fieldHeight + remark : 0
    least: isScarce ? 3 * pad + keys.scarceHeight + Theme.fieldHeight + Theme.mm(fields.length > 1 ? 40 : 16) : panelLeast > 0 ? Math.max(Theme.leastPage, keys.scarceHeight + 2 * pad) : Theme.leastPage
    filled: fields.reduce((known, own, at) => {
        known[own.name] = boxes.count > at ? (boxes.itemAt(at) as DeskField)?.text ?? "" : "";
        return known;
    }, ({}))
    onCurrentChanged: attach()
    onWrongChanged: page.current = wrong < 0 ? page.current : wrong // where only one is seen, it is the one to mend
    onViewChanged: Qt.callLater(page.attach)
    Component.onCompleted: attach()
    Keys.onPressed: event => page.board.put(event.text) // a keyboard with real keys

    function attach() {
        page.current = Math.max(0, Math.min(page.current, page.fields.length - 1));
        page.board.entry = (boxes.itemAt(page.current) as DeskField)?.entry ?? null;
    }

    Component {
        id: place
        Item { id: over; Component.onCompleted: page.host = over }
    }
    Card {
        id: card
        y: Theme.isLandscape ? 0 : page.height - height
        width: page.width
        height: Theme.isLandscape ? page.height : keys.y + keys.height + page.pad

        Column {
            id: stack
            parent: page.isApart && page.host !== null ? page.host : card
            x: page.isApart ? 0 : page.pad
            y: page.isApart ? Math.max(-Theme.mm(7), Math.min(0, page.room - height)) : page.isBeside ? Math.max(page.pad, (card.height - height) / 2) : page.pad
            width: page.isApart ? page.host?.width ?? 0 : (page.isBeside ? keys.x - Theme.wideGap : page.width - page.pad) - x
            spacing: Theme.isOneByOne ? Theme.gap : Theme.gutter

            Segments {
                id: tabs
                visible: page.isOne && page.lane === 0
                width: stack.width
                parts: page.fields.map(own => ({ label: own.label, name: own.label, rows: "" }))
                chosen: page.current
                onPicked: index => page.current = index
            }
            Repeater {
                id: boxes
                model: page.fields.length

                DeskField {
                    required property int index
                    board: page.board
                    field: page.fields[index] ?? page.fields[0]
                    stage: page.parts.stage ?? ""
                    visible: !page.isOne || isCurrent
                    isCurrent: index === page.current
                    showsLabel: (!Theme.isTight || page.fields.length > 1 && !page.isOne) && (!page.isApart || !page.isOne && page.room >= page.whole + page.remark)
                    boxHeight: !page.isApart ? Theme.fieldHeight : Math.max(Theme.touchMin, Math.min(Theme.fieldHeight, page.apart - (page.remark > 0 ? Theme.mm(12) : 0)))
                    room: page.isApart && (page.isOne || page.fields.length === 1) ? Math.max(boxHeight + Theme.gap, page.apart) : page.isOne ? Math.max(Theme.fieldHeight + Theme.mm(12), page.room - tabs.height - stack.spacing) : page.fields.length > 1 ? 0 : page.room
                    isInside: page.isApart && page.apart < boxHeight + Theme.mm(14)
                    width: stack.width
                    height: implicitHeight
                    onChosen: page.current = index
                }
            }
        }
        Segments {
            visible: page.lane > 0
            x: page.pad
            y: page.pad
            width: parent.width - 2 * x
            parts: tabs.parts
            chosen: page.current
            onPicked: index => page.current = index
        }
        Keyboard {
            id: keys
            board: page.board
            room: page.isBeside ? page.width * (Theme.isTight ? 0.5 : 0.56) : page.width - 2 * page.pad
            roomDown: Theme.isLandscape ? page.height - 2 * page.pad - page.lane : page.height - stack.height - 3 * page.pad
            width: implicitWidth
            height: implicitHeight
            x: page.isBeside ? page.width - width - page.pad : (page.width - width) / 2
            y: Theme.isLandscape ? (page.height - height + page.lane) / 2 : stack.y + stack.height + page.pad
        }
    }
}
