pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion
import screens.parts.scenes

// A sheet over a screen: still there (ring and seconds), help, person, language, question. The first action is the
// safe one. What lies below is out of reach until it closes.
FocusScope {
    id: root

    property var sheet: null // {kind, title, text, lines, actions}
    property var countdown: null // {text, share}
    property int clear: 0 // of the strip below, which the sheet leaves free where it can
    readonly property string kind: sheet ? sheet.kind : ""
    readonly property var actions: sheet ? sheet.actions : []
    readonly property var languages: sheet ? sheet.languages : []
    readonly property var groups: sheet ? sheet.groups : []
    readonly property bool hasPlace: !!sheet && !!sheet.people
    readonly property var nobody: ({ "title": "", "desk": "", "phone": "", "hours": "" })
    readonly property int pad: Theme.mm(Theme.isSmall ? 7 : 12)
    readonly property var icons: ({ "help": "circle-help", "person": "concierge-bell", "language": "globe", "access": "accessibility", "question": "circle-help", "still_there": "timer" })

    signal acted(action: var)

    visible: sheet !== null

    Component.onCompleted: rise.begin()

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
        opacity: 1 - rise.left
    }
    MouseArea {
        anchors.fill: parent // a touch beside the sheet reaches nothing below it
    }
    Card {
        id: card
        isSheet: true
        radius: Theme.sheetRadius
        width: Math.min(root.width - 2 * Theme.margin, Theme.mm(Theme.isLandscape ? 260 : 244))
        height: Math.min(body.height + 2 * root.pad, root.height - 2 * Theme.margin)
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.isLandscape ? (root.height - height) / 2 : root.height - height - root.clear - Theme.margin
        Accessible.role: Accessible.Dialog
        Accessible.name: root.sheet ? root.sheet.title : ""
        transform: Arriving { id: rise; ms: Theme.sheetMs; rise: Theme.sheetRise }

        Column {
            id: body
            x: root.pad
            y: root.pad
            width: card.width - 2 * x
            spacing: Theme.mm(Theme.isSmall ? 4 : 6)

            SheetHead { width: parent.width; icon: root.icons[root.kind] || "info"; title: root.sheet ? root.sheet.title : "" }
            Label { width: parent.width; visible: text !== ""; text: root.sheet ? root.sheet.text : ""; color: Theme.muted }
            TimeRing {
                visible: root.kind === "still_there" && root.countdown !== null
                width: parent.width
                seconds: root.countdown ? root.countdown.text : ""
                ringSize: Theme.mm(26)
                share: root.countdown ? root.countdown.share : 0
            }
            Repeater {
                model: root.sheet ? root.sheet.lines : []
                SheetLine { required property var modelData; width: body.width; line: modelData }
            }
            Languages {
                visible: root.languages.length > 0
                width: parent.width
                columns: 2
                cellHeight: Theme.touchPrimary
                isTiled: true
                languages: root.languages
                onChosen: action => root.acted(action)
            }
            ChoiceGroups {
                visible: root.groups.length > 0
                width: parent.width
                groups: root.groups
                onChosen: action => root.acted(action)
            }
            Place {
                visible: root.hasPlace
                width: parent.width
                height: visible ? implicitHeight : 0
                isPlain: true
                place: root.hasPlace ? root.sheet.people : root.nobody
            }
            Grid {
                id: grid
                readonly property bool isPair: Theme.isLandscape && root.actions.length > 1

                width: parent.width
                columns: isPair ? 2 : 1
                spacing: Theme.gutter

                Repeater {
                    model: root.actions
                    BigButton {
                        id: choice
                        required property var modelData
                        required property int index
                        objectName: "sheet" + index
                        action: modelData
                        kind: index === 0 && !["language", "access"].includes(root.kind) ? BigButton.Primary : BigButton.Secondary
                        width: grid.isPair ? (grid.width - grid.spacing) / 2 : grid.width
                        height: Theme.touchPrimary
                        onActivated: root.acted(choice.modelData)
                    }
                }
            }
        }
    }
}
