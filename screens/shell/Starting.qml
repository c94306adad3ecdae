import QtQuick
import screens.parts.frame
import screens.parts.scenes

// The same picture as Attract before the kiosk can take anything.
Page {
    id: page

    usesFrame: false

    Poster {
        anchors.fill: parent
        parts: page.parts
        word: page.shell.strip.brand
        demo: page.shell.demo
        discWords: page.view.title
        discIcon: "loader"
        isOn: false
    }
}
