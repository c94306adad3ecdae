import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Under the line: the readers that are on, the languages, and where a person is.
Item {
    id: root

    required property var parts
    property int chipsTop: 0 // landscape: the languages stand above the line, under the poster
    readonly property bool isWide: Theme.isLandscape
    readonly property bool isSingle: !isWide && hasReaders && parts.readers.length === 1
    readonly property int languageCount: parts.languages ? parts.languages.length : 0
    readonly property bool hasReaders: parts.readers !== undefined

    signal acted(action: var)

    implicitHeight: place.y + place.height

    Label {
        id: hint
        visible: !root.isWide && text !== ""
        width: parent.width - (root.isSingle ? readers.width + Theme.gutter : 0)
        height: root.isSingle ? Math.max(readers.height, implicitHeight) : implicitHeight
        text: root.parts.readers_hint || ""
        color: Theme.muted
    }
    Readers {
        id: readers
        readers: root.parts.readers || []
        x: root.isSingle ? root.width - width : 0
        y: root.isWide ? (root.height - height) / 2 : root.isSingle ? (hint.height - height) / 2 : hint.visible ? hint.height + Theme.mm(6) : 0
        lane: Theme.mm(root.isSingle ? 112 : root.isWide && Theme.isSmall ? 70 : 78)
    }
    Languages {
        id: languages
        languages: root.parts.languages || []
        columns: root.languageCount > 4 ? 3 : Math.max(2, root.languageCount)
        width: root.isWide ? Theme.mm(Theme.isSmall ? 130 : 172) : root.width
        y: root.isWide ? root.chipsTop : root.hasReaders ? Math.max(hint.height, readers.y + readers.height) + Theme.mm(10) : Theme.mm(28)
        onChosen: action => root.acted(action)
    }
    Place {
        id: place
        isPlain: root.isWide
        place: root.parts.people
        x: root.isWide ? root.width * 0.5 : 0
        width: root.width - x
        y: root.isWide ? 0 : languages.y + Math.max(languages.height, 2 * Theme.touchStd + Theme.gutter) + Theme.mm(9)
        height: root.isWide ? root.height : implicitHeight
    }
}
