import QtQuick
import screens.theme

// A picture of the page that has gone, fading over the one that is here: never two live pages. It takes no touch, and
// its memory goes when it has faded.
Image {
    id: root

    property int ms: Theme.pageMs

    visible: source.toString() !== ""
    cache: false
    smooth: false

    function fade(still: int) { // 0: what is fading goes on
        if (still > 0) {
            root.source = "image://still/" + still;
            fading.restart();
        }
    }

    NumberAnimation {
        id: fading
        target: root
        property: "opacity"
        from: 1
        to: 0
        duration: root.ms
        easing.type: Easing.OutCubic
        onFinished: root.source = ""
    }
}
