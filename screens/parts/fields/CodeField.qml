pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// A booking code: one box for each sign, the next one with the cursor, and what a code may hold below.
Column {
    id: root

    required property string label
    required property var board
    required property var entry
    property string problem: ""
    property bool showsLabel: true
    property string hint: ""
    property bool isCurrent: true
    property int room: 0 // px down, for all of it; 0: as much as it needs
    readonly property int places: entry.longest
    readonly property int boxWidth: Math.min(Theme.fieldHeight, (width - (places - 1) * Theme.gap) / places)

    signal chosen

    spacing: Theme.mm(2.4)

    Label {
        visible: root.showsLabel
        width: root.width
        text: root.label
        step: Theme.label
    }
    TapArea {
        id: area
        readonly property bool isField: true

        objectName: "field:" + root.label
        name: root.label
        description: root.board.spell(root.entry, root.entry.text.length) + (root.problem !== "" ? ". " + root.problem : "")
        width: boxes.width
        height: boxes.height
        isRepeatable: true
        Accessible.role: Accessible.EditableText
        Accessible.editable: true
        onActivated: root.chosen()

        Row {
            id: boxes
            spacing: Theme.gap

            Repeater {
                model: root.places

                Rectangle {
                    id: box
                    required property int index
                    readonly property string sign: root.entry.signs[index] ?? ""
                    readonly property bool isNext: root.isCurrent && index === root.entry.signs.length

                    width: root.boxWidth
                    height: Theme.fieldHeight
                    radius: Theme.keyRadius
                    color: Theme.surface
                    border { width: isNext || root.problem !== "" ? Theme.chosenBorder : Theme.border; color: root.problem !== "" ? Theme.error : isNext ? Theme.primary : Theme.outline }
                    antialiasing: true

                    Rectangle {
                        visible: box.isNext
                        anchors.centerIn: parent
                        width: Theme.line
                        height: box.height * 0.5
                        color: Theme.primary
                    }
                    Label {
                        anchors.fill: parent
                        text: box.sign
                        step: Theme.h1
                        horizontalAlignment: Text.AlignHCenter
                        isPartOfControl: true
                        fits: true
                        mayElide: true
                        maximumLineCount: 1
                    }
                }
            }
        }
    }
    Remark {
        width: root.width
        problem: root.problem
        hint: root.hint
        room: root.room > 0 ? root.room - y : 0
    }
}
