import QtQuick
import screens.theme
import screens.parts

// Where a person is: desk, phone and hours of the site.
Card {
    id: root

    property bool isPlain: false // on the page, without a card
    required property var place // {title, desk, phone, hours}

    readonly property int inset: isPlain ? 0 : Theme.pad

    tone: isPlain ? "transparent" : Theme.surface
    isBare: isPlain
    implicitHeight: Math.max(words.implicitHeight, Theme.iconLarge) + 2 * Theme.mm(Theme.isSmall ? 6 : 9)

    Icon {
        id: pin
        name: "map-pin"
        tone: Theme.primary
        size: Theme.iconLarge + Theme.mm(2)
        x: root.inset
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        id: words
        x: pin.x + pin.width + Theme.mm(7)
        width: numbers.x - x - Theme.gutter
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(1)

        Label {
            width: parent.width
            height: Theme.px(step.cap) * Theme.bodyLine * maximumLineCount
            text: root.place.title
            step: Theme.isSmall ? Theme.label : Theme.title
            fits: true
            mayElide: true
            maximumLineCount: Theme.isSmall ? 2 : 1
        }
        Label { width: parent.width; text: root.place.desk; step: Theme.caption; color: Theme.muted }
    }
    Column {
        id: numbers
        anchors { right: parent.right; rightMargin: root.inset; verticalCenter: parent.verticalCenter }
        spacing: Theme.mm(1)

        Row {
            anchors.right: parent.right
            spacing: Theme.gap
            Icon { name: "phone"; size: Theme.icon; anchors.verticalCenter: parent.verticalCenter }
            Label { text: root.place.phone; step: Theme.h2 }
        }
        Label { anchors.right: parent.right; text: root.place.hours; step: Theme.caption; color: Theme.muted }
    }
}
