import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The same five places on every screen: language, looks, help, a person, and Cancel or the time. What is not built is absent.
Rectangle {
    id: root

    property var strip: null // {language, access, help, call}
    property var cancel: null
    property string clock: ""
    readonly property int room: width - 2 * Theme.margin - 3 * Theme.gap - Theme.wideGap
    readonly property int lastWidth: Theme.isLandscape ? Theme.mm(Theme.isSmall ? 40 : 52) : room * 0.16

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
        width: Theme.isLandscape ? Theme.mm(Theme.isSmall ? 50 : 60) : root.room * 0.183
        onActivated: root.acted(action)
    }
    StripButton {
        id: access
        objectName: "access"
        action: root.strip ? root.strip.access : null
        icon: "accessibility"
        x: language.x + language.width + Theme.gap
        y: Theme.stripPad
        width: Theme.isLandscape ? Theme.mm(Theme.isSmall ? 46 : 56) : root.room * 0.207
        onActivated: root.acted(action)
    }
    StripButton {
        id: help
        objectName: "help"
        action: root.strip ? root.strip.help : null
        icon: "circle-help"
        x: access.x + access.width + Theme.gap
        y: Theme.stripPad
        width: Theme.isLandscape ? Theme.mm(Theme.isSmall ? 30 : 36) : root.room * 0.1
        onActivated: root.acted(action)
    }
    StripButton {
        objectName: "call"
        action: root.strip ? root.strip.call : null
        icon: "concierge-bell"
        isTinted: true
        x: root.width - Theme.margin - root.lastWidth - Theme.wideGap - width
        y: Theme.stripPad
        width: Theme.isLandscape ? Theme.mm(96) : root.room * 0.35
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
