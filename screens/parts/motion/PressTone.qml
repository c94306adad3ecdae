import QtQuick
import screens.theme

// The colour of a press, on the way there and back: `PressTone on color {}`.
Behavior {
    ColorAnimation { duration: Theme.pressMs }
}
