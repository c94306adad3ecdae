pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.paging
import screens.parts.scenes

// What a sheet says and asks, in blocks that are turned as a whole: its text, the seconds left, facts, languages,
// choices, and where a person is. At 200 % each choice has a page of its own.
Leaves {
    id: root

    property var sheet: null
    property var countdown: null // {text, share}
    readonly property bool isEmpty: wanted <= 0
    readonly property var languages: sheet ? sheet.languages : []
    readonly property var groups: sheet ? sheet.groups : []
    readonly property bool asksNothing: languages.length + groups.length === 0
    readonly property int abreast: Theme.isLandscape && !Theme.restacks ? 2 : 1 // choices
    readonly property bool hasPlace: !!sheet && !!sheet.people
    readonly property var nobody: ({ "title": "", "desk": "", "phone": "", "hours": "" })

    signal acted(action: var)

    isBeside: Theme.isLandscape
    isSingle: Theme.isOneByOne && groups.length > 1

    function rowsOf(all: var, count: int): var {
        return all.filter((_, at) => at % count === 0).map((_, row) => all.slice(row * count, (row + 1) * count));
    }

    Label { width: parent.width; visible: text !== ""; text: root.sheet ? root.sheet.text : ""; color: Theme.muted }
    TimeRing {
        visible: !!root.sheet && root.sheet.kind === "still_there" && root.countdown !== null
        width: parent.width
        height: implicitHeight
        seconds: root.countdown ? root.countdown.text : ""
        ringSize: Theme.mm(26)
        share: root.countdown ? root.countdown.share : 0
    }
    Repeater {
        model: root.sheet ? root.sheet.lines : []
        SheetLine {
            required property var modelData
            width: root.inside
            height: implicitHeight
            line: modelData
        }
    }
    Fitting { // how many languages fit beside each other
        id: plan
        visible: false
        width: root.inside
        words: root.languages.map(one => one.name)
        step: Theme.title
        most: 2
    }
    Repeater {
        model: root.rowsOf(root.languages, plan.columns)
        Languages {
            required property var modelData
            width: root.inside
            columns: plan.columns
            isTiled: true
            languages: modelData
            onChosen: action => root.acted(action)
        }
    }
    Repeater {
        model: root.rowsOf(root.groups, root.abreast)
        ChoiceGroups {
            required property var modelData
            width: root.inside
            columns: root.abreast
            groups: modelData
            onChosen: action => root.acted(action)
        }
    }
    Place {
        visible: root.hasPlace
        width: parent.width
        height: implicitHeight
        isPlain: true
        place: root.hasPlace ? root.sheet.people : root.nobody
    }
}
