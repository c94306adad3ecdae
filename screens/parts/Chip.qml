import QtQuick
import screens.theme

// A small tinted field with icon and words: information, nothing to touch.
Rectangle {
    id: root

    required property string text
    property string icon: ""
    property string kind: "here" // here, success, warning, error, info
    readonly property color tone: kind === "success" ? Theme.success : kind === "warning" ? Theme.warning
                                : kind === "error" ? Theme.error : kind === "info" ? Theme.info : Theme.inkContainer

    implicitWidth: words.x + words.implicitWidth + Theme.gutter
    implicitHeight: Math.max(Theme.mm(11), words.implicitHeight + Theme.mm(3))
    radius: height / 2
    color: kind === "success" ? Theme.successContainer : kind === "warning" ? Theme.warningContainer
         : kind === "error" ? Theme.errorContainer : kind === "info" ? Theme.infoContainer : Theme.primaryContainer
    border { width: Theme.isContrast ? Theme.border : 0; color: root.tone }
    antialiasing: true
    visible: text !== ""

    Icon {
        id: sign
        visible: root.icon !== ""
        name: root.icon
        tone: root.tone
        size: Theme.iconSmall
        x: Theme.mm(3.5)
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        id: words
        x: root.icon === "" ? Theme.gutter : sign.x + sign.width + Theme.mm(2.5)
        width: Math.min(implicitWidth, root.width - x - Theme.mm(2))
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        step: Theme.caption
        weight: Font.DemiBold
        color: root.tone
        mayElide: true
        maximumLineCount: 1
    }
}
