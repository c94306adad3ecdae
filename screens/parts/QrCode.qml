import QtQuick
import screens.theme

// A QR code with its quiet zone of four modules: black on white in every look, modules on whole pixels.
Rectangle {
    id: root

    required property string code // id under which the program keeps the text
    property string spoken: ""
    property int size: Theme.mm(100)
    readonly property int least: Theme.mm(40) // a longer text cannot be drawn smaller, and nobody could read it

    width: size
    height: size
    radius: Theme.keyRadius
    color: Theme.codeLight
    border { width: Theme.hairWidth; color: Theme.rail }
    Accessible.role: Accessible.Graphic
    Accessible.name: root.spoken

    Image {
        anchors.centerIn: parent
        width: root.size - 2 * Math.max(Theme.hairWidth, Math.ceil(root.radius * 0.3)) // inside the round corners
        height: width
        sourceSize: Qt.size(width, height)
        source: root.code === "" || Math.min(root.size, 2 * width) < root.least ? "" : "image://qr/" + root.code
        fillMode: Image.Pad
        smooth: false
    }
}
