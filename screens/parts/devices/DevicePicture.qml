import QtQuick
import screens.theme
import screens.parts
import screens.parts.motion

// Shows what to do at a device: the site's own photograph where it has one, else the house's drawing with an arrow that
// moves for a moment. It fits its box and stands on the box's lower edge.
Item {
    id: root

    required property string guide // scan, card, paper or goods
    required property string art
    required property real shape // of the house's drawing: width / height
    property string arrow: "" // icon, and where its middle stands on the drawing, as shares of it
    property real arrowX: 0.5
    property real arrowY: 0.5
    property real arrowSize: 0.14 // of the drawing's height
    readonly property var site: Theme.guides[guide] ?? null
    readonly property bool isHouse: picture.isHouse
    readonly property real drawnShape: isHouse ? shape : site.shape
    readonly property int step: arrowSize * picture.height * 0.6
    readonly property var ways: ({ "arrow-left": [-1, 0], "arrow-right": [1, 0], "arrow-up": [0, -1], "arrow-down": [0, 1] })

    Picture {
        id: picture
        art: root.art
        own: root.site ? root.site.source : ""
        width: Math.min(root.width, root.height * root.drawnShape)
        height: width / root.drawnShape
        x: (root.width - width) / 2
        y: root.height - height
    }
    Nudge {
        visible: root.arrow !== "" && root.isHouse
        width: root.arrowSize * picture.height
        height: width
        x: picture.x + root.arrowX * picture.width - width / 2
        y: picture.y + root.arrowY * picture.height - height / 2
        dx: visible ? root.ways[root.arrow][0] * root.step : 0
        dy: visible ? root.ways[root.arrow][1] * root.step : 0

        Icon { name: root.arrow; tone: Theme.primary; size: parent.width }
    }
}
