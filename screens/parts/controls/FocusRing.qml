import QtQuick
import screens.theme

// Two rings outside a control: the inner touches the part, the outer the page. Shown when the customer moves by keys.
Item {
    id: root

    required property Item target
    property int radius: Theme.buttonRadius
    readonly property int inner: Math.max(2, Theme.mm(1))
    readonly property int outer: Math.max(3, Theme.mm(1.5))

    anchors.fill: parent
    visible: target.activeFocus && Theme.showsFocus
    z: 9

    Rectangle {
        anchors.fill: parent
        anchors.margins: -root.inner - root.outer
        radius: root.radius + root.inner + root.outer
        color: "transparent"
        border { width: root.outer; color: Theme.focusOuter }
        antialiasing: true
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -root.inner
        radius: root.radius + root.inner
        color: "transparent"
        border { width: root.inner; color: Theme.focusInner }
        antialiasing: true
    }
}
