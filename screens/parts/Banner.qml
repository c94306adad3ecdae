import QtQuick
import screens.theme

// A message in place: icon, title and text in the colours of its kind. It never takes the focus. Lower than it wants to
// be, its words shrink; none is cut. Much lower, it says what is the matter and what to do.
Rectangle {
    id: root

    property var banner: null // {kind, icon, title, text, do?}
    property TypeStep titleStep: Theme.title
    property bool isCompact: Theme.isLandscape ? Theme.isSmall || Theme.losesColumn : Theme.isSmall && Theme.isOneByOne // title and what to do
    readonly property string kind: banner ? banner.kind : "info"
    readonly property color tone: kind === "success" ? Theme.success : kind === "warning" ? Theme.warning
                                : kind === "error" ? Theme.error : kind === "here" ? Theme.inkContainer : Theme.info

    readonly property color inkTone: kind === "here" ? Theme.inkContainer : Theme.ink
    readonly property int inset: Theme.mm(isCompact || Theme.isTight ? 4 : 6)

    visible: !!banner
    implicitHeight: visible ? Math.max(words.wanted, sign.height) + 2 * inset : 0
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
        readonly property bool tellsMore: what.text !== "" && !(root.isCompact && advice.text !== "")
        readonly property int wanted: title.implicitHeight + (tellsMore ? what.implicitHeight + spacing : 0) + (advice.visible ? advice.implicitHeight + spacing : 0)
        readonly property bool isScarce: advice.text !== "" && root.height - 2 * root.inset < wanted * 0.85
        readonly property int natural: title.implicitHeight + (what.visible ? what.implicitHeight + spacing : 0) + (advice.visible ? advice.implicitHeight + spacing : 0)
        readonly property real share: Math.min(1, (root.height - 2 * root.inset) / Math.max(1, natural)) // of its height

        x: sign.x + sign.width + Theme.mm(Theme.isTight ? 5 : 8)
        width: parent.width - x - Theme.mm(7)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.headGap

        Label {
            id: title
            width: parent.width
            height: implicitHeight * words.share
            text: root.banner ? root.banner.title : ""
            step: root.titleStep
            color: root.inkTone
            fits: true
            neverCut: true
        }
        Label {
            id: what
            width: parent.width
            height: implicitHeight * words.share
            visible: words.tellsMore && !words.isScarce
            text: root.banner ? root.banner.text : ""
            isProse: true
            color: root.inkTone
            fits: true
            neverCut: true
        }
        Label {
            id: advice
            width: parent.width
            height: implicitHeight * words.share
            visible: text !== ""
            text: root.banner && root.banner.do ? root.banner.do : ""
            weight: Font.DemiBold
            color: root.inkTone
            fits: true
            neverCut: true
        }
    }
}
