import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls
import screens.parts.motion

// One key of the keyboard: a sign, a word or an icon. It takes every press, on release; one that is on says so by its
// frame, its fill and its name.
TapArea {
    id: root

    required property var key // {id, units, does}
    required property var face // {label, name, icon, isOn}
    property TypeStep step: Theme.title
    readonly property bool isSwitch: ["shift", "signs", "accent"].includes(key.does)
    readonly property bool isSign: key.does === "types" && face.label.length === 1

    objectName: "key"
    name: face.name
    isRepeatable: true
    slop: Theme.keySlop
    slopBelow: Theme.keySlop
    ringRadius: Theme.keyRadius
    Accessible.checkable: root.isSwitch
    Accessible.checked: root.face.isOn

    Rectangle {
        anchors.fill: parent
        radius: Theme.keyRadius
        color: root.isPressed || root.face.isOn ? Theme.primaryContainer : root.isSign ? Theme.surface : Theme.surface2
        PressTone on color {}
        border { width: root.face.isOn ? Theme.chosenBorder : Theme.border; color: root.face.isOn || root.isPressed ? Theme.primary : Theme.outline }
        antialiasing: true
    }
    Row {
        anchors.centerIn: parent
        spacing: Theme.mm(1)

        Icon {
            visible: name !== ""
            name: root.face.icon
            tone: root.face.isOn ? Theme.inkContainer : Theme.ink
            size: Theme.mm(words.visible ? 6 : root.height > Theme.touchStd ? 11 : 9)
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            id: words
            visible: text !== ""
            width: Math.min(implicitWidth, root.width - Theme.mm(2) - (root.face.icon !== "" ? Theme.mm(7) : 0))
            height: root.height - Theme.mm(2)
            text: root.face.label
            step: root.key.does === "accent" ? Theme.h1 : root.isSign ? root.step : Theme.label
            color: root.face.isOn ? Theme.inkContainer : Theme.ink
            horizontalAlignment: Text.AlignHCenter
            isPartOfControl: true
            neverCut: true
            fits: true
            mayElide: true
            maximumLineCount: 1
        }
    }
}
