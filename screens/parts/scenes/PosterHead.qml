import QtQuick
import screens.theme
import screens.parts
import screens.parts.poster

// Over the disc: the mark and the word, how long the place is open, the poster, and what is limited today.
Item {
    id: root

    required property var parts // {poster, lead, open_until?, limited?}
    property string word: ""
    property string demo: ""
    property string foreign: "" // the lead in another language, for a moment
    readonly property bool isOpen: (parts.opening || "open") === "open"
    property int wordsWidth: width
    property int room: 0 // in height, for all of this
    readonly property TypeStep step: large.narrowest(parts.poster, true) <= wordsWidth && words.y + 2 * large.height < room ? Theme.poster
                                   : smaller.narrowest(parts.poster, true) <= wordsWidth ? Theme.h1 : Theme.h2
    readonly property Measure measure: step === Theme.poster ? large : smaller
    readonly property int least: words.y + (limit ? banner.height : 0) // what must be said
    readonly property int end: words.y + words.height // of the words, the banner among them
    readonly property string limit: parts.limited || ""

    Image { // the site's logo has its name in it
        id: logo
        visible: status === Image.Ready
        y: mark.y
        width: Math.min(mark.height * (Theme.logo?.shape ?? 0), root.width * 0.45)
        height: mark.height
        sourceSize: Qt.size(width, height)
        source: Theme.logo?.source ?? ""
        fillMode: Image.PreserveAspectFit
        horizontalAlignment: Image.AlignLeft
        Accessible.role: Accessible.Graphic
        Accessible.name: root.word
    }
    Icon {
        id: mark
        visible: !logo.visible
        y: Theme.mm(Theme.isTight ? 6 : Theme.isLandscape ? 12 : 16)
        name: "pronto-mark"
        tone: Theme.primary
        size: Theme.mm(15)
    }
    Label {
        id: word
        visible: mark.visible
        x: mark.width + Theme.mm(5)
        anchors { bottom: mark.bottom; bottomMargin: -Theme.mm(2.4) }
        text: root.word
        step: Theme.losesColumn ? Theme.wordStep : Theme.isTight ? Theme.h2 : Theme.h1
    }
    DemoMark {
        id: demo
        text: root.demo
        width: implicitWidth
        height: implicitHeight
        x: (logo.visible ? logo.width : word.x + word.width) + Theme.mm(5)
        anchors.verticalCenter: mark.verticalCenter
    }
    Row { // where it does not fit, the hours stand beside the desk below
        visible: open.text !== "" && width < root.width - demo.x - demo.width - Theme.gutter
        anchors { right: parent.right; verticalCenter: mark.verticalCenter }
        spacing: Theme.gap
        Icon { name: root.isOpen ? "clock" : "triangle-alert"; tone: open.color; size: Theme.icon; anchors.verticalCenter: parent.verticalCenter }
        Label {
            id: open
            text: root.parts.open_until || ""
            step: Theme.isTight ? Theme.caption : Theme.label
            weight: root.isOpen ? step.weight : Font.DemiBold
            color: root.isOpen ? Theme.muted : Theme.warning
        }
    }
    Column {
        id: words
        y: mark.y + Theme.mm(Theme.isTight ? 20 : Theme.isLandscape ? 24 : 33)
        width: root.wordsWidth
        spacing: Theme.mm(4)

        Label {
            id: poster
            width: Math.min(parent.width, root.measure.narrowest(text, true) + Theme.gap) // two lines of like length
            text: root.parts.poster
            height: lineCount * root.measure.height // closer lines than the face's own: the words count
            step: root.step
            isProse: true
            visible: words.y + height + (root.limit ? words.spacing + banner.height : 0) < root.room
        }
        Lead {
            visible: !((Theme.isLandscape || Theme.isTight) && root.limit) && words.y + poster.height + words.spacing + height < root.room
            width: parent.width
            text: root.parts.lead
            foreign: root.foreign
            step: Theme.isTight ? Theme.body : Theme.title
            weight: Theme.bodyWeight
        }
        Banner {
            id: banner
            width: parent.width
            height: implicitHeight
            titleStep: Theme.label
            banner: root.limit ? ({ "kind": "warning", "icon": "triangle-alert", "title": root.limit, "text": "" }) : null
        }
    }
    Measure { id: large; step: Theme.poster }
    Measure { id: smaller; step: Theme.h1 }
}
