pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// One lane of the call board: who calls is large and in colour, who does not is one quiet line.
Card {
    id: root

    required property var lane // {name, kind, icon, state, about, waited, actions}
    readonly property bool isCalling: lane.actions.length > 0
    readonly property bool isWaiting: lane.kind === "waiting" || lane.kind === "loud"
    readonly property color ink: lane.kind === "loud" ? Theme.error : isWaiting ? Theme.inkContainer : lane.kind === "away" || lane.kind === "key" ? Theme.warning : Theme.muted
    readonly property int inset: isCalling ? Theme.pad : Theme.gutter

    signal acted(action: var)

    tone: lane.kind === "loud" ? Theme.errorContainer : isWaiting ? Theme.primaryContainer : Theme.surface
    implicitHeight: Math.max(words.implicitHeight, keys.visible ? keys.height : 0) + 2 * inset
    Accessible.role: Accessible.ListItem
    Accessible.name: [lane.name, lane.state, lane.waited].concat(lane.about).join(". ")

    Icon {
        id: sign
        name: root.lane.icon
        tone: root.ink
        size: root.isCalling ? Theme.iconLarge : Theme.stripSign
        x: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        id: words
        x: sign.x + Theme.iconLarge + Theme.gutter
        width: (keys.visible ? keys.x : parent.width) - x - Theme.gutter
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.headGap

        Row {
            width: parent.width
            spacing: Theme.gutter
            Label { id: name; text: root.lane.name; step: root.isCalling ? Theme.title : Theme.label }
            Label { text: root.lane.state; step: root.isCalling ? Theme.label : Theme.caption; color: root.ink; height: name.height; width: Math.max(0, words.width - name.width - waited.width - 2 * parent.spacing); mayElide: true; maximumLineCount: 1 }
            Label { id: waited; text: root.lane.waited; step: Theme.title; weight: Font.DemiBold }
        }
        Label { visible: text !== ""; width: words.width; text: root.lane.about.slice(0, 2).join(" · "); color: Theme.muted }
        Repeater {
            model: root.lane.about.slice(2)
            Label { required property var modelData; width: words.width; text: modelData }
        }
    }
    Column {
        id: keys
        visible: root.isCalling
        width: Math.max(Theme.mm(64), root.width * 0.28)
        x: root.width - width - root.inset
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gutter
        Repeater {
            model: root.lane.actions
            BigButton {
                id: key
                required property var modelData
                required property int index
                objectName: root.lane.key + "/" + modelData.args.kind
                action: modelData
                kind: index === 0 ? BigButton.Primary : BigButton.Secondary
                width: keys.width
                height: implicitHeight
                onActivated: root.acted(key.modelData)
            }
        }
    }
}
