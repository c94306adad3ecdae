import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Under the line: the readers that are on, the languages, and where a person is. In landscape the languages stand
// above the line under the poster; on the small panel they take the left half below it.
Item {
    id: root

    required property var parts
    property int chipsTop: 0
    readonly property bool isWide: Theme.isLandscape
    readonly property bool isLow: isWide && Theme.isTight
    readonly property alias chipsHeight: languages.height
    readonly property int half: width / 2
    readonly property bool hasReaders: parts.readers !== undefined
    readonly property bool isSingle: hasReaders && parts.readers.length === 1
    readonly property int zone: Math.max(Theme.mm(18), Theme.px(Theme.body.cap) * 2.5)
    readonly property int languageCount: parts.languages ? parts.languages.length : 0

    signal acted(action: var)

    implicitHeight: place.y + place.height

    Label {
        id: hint
        visible: !root.isWide && text !== "" && !(Theme.isSmall && root.isSingle)
        width: root.width - (root.isSingle ? readers.width + Theme.gutter : 0)
        height: root.isSingle ? root.zone : implicitHeight
        fits: true
        mayElide: true
        maximumLineCount: 2
        text: root.parts.readers_hint || ""
        color: Theme.muted
    }
    Readers {
        id: readers
        visible: !root.isLow || y + height <= root.height
        readers: root.parts.readers || []
        lane: Theme.mm(root.isSingle ? 112 : 78)
        x: root.isLow ? root.half : root.isSingle && !root.isWide && hint.visible ? root.width - width : 0
        y: root.isLow ? place.height + Theme.gap
         : root.isWide ? (root.height - height) / 2
         : root.isSingle ? (root.zone - height) / 2 : hint.height + Theme.mm(6)
    }
    Languages {
        id: languages
        languages: root.parts.languages || []
        most: root.languageCount > 4 ? 3 : Math.max(2, root.languageCount)
        width: root.isLow ? root.half - Theme.cardGap : root.isWide ? Theme.mm(172) : root.width
        y: root.isLow ? Theme.gutter : root.isWide ? root.chipsTop
         : (root.hasReaders && !root.isSingle ? readers.y + readers.height : root.zone) + Theme.mm(10)
        onChosen: action => root.acted(action)
    }
    Place {
        id: place
        isPlain: root.isWide
        place: root.parts.people
        x: root.isWide ? root.half : 0
        width: root.width - x
        y: root.isWide ? 0 : languages.y + Math.max(languages.height, 2 * Theme.touchStd + Theme.gutter) + Theme.mm(9)
        height: root.isWide && !root.isLow ? root.height : root.isLow ? implicitHeight - Theme.mm(8) : implicitHeight
    }
}
