import QtQuick
import screens.theme

// A ring that empties, with the seconds left in words beside it: time is never told by the ring alone.
Item {
    id: root

    property string label: ""
    property string seconds: ""
    property real share: 1 // of the time that is left
    property int ringSize: Theme.mm(18)
    property bool isStacked: false

    implicitHeight: Math.max(ringSize, words.implicitHeight)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label + " " + seconds

    Image {
        id: ring
        width: root.ringSize
        height: root.ringSize
        anchors.verticalCenter: parent.verticalCenter
        sourceSize: Qt.size(width, height)
        source: "image://ring/" + Math.round(root.share * 60) + "/" + Theme.hex(Theme.primary) + "/"
                + Theme.hex(Theme.isContrast ? Theme.surface2 : Theme.rail)
        smooth: false
    }
    Column {
        id: words
        x: ring.width + Theme.gutter
        width: parent.width - x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(1)
        Label { width: parent.width; text: root.label; step: Theme.caption; color: Theme.muted; visible: text !== "" && (root.height < 1 || root.height >= implicitHeight + left.implicitHeight) }
        Label { id: left; width: parent.width; text: root.seconds; step: Theme.title; isPartOfControl: true }
    }
}
