pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The fault first: what it is, since when, the code the device gave, what to do in numbered steps, and its test. Where
// all is well it says so, in green.
Rectangle {
    id: root

    required property var fault // {icon, title, code, since, steps, test, is_well?}
    readonly property bool isWell: fault.is_well ?? false
    readonly property color tone: isWell ? Theme.success : Theme.warning
    readonly property bool isDense: Theme.restacks
    readonly property bool isUnder: width - test.implicitWidth < Theme.px(Theme.caption.cap) * 19 // the test stands below its steps
    readonly property int inset: Theme.mm(isDense ? 5 : Theme.isLandscape ? 6 : 8)

    signal acted(action: var)

    implicitHeight: words.y + words.height + inset
    radius: Theme.cardRadius
    color: root.isWell ? Theme.successContainer : Theme.warningContainer
    border { width: Theme.border * 1.5; color: root.tone }
    antialiasing: true
    Accessible.role: Accessible.AlertMessage
    Accessible.name: fault.title + " " + fault.code

    Icon {
        id: sign
        name: root.fault.icon
        tone: root.tone
        size: Theme.iconLarge
        x: root.inset
        y: root.inset
    }
    Label {
        id: since
        x: root.width - width - root.inset
        y: words.y + (root.isDense ? code.y + code.height - height : Theme.mm(1.5))
        text: root.fault.since
        step: Theme.caption
    }
    Column {
        id: words
        x: sign.x + sign.width + Theme.mm(6)
        y: root.inset - Theme.mm(1)
        width: root.width - x - root.inset
        spacing: Theme.mm(1)

        Label { width: parent.width - (root.isDense ? 0 : since.width + Theme.gutter); text: root.fault.title; step: Theme.title }
        Label { id: code; width: parent.width - (root.isDense ? since.width + Theme.gutter : 0); text: root.fault.code; step: Theme.caption; weight: Font.DemiBold; color: root.tone }
        Item {
            id: room
            width: parent.width
            height: steps.height + steps.y + (root.isUnder ? test.height + Theme.gap : 0)
        }
    }
    Column {
        id: steps
        readonly property TypeStep type: root.isDense ? Theme.caption : Theme.body

        parent: room
        y: Theme.mm(3)
        width: parent.width - (root.isUnder ? 0 : test.width + Theme.gutter)
        spacing: Theme.mm(root.isDense || Theme.isLandscape ? 1.5 : 3)

        Repeater {
            model: root.fault.steps

            Row {
                id: line
                required property string modelData
                required property int index
                width: steps.width
                spacing: Theme.gap
                Label { id: number; text: line.index + 1; step: steps.type; weight: Font.Bold; color: root.tone }
                Label { width: line.width - number.width - line.spacing; text: line.modelData; step: steps.type }
            }
        }
    }
    BigButton {
        id: test
        objectName: "fault:test"
        action: root.fault.test
        signTone: Theme.ink
        width: implicitWidth
        height: Theme.touchStd
        x: root.width - width - root.inset
        y: root.height - height - root.inset
        onActivated: root.acted(action)
    }
}
