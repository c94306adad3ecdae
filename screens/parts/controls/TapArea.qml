import QtQuick
import screens.theme

// What every control is built on: an invisible touch field larger than its picture, keys, and a press by assistive
// tools, all doing the same. Acts on release inside; dragging off cancels; a second touch within half a second is
// ignored unless the control `isRepeatable`; a key is not: for keys the customer may choose that (screens/hands).
Item {
    id: root

    required property string name // accessible name
    property string description: ""
    property bool isRepeatable: false
    property bool isBusy: false
    property bool isTight: false // neighbours 3 mm apart: the slops must not overlap
    property int slop: isTight ? Theme.slopTight : Theme.slop
    property int slopBelow: isTight ? Theme.slopTight : Theme.slopBelow
    property Item ringOn: root // what the focus ring goes round
    property int ringRadius: Theme.buttonRadius
    readonly property bool isGuarded: guard.running
    readonly property bool isPressed: touch.pressed && touch.containsMouse || keyed.running

    signal activated

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: root.name
    Accessible.description: root.description
    Accessible.focusable: true
    Accessible.onPressAction: root.press(false)
    Keys.onPressed: event => event.accepted = root.takesKey(event)

    function takesKey(event: KeyEvent): bool {
        Theme.showsFocus = true;
        const isPress = [Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space, Qt.Key_Select].includes(event.key);
        if (isPress && !event.isAutoRepeat && root.press(true))
            keyed.restart();
        return isPress;
    }
    function press(isKey: bool): bool {
        if (!root.enabled || root.isBusy || guard.running && !root.isRepeatable && !isKey)
            return false;
        guard.restart();
        root.activated();
        return true;
    }

    Timer {
        id: guard
        interval: Theme.debounceMs
    }
    Timer {
        id: keyed
        interval: Theme.pressMs
    }
    MouseArea {
        id: touch
        anchors.fill: parent
        anchors.margins: -root.slop
        anchors.bottomMargin: -root.slopBelow
        onPressed: Theme.showsFocus = false
        onClicked: root.press(false)
    }
    FocusRing {
        parent: root.ringOn
        target: root
        radius: root.ringRadius
    }
}
