import QtQuick
import screens.theme

// Lets what it stands in rise into its place, decelerating; in calm it is there at once. Only the picture moves:
// the item takes touches from the first frame.
Translate {
    id: root

    property int ms: Theme.pageMs
    property int rise: Theme.pageRise
    readonly property real left: rise > 0 ? y / rise : 0 // share of the way

    function begin() {
        rising.stop();
        root.y = root.ms > 0 ? root.rise : 0;
        if (root.ms > 0)
            rising.start();
    }

    readonly property NumberAnimation rising: NumberAnimation {
        target: root
        property: "y"
        to: 0
        duration: root.ms
        easing.type: Easing.OutCubic
    }
}
