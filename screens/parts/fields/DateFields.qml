pragma ComponentBehavior: Bound

import QtQuick
import Pronto
import screens.theme
import screens.parts

// A date in three fields of digits, in the order the site writes dates; the next one is taken when one is full.
Column {
    id: root

    required property string label
    required property var board
    required property var fields // [{name, longest}], first to last
    property string problem: ""
    property bool showsLabel: true
    property int room: 0 // px down, for all of it; 0: as much as it needs
    property int current: 0
    property string iso: "" // what stands in them: 2026-11-21
    readonly property int whole: fields.reduce((sum, one) => sum + one.longest + 1, 0)

    spacing: Theme.mm(2.4)

    function choose(index: int) {
        root.current = Math.min(index, root.fields.length - 1);
        root.board.entry = (boxes.itemAt(root.current) as DatePart).entry;
    }
    function collect() {
        const typed = Array.from(root.fields).map((_, at) => (boxes.itemAt(at) as DatePart)?.entry.text ?? "");
        root.iso = [typed[2], typed[1].padStart(2, "0"), typed[0].padStart(2, "0")].join("-").replace(/^-00-00$/, "");
    }
    Component.onCompleted: choose(0)

    component DatePart: Column {
        id: part

        required property var modelData
        required property int index
        readonly property Entry entry: Entry { kind: "number"; longest: part.modelData.longest; onChanged: { root.collect(); if (text.length === longest) root.choose(part.index + 1); } }

        width: (root.width - (root.fields.length - 1) * Theme.gutter) * (modelData.longest + 1) / root.whole
        spacing: Theme.mm(1.6)

        FieldBox {
            name: part.modelData.name
            board: root.board
            entry: part.entry
            problem: root.problem
            isCurrent: root.current === part.index
            canClear: false
            align: Text.AlignHCenter
            step: Theme.h1
            width: part.width
            height: implicitHeight
            onChosen: root.choose(part.index)
        }
        Label {
            visible: root.room === 0 || root.problem === "" // where it is tight, what is wrong has their room
            width: part.width
            text: part.modelData.name
            step: Theme.caption
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
            isPartOfControl: true
            fits: true
            mayElide: true
            maximumLineCount: 1
        }
    }

    Label {
        visible: root.showsLabel
        width: root.width
        text: root.label
        step: Theme.label
    }
    Row {
        spacing: Theme.gutter
        Repeater {
            id: boxes
            model: root.fields
            DatePart {}
        }
    }
    Remark {
        width: root.width
        problem: root.problem
        room: root.room > 0 ? Math.max(1, root.room - y) : 0
    }
}
