import QtQuick
import screens.theme
import screens.parts

// Where a person is: desk, phone and hours of the site. The numbers stand beside the words, or below them where both
// would be too narrow.
Card {
    id: root

    property bool isPlain: false // on the page, without a card
    required property var place // {title, desk, phone, hours}

    readonly property int inset: isPlain ? 0 : Theme.pad
    readonly property int numbersWidth: Math.max(phone.width, hours.implicitWidth)
    readonly property int wordsX: sign.x + sign.width + Theme.mm(Theme.isTight ? 4 : 7)
    readonly property bool isStacked: width - wordsX - inset - Theme.gutter - numbersWidth < Math.max(Theme.mm(50), measure.advanceWidth(place.title) * 0.6)
    readonly property TypeStep step: Theme.isSmall || measure.narrowest(place.title, false) > width - wordsX - inset - Theme.gutter - numbersWidth ? Theme.label : Theme.title
    readonly property int edge: Theme.mm(Theme.isSmall ? 6 : 9)

    tone: isPlain ? "transparent" : Theme.surface
    isBare: isPlain
    implicitHeight: Math.max(isStacked ? words.implicitHeight + Theme.gap + numbers.implicitHeight : Math.max(words.implicitHeight, numbers.implicitHeight), sign.height) + 2 * edge

    Icon {
        id: sign
        name: "map-pin"
        tone: Theme.primary
        size: Theme.iconLarge + Theme.mm(2)
        x: root.inset
        y: root.isStacked ? words.y : (root.height - height) / 2
    }
    Column {
        id: words
        x: root.wordsX
        y: root.isStacked ? root.edge : (root.height - height) / 2
        width: (root.isStacked ? root.width - root.inset : numbers.x - Theme.gutter) - x
        spacing: Theme.mm(1)

        Label { width: parent.width; text: root.place.title; step: root.step }
        Label { width: parent.width; text: root.place.desk; step: Theme.caption; color: Theme.muted }
    }
    Flow { // the phone over the hours, or before them
        id: numbers
        x: root.isStacked ? root.wordsX : root.width - root.inset - width
        y: root.isStacked ? words.y + words.height + Theme.gap : (root.height - height) / 2
        width: root.isStacked ? root.width - x - root.inset : root.numbersWidth
        layoutDirection: root.isStacked ? Qt.LeftToRight : Qt.RightToLeft
        spacing: root.isStacked ? Theme.gutter : Theme.mm(1)

        Row {
            id: phone
            spacing: Theme.gap
            Icon { name: "phone"; size: Theme.icon; anchors.verticalCenter: parent.verticalCenter }
            Label { text: root.place.phone; step: Theme.h2 }
        }
        Label { id: hours; height: root.isStacked ? phone.height : implicitHeight; text: root.place.hours; step: Theme.caption; color: Theme.muted }
    }
    Measure {
        id: measure
        step: Theme.title
    }
}
