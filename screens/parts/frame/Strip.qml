import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The same four places on every screen: language, help, a person, and Cancel or the time. What is not built is absent.
Rectangle {
    id: root

    property var strip: null // {language, help, call}
    property var cancel: null
    property string clock: ""
    readonly property int room: width - 2 * Theme.margin - 2 * Theme.gap - Theme.wideGap
    readonly property int lastWidth: Theme.isLandscape ? Theme.mm(Theme.isSmall ? 40 : 52) : room * (Theme.isSmall ? 0.215 : 0.195)

    signal acted(action: var)

    height: Theme.stripHeight
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    StripButton {
        id: language
        objectName: "language"
        action: root.strip ? root.strip.language : null
        icon: "globe"
        x: Theme.margin
        y: Theme.stripPad
        width: Theme.isLandscape ? Theme.mm(Theme.isSmall ? 62 : 72) : root.room * (Theme.isSmall ? 0.23 : 0.3)
        onActivated: root.acted(action)
    }
    StripButton {
        id: help
        objectName: "help"
        action: root.strip ? root.strip.help : null
        icon: "circle-help"
        x: language.x + language.width + Theme.gap
        y: Theme.stripPad
        width: Theme.isLandscape ? Theme.mm(Theme.isSmall ? 34 : 40) : root.room * (Theme.isSmall ? 0.104 : 0.14)
        onActivated: root.acted(action)
    }
    StripButton {
        objectName: "call"
        action: root.strip ? root.strip.call : null
        icon: "concierge-bell"
        isTinted: true
        x: root.width - Theme.margin - root.lastWidth - Theme.wideGap - width
        y: Theme.stripPad
        width: Theme.isLandscape ? Theme.mm(96) : root.room * (Theme.isSmall ? 0.451 : 0.365)
        onActivated: root.acted(action)
    }
    StripButton {
        objectName: "cancel"
        visible: root.cancel !== null
        action: root.cancel
        icon: "x"
        x: root.width - Theme.margin - width
        y: Theme.stripPad
        width: root.lastWidth
        onActivated: root.acted(action)
    }
    Label {
        visible: root.cancel === null
        anchors { right: parent.right; rightMargin: Theme.margin }
        y: Theme.stripPad
        height: Theme.touchStd
        text: root.clock
        step: Theme.title
        color: Theme.muted
    }
}
