import QtQuick
import screens.parts.frame
import screens.parts.scenes

// Nobody can be called from here: where a person is.
Page {
    id: page

    panelsInPortrait: false

    Place { width: parent.width; height: Math.min(implicitHeight, page.height); place: page.parts.people }
}
