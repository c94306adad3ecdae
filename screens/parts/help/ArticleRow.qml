import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion

// A question with its sign: touched, it is answered. As high as its words.
TapArea {
    id: root

    required property var article // {icon, title, event, args}
    readonly property int inset: Theme.mm(Theme.isTight ? 4 : 6)
    readonly property bool hasSigns: !Theme.restacks // at the largest letters the words need the room

    name: article.title
    objectName: "article"
    ringRadius: Theme.cardRadius
    implicitHeight: Math.max(Theme.isTight || Theme.isLandscape ? Theme.touchStd : Theme.mm(24), words.implicitHeight + 2 * Theme.mm(3))

    Card {
        anchors.fill: parent
        tone: root.isPressed ? Theme.surface2 : Theme.surface
        PressTone on tone {}
    }
    Rectangle {
        id: sign
        visible: root.hasSigns
        x: root.inset
        width: Theme.mm(13)
        height: width
        radius: width / 2
        color: Theme.primaryContainer
        antialiasing: true
        anchors.verticalCenter: parent.verticalCenter
        Icon { anchors.centerIn: parent; name: root.article.icon; tone: Theme.inkContainer; size: Theme.mm(7.5) }
    }
    Label {
        id: words
        x: root.hasSigns ? sign.x + sign.width + root.inset : root.inset
        width: (root.hasSigns ? on.x - Theme.gap : root.width - root.inset) - x
        anchors.verticalCenter: parent.verticalCenter
        text: root.article.title
        step: Theme.label
        isPartOfControl: true
    }
    Icon {
        id: on
        visible: root.hasSigns
        name: "chevron-right"
        tone: Theme.muted
        size: Theme.iconSmall
        x: root.width - width - root.inset
        anchors.verticalCenter: parent.verticalCenter
    }
}
