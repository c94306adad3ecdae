import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// A part of what there is, instead of scrolling; the one that is shown has container, strong border and tick.
TapArea {
    id: root

    required property var part // {label, rows, name, is_chosen, icon?}
    property bool isStacked: false // the rows stand under the word
    property bool isBrief: false // the rows alone, or the icon
    readonly property bool isMarked: part.is_chosen
    readonly property color tone: part.is_chosen ? Theme.inkContainer : Theme.ink

    objectName: "part"
    name: part.name
    height: Theme.touchStd
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: part.is_chosen

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: root.isPressed ? Theme.surface2 : root.part.is_chosen ? Theme.primaryContainer : Theme.surface
        border { width: root.part.is_chosen ? Theme.chosenBorder : Theme.border; color: root.part.is_chosen ? Theme.primary : Theme.outline }
        antialiasing: true
    }
    Icon {
        id: tick
        readonly property int reach: visible && !root.isStacked ? width + Theme.mm(2.5) : 0

        visible: root.part.is_chosen && root.width - words.width > (root.isStacked ? 2 : 1) * (width + Theme.mm(5))
        name: "check"
        tone: Theme.inkContainer
        size: Theme.iconSmall
        x: words.x - width - Theme.mm(2.5)
        anchors.verticalCenter: parent.verticalCenter
    }
    Grid {
        id: words
        x: (root.width - width + tick.reach) / 2
        anchors.verticalCenter: parent.verticalCenter
        columns: root.isStacked ? 1 : 2
        columnSpacing: Theme.mm(2.5)
        horizontalItemAlignment: Grid.AlignHCenter

        Icon {
            visible: root.isBrief && root.part.rows === ""
            name: root.part.icon ?? ""
            tone: root.tone
        }
        Label {
            visible: !root.isBrief
            width: Math.min(implicitWidth, root.width - Theme.gap)
            text: root.part.label
            step: Theme.label
            color: root.tone
            isPartOfControl: true
            fits: true
            mayElide: true
            maximumLineCount: 1
        }
        Label {
            visible: text !== ""
            width: root.isBrief ? Math.min(implicitWidth, root.width - Theme.mm(1)) : implicitWidth
            text: root.part.rows
            step: Theme.label
            weight: root.isBrief ? Font.DemiBold : Theme.bodyWeight
            color: root.part.is_chosen || root.isBrief ? root.tone : Theme.muted
            isPartOfControl: true
            fits: root.isBrief
            mayElide: true
            maximumLineCount: 1
        }
    }
}
