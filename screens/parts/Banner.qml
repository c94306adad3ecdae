import QtQuick
import screens.theme

// A message in place: icon, title and text in the colours of its kind. It never takes the focus.
Rectangle {
    id: root

    property var banner: null // {kind, icon, title, text, do?}
    property TypeStep titleStep: Theme.title
    property bool isCompact: Theme.isLandscape && (Theme.isSmall || Theme.losesColumn) // title and what to do
    readonly property string kind: banner ? banner.kind : "info"
    readonly property color tone: kind === "success" ? Theme.success : kind === "warning" ? Theme.warning
                                : kind === "error" ? Theme.error : kind === "here" ? Theme.inkContainer : Theme.info

    visible: !!banner
    implicitHeight: visible ? Math.max(words.implicitHeight, sign.height) + 2 * Theme.mm(isCompact ? 4 : 6) : 0
    radius: Theme.cardRadius
    color: kind === "success" ? Theme.successContainer : kind === "warning" ? Theme.warningContainer
         : kind === "error" ? Theme.errorContainer : kind === "here" ? Theme.primaryContainer : Theme.infoContainer
    border { width: kind === "here" && !Theme.isContrast ? 0 : Theme.border; color: root.tone }
    antialiasing: true
    Accessible.role: Accessible.AlertMessage
    Accessible.name: banner ? banner.title + " " + banner.text : ""

    Icon {
        id: sign
        name: root.banner && root.banner.icon ? root.banner.icon : "info"
        tone: root.tone
        size: Theme.iconLarge
        x: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        id: words
        x: sign.x + sign.width + Theme.mm(8)
        width: parent.width - x - Theme.mm(7)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.headGap

        Label {
            width: parent.width
            text: root.banner ? root.banner.title : ""
            step: root.titleStep
            color: root.kind === "here" ? Theme.inkContainer : Theme.ink
        }
        Label {
            width: parent.width
            visible: text !== "" && !(root.isCompact && advice.text !== "")
            text: root.banner ? root.banner.text : ""
            isProse: true
            color: root.kind === "here" ? Theme.inkContainer : Theme.ink
        }
        Label {
            id: advice
            width: parent.width
            visible: text !== ""
            text: root.banner && root.banner.do ? root.banner.do : ""
            weight: Font.DemiBold
            color: root.kind === "here" ? Theme.inkContainer : Theme.ink
        }
    }
}
