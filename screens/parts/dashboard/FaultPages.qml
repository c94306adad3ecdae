pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The fault where it has no room at once: first what it is, a page on what to do, then its test.
Rectangle {
    id: root

    required property var fault // {icon, title, code, since, steps, test}
    property int page: 0
    readonly property int inset: Theme.mm(4)
    readonly property int room: height - 2 * inset
    readonly property bool isTold: what.fullHeight + Theme.gutter + steps.height <= room // what it is, and what to do
    readonly property bool isTogether: !isTold && steps.height + Theme.gutter + test.height <= room // what to do, and its test
    readonly property int pages: isTold || isTogether ? 2 : 3

    signal acted(action: var)

    radius: Theme.cardRadius
    color: Theme.warningContainer
    border { width: Theme.border; color: Theme.warning }
    antialiasing: true
    Accessible.role: Accessible.AlertMessage
    Accessible.name: fault.title + " " + fault.code

    Icon {
        id: sign
        visible: root.page === 0
        name: root.fault.icon
        tone: Theme.warning
        size: Theme.iconLarge
        x: root.inset
        y: root.inset
    }
    Column {
        id: what
        readonly property int fullHeight: title.implicitHeight + code.height + since.height

        visible: root.page === 0
        x: sign.x + sign.width + Theme.gutter
        y: root.inset
        width: root.width - x - root.inset

        Label {
            id: title
            width: parent.width
            height: Math.max(Theme.px(Theme.caption.cap) * Theme.oneLine, Math.min(implicitHeight, root.room - (code.visible ? code.height : 0) - (since.visible ? since.height : 0)))
            text: root.fault.title
            step: Theme.title
            fits: true
        }
        Label { id: code; width: parent.width; text: root.fault.code; step: Theme.caption; weight: Font.DemiBold; color: Theme.warning; visible: root.room > 4 * Theme.px(step.cap) }
        Label { id: since; text: root.fault.since; step: Theme.caption; visible: root.room > 6 * Theme.px(step.cap) }
    }
    Column {
        id: steps
        visible: root.page === (root.isTold ? 0 : 1)
        x: root.inset // whatever stands above: a width that went by it would change it, and be changed again without end
        y: root.isTold ? what.y + what.height + Theme.gutter : root.inset
        width: root.width - x - root.inset
        spacing: Theme.mm(1.5)

        Repeater {
            model: root.fault.steps

            Row {
                id: line
                required property string modelData
                required property int index
                width: steps.width
                spacing: Theme.gap
                Label { id: number; text: line.index + 1; step: Theme.caption; weight: Font.Bold; color: Theme.warning }
                Label { width: line.width - number.width - line.spacing; text: line.modelData; step: Theme.caption }
            }
        }
    }
    BigButton {
        id: test
        objectName: "fault:test"
        visible: root.page === root.pages - 1
        action: root.fault.test
        signTone: Theme.ink
        width: Math.min(root.width - 2 * root.inset, implicitWidth)
        height: Theme.touchStd
        x: root.width - width - root.inset
        y: root.height - height - root.inset
        onActivated: root.acted(action)
    }
}
