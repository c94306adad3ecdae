import QtQuick
import screens.parts.frame
import screens.parts.scenes

// Nobody is there: touch anywhere above the line to start, or scan.
Page {
    id: page

    usesFrame: false

    Poster {
        anchors.fill: parent
        parts: page.parts
        word: page.shell.strip.brand
        demo: page.shell.demo
        discWords: page.parts.start.label
        discIcon: page.parts.start.icon
        onActed: action => page.act(action)
    }
}
