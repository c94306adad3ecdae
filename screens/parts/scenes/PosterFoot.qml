import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Under the line: the readers that are on, the languages, and where a person is. In landscape the languages stand
// above the line under the poster, or in the left half below it. Where large letters leave no room, the readers go
// first, then the languages, and last the place: the strip leads to both, and a scan starts without a word.
Item {
    id: root

    required property var parts
    property int room: 0 // that this may take in height
    property int chipsWidth: 0 // in landscape, beside the start
    property int aboveLine: 0 // in landscape: between the poster and the line
    readonly property bool isWide: Theme.isLandscape
    readonly property bool isLow: isWide && Theme.isTight // the languages below the line
    readonly property int half: width / 2
    readonly property bool hasReaders: parts.readers !== undefined
    readonly property int count: parts.lanes
    readonly property bool isSingle: count === 1
    readonly property int hintRoom: Theme.px(Theme.body.cap) * Theme.oneLine // of one line, also before it is known
    readonly property int zone: isSingle || isWide ? Math.max(Theme.mm(18), Theme.px(Theme.body.cap) * 2.5) : hintRoom + Theme.mm(22)
    readonly property int languageCount: parts.languages ? parts.languages.length : 0
    readonly property int kept: Math.max(languages.height, 2 * Theme.touchStd + Theme.gutter) // also before they are known
    readonly property int share: ((isWide ? half - Theme.cardGap : width) - (count - 1) * Theme.gutter) / count
    readonly property int lane: Math.min(Theme.mm(112), share) // of a reader
    readonly property int gap: Theme.mm(Theme.isTight ? 5 : 9)

    readonly property int wanted: place.implicitHeight
    readonly property bool hasPlace: place.implicitHeight <= room
    readonly property int least: hasPlace ? place.implicitHeight : 0
    readonly property bool hasChips: isWide && !isLow ? aboveLine > languages.height + Theme.mm(12) : isLow ? languages.height + Theme.gutter <= room : least + kept + gap <= room
    readonly property bool isAlone: isLow && (!hasChips || Theme.losesColumn && languageCount === 0) // the place has the whole width
    readonly property bool hasLanes: isSingle || lane >= Theme.px(Theme.label.cap) * 6.8 + Theme.mm(23)
    readonly property bool hasZone: hasLanes && (isWide ? !isLow : least + gap + zone + (hasChips ? kept + gap : 0) <= room)
    readonly property bool hasHint: isWide ? !isLow && hasReaders && !hasLanes : hasZone && !(Theme.isSmall && isSingle) && hint.text !== "" && hint.implicitHeight <= (isSingle ? zone : hintRoom)

    signal acted(action: var)

    implicitHeight: isWide ? Math.max(hasPlace ? Theme.mm(43) : Theme.gutter, isLow && hasChips ? languages.height + Theme.gutter : 0, least)
                           : (hasZone ? zone + gap : 0) + (hasChips ? kept + gap : 0) + least

    Label {
        id: hint
        visible: root.hasHint
        width: root.isWide ? root.half - Theme.cardGap : root.width - (root.isSingle ? root.lane + Theme.gutter : 0)
        y: root.isWide ? (root.height - height) / 2 : root.isSingle ? (root.zone - height) / 2 : 0
        text: root.parts.readers_hint || ""
        color: Theme.muted
    }
    Readers {
        id: readers
        visible: root.hasZone
        readers: root.parts.readers || []
        lane: root.isSingle && !root.isWide && !root.hasHint ? root.width : root.lane
        x: root.isSingle && root.hasHint ? root.width - width : 0
        y: root.isWide ? (root.height - height) / 2
         : root.isSingle ? (root.zone - height) / 2 : root.hintRoom + Theme.mm(4)
    }
    Languages {
        id: languages
        visible: root.hasChips
        languages: root.parts.languages || []
        fillsLast: true
        most: root.languageCount > 4 ? 3 : Math.max(2, root.languageCount)
        width: root.isLow ? root.half - Theme.cardGap : root.isWide ? Math.min(Theme.mm(172), root.chipsWidth) : root.width
        y: root.isLow ? Theme.gutter : root.isWide ? -root.aboveLine + Math.min(Theme.mm(7), root.aboveLine - height - Theme.mm(8))
         : root.hasZone ? root.zone + root.gap : 0
        onChosen: action => root.acted(action)
    }
    Place {
        id: place
        visible: root.hasPlace
        isPlain: root.isWide
        place: root.parts.people
        x: root.isWide && !root.isAlone ? root.half : 0
        width: root.width - x
        y: root.height - height
        height: root.isWide ? root.height : implicitHeight
    }
}
