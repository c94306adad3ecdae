import QtQuick
import screens.theme
import screens.parts.paging
import screens.parts.scenes

// A picture on its line, and words: below the line, or in landscape and at their usual size beside the picture. Where
// letters are large the words have the card to themselves, and turn pages when even that is not enough.
SceneCard {
    id: root

    required property var controls // {earlier, later}
    property alias words: leaves.blocks
    property bool mayStandAside: Theme.isLandscape
    property int wordsTop: 0 // taken below the line by the scene itself
    readonly property int wordsWanted: leaves.wanted // their height
    readonly property bool isAside: mayStandAside && !Theme.isTight // never by what the words need: their width follows from it
    readonly property int sceneX: isAside ? width * 0.64 : 0 // in the stage
    readonly property int sceneWidth: stage.width - sceneX

    readonly property bool isScarce: Theme.isSmall && Theme.isOneByOne // even the panel gives its words to the card
    readonly property int blockRoom: height - 2 * Theme.pad - (Theme.isLandscape || height < Theme.mm(110) ? 0 : Theme.touchStd + 2 * Theme.gap)

    hasFloor: false
    floorHeight: isAside ? Theme.mm(16) : leaves.wanted + wordsTop + 2 * Theme.pad

    Leaves {
        id: leaves
        parent: root
        controls: root.controls
        isBeside: Theme.isLandscape || root.height < Theme.mm(110) // by the card: its own height follows from its words
        spacing: Theme.cardGap
        x: Theme.pad
        width: (root.isAside ? root.sceneX : root.width - Theme.pad) - x
        y: root.isAside ? Math.max(Theme.pad, (root.lineY - wanted) / 2) : root.lineY + Theme.line + Theme.pad + (root.hasScene ? root.wordsTop : 0)
        height: (root.isAside ? root.lineY : root.height) - y - Theme.pad
    }
}
