import QtQuick
import screens.theme

// A white field on the page: shadow in light, a step of grey in dark, an outline in high contrast.
Item {
    id: root

    property color tone: Theme.surface
    property int radius: Theme.cardRadius
    property bool isSheet: false
    property bool isBare: false // no shadow and no outline
    readonly property int blur: isSheet ? Theme.sheetBlur : Theme.cardBlur
    readonly property int reach: root.radius + root.blur + 20

    BorderImage {
        visible: Theme.hasShadow && !root.isBare
        anchors.fill: parent
        anchors.margins: -root.blur
        anchors.topMargin: -root.blur + (root.isSheet ? Theme.sheetDrop : Theme.cardDrop)
        anchors.bottomMargin: -root.blur - (root.isSheet ? Theme.sheetDrop : Theme.cardDrop)
        source: Theme.hasShadow ? "image://shadow/" + root.radius + "/" + root.blur + "/"
                                  + (root.isSheet ? Theme.sheetShade : Theme.cardShade) : ""
        border { left: root.reach; top: root.reach; right: root.reach; bottom: root.reach }
        smooth: false
    }

    Rectangle {
        id: edge
        anchors.fill: parent
        radius: root.radius
        color: root.tone
        border.width: Theme.isContrast && !root.isBare ? Theme.border : 0
        border.color: Theme.outline
        antialiasing: true
    }
    Rectangle { // opaque and square: the renderer paints nothing of what lies below it, shadow and page
        visible: !root.isBare && height > 0
        anchors { fill: parent; topMargin: root.radius; bottomMargin: root.radius; leftMargin: edge.border.width; rightMargin: edge.border.width }
        color: root.tone
    }
}
