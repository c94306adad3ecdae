import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// What was just done, and the way back from it, above the dock for eight seconds. It takes no touch while it goes.
Card {
    id: root

    property var toast: null // {text, action}
    property var shown: null // stays while it goes
    readonly property bool isOn: toast !== null

    signal acted(action: var)

    visible: opacity > 0
    opacity: isOn ? 1 : 0
    enabled: isOn
    isSheet: true
    onToastChanged: root.shown = root.toast || root.shown
    implicitHeight: Math.max(Theme.touchStd, undo.visible ? undo.implicitHeight : 0, words.implicitHeight) + 2 * Theme.gutter
    Accessible.role: Accessible.AlertMessage
    Accessible.name: toast ? toast.text : ""
    Behavior on opacity {
        NumberAnimation { duration: root.isOn ? Theme.appearMs : Theme.exitMs }
    }

    Rectangle {
        anchors.fill: parent
        radius: root.radius
        color: "transparent"
        border { width: Theme.border; color: Theme.outline }
        antialiasing: true
    }
    Icon {
        id: sign
        name: undo.visible ? "circle-check" : "info"
        tone: Theme.primary
        visible: !Theme.losesColumn
        x: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        id: words
        x: sign.visible ? sign.x + sign.width + Theme.gutter : Theme.pad
        width: undo.x - x - Theme.gutter
        anchors.verticalCenter: parent.verticalCenter
        text: root.shown ? root.shown.text : ""
        step: Theme.losesColumn ? Theme.caption : Theme.body
        mayElide: true
        maximumLineCount: 3
    }
    BigButton {
        id: undo
        objectName: "undo"
        visible: action !== null
        action: root.shown ? root.shown.action ?? null : null
        width: Math.max(leastWidth, Math.min(implicitWidth, root.width * 0.45))
        height: implicitHeight
        x: root.width - width - Theme.gutter
        anchors.verticalCenter: parent.verticalCenter
        onActivated: root.acted(root.toast.action)
    }
}
