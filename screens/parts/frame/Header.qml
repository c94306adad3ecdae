import QtQuick
import screens.theme
import screens.parts

// The word, the DEMO mark, and where the customer stands in the journey; without a journey, where the kiosk stands.
Item {
    id: root

    property string word: ""
    property string demo: ""
    property string place: ""
    property string awaited: "" // to staff who wait: it stands where the step does, and moves nothing
    property var step: null // {name, index, count, label, is_done}

    height: Theme.wordHeight

    Label {
        id: word
        text: root.word
        step: Theme.wordStep
        anchors.verticalCenter: parent.verticalCenter
    }
    DemoMark {
        id: mark
        text: root.demo
        width: implicitWidth
        height: implicitHeight
        x: word.width + Theme.gutter
        anchors.verticalCenter: parent.verticalCenter
    }
    Row {
        id: where
        readonly property int room: root.width - (mark.visible ? mark.x + mark.width : word.width) - Theme.gutter

        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        spacing: Theme.mm(3)
        visible: root.step !== null && root.awaited === ""

        Label {
            text: root.step ? root.step.name : ""
            step: Theme.label
            visible: implicitWidth + where.spacing + count.implicitWidth < where.room
        }
        Label {
            id: count
            text: !root.step ? "" : isWhole ? root.step.label : root.step.short
            spoken: root.step ? root.step.label : ""
            readonly property bool isWhole: whole.advanceWidth < where.room
            step: Theme.label
            weight: Theme.bodyWeight
            color: Theme.muted
        }
    }
    TextMetrics {
        id: whole
        font: count.font
        text: root.step ? root.step.label : ""
    }
    Label {
        visible: (root.step === null || root.awaited !== "") && implicitWidth < where.room
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        text: root.awaited || root.place
        step: Theme.label
        weight: Theme.bodyWeight
        color: Theme.muted
    }
}
