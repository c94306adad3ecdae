import QtQuick
import screens.theme
import screens.parts.frame
import screens.parts.scenes

// Nobody is there: touch anywhere above the line to start, or scan. One line says in turn, in the other languages too,
// what this place is for; it rests under a sheet and in calm. The picture drifts by a pixel a minute, so that none is
// burnt into the glass.
Page {
    id: page

    readonly property var others: page.parts.languages.filter(language => !language.is_chosen).slice(0, 3)
    property int turn: 0 // 0: the language of the glass
    property int minute: 0
    readonly property alias isTurning: turning.running

    usesFrame: false
    drift: Theme.drifts[minute % Theme.drifts.length]
    onViewChanged: turn = 0

    Timer {
        id: turning
        running: page.enabled && page.others.length > 0 && !Theme.isCalm
        interval: Theme.turnMs
        repeat: true
        onTriggered: page.turn = (page.turn + 1) % (page.others.length + 1)
    }
    Timer {
        running: true
        interval: Theme.driftMs
        repeat: true
        onTriggered: page.minute += 1
    }
    Poster {
        anchors.fill: parent
        parts: page.parts
        word: page.shell.strip.brand
        demo: page.shell.demo
        discWords: page.parts.start.label
        discIcon: page.parts.start.icon
        foreign: page.turn === 0 ? "" : page.shell.said_in("lead", page.others[page.turn - 1].language)
        onActed: action => page.act(action)
    }
}
