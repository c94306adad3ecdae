import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// Two keys that turn the pages of a part of the screen, and between them where one is. Nothing needs a swipe, and quick
// touches turn page after page: nothing is chosen by it.
Row {
    id: root

    required property var controls // {earlier, later}: names of the keys
    property int page: 0
    property int pages: 1
    property bool isBrief: false // the keys alone
    readonly property int keySize: isBrief ? Theme.touchMin : Theme.touchStd
    property string here: (page + 1) + " / " + pages

    signal turned(int page)

    visible: pages > 1
    height: keySize
    spacing: Theme.gutter

    KeyButton {
        objectName: "page:earlier"
        icon: "chevron-left"
        size: root.keySize
        isRepeatable: true
        name: root.controls.earlier
        isOff: root.page <= 0
        onActivated: root.turned(root.page - 1)
    }
    Label {
        visible: !root.isBrief
        height: parent.height
        text: root.here
        step: Theme.label
        horizontalAlignment: Text.AlignHCenter
    }
    KeyButton {
        objectName: "page:later"
        icon: "chevron-right"
        size: root.keySize
        isRepeatable: true
        name: root.controls.later
        isOff: root.page >= root.pages - 1
        onActivated: root.turned(root.page + 1)
    }
}
