import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// What was just done, and the way back from it, above the dock for eight seconds. It takes no touch while it goes.
// Where it would leave the page no room, it stands in the place of the page meanwhile.
Card {
    id: root

    property var toast: null // {text, action}
    property var shown: null // stays while it goes
    readonly property bool isOn: toast !== null
    property bool isWhole: false // in the place of the page: its words over its key
    readonly property int line: Theme.px(Theme.caption.cap) * Theme.oneLine
    readonly property int keyHeight: isWhole ? Math.max(Theme.touchMin, Math.min(undo.implicitHeight, height - line - 3 * Theme.mm(1))) : undo.implicitHeight // a line of words comes first
    readonly property int rim: !isWhole ? Theme.gutter : Math.max(Theme.mm(1), Math.min(Theme.gutter, (height - keyHeight - line) / 3))

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
        y: root.isWhole ? root.rim : (root.height - height) / 2
        width: (root.isWhole ? root.width : undo.x) - x - Theme.gutter
        height: root.isWhole ? Math.max(1, undo.y - 2 * root.rim) : implicitHeight
        fits: root.isWhole
        neverCut: true
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
        width: root.isWhole ? root.width - 2 * Theme.gutter : Math.max(leastWidth, Math.min(implicitWidth, root.width * 0.45))
        height: root.keyHeight
        x: root.width - width - Theme.gutter
        y: root.isWhole ? root.height - height - root.rim : (root.height - height) / 2
        onActivated: root.acted(root.toast.action)
    }
}
