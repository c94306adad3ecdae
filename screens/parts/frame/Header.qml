import QtQuick
import screens.theme
import screens.parts

// The word, the DEMO mark, and where the customer stands in the journey; without a journey, where the kiosk stands.
Item {
    id: root

    property string word: ""
    property string demo: ""
    property string place: ""
    property var step: null // {name, index, count, label, is_done}

    height: Theme.wordHeight

    Label {
        id: word
        text: root.word
        step: Theme.h2
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
        visible: root.step !== null

        Label {
            text: root.step ? root.step.name : ""
            step: Theme.label
            visible: width > Theme.touchMin
            width: Math.min(implicitWidth, where.room - count.width - where.spacing)
            mayElide: true
            maximumLineCount: 1
        }
        Label {
            id: count
            text: root.step ? root.step.label : ""
            step: Theme.label
            weight: Theme.bodyWeight
            color: Theme.muted
        }
    }
    Label {
        visible: root.step === null
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        width: Math.min(implicitWidth, where.room)
        text: root.place
        step: Theme.label
        weight: Theme.bodyWeight
        color: Theme.muted
        mayElide: true
        maximumLineCount: 1
    }
}
