pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts.scenes
import screens.parts.sheet

// Where a person is: on one card, or line by line where large letters make the card higher than a page. It tells where
// a page may end.
Item {
    id: root

    property var people: null // {title, desk, phone, hours}
    property bool isPlain: false
    readonly property bool isApart: Theme.restacks
    readonly property var nowhere: ({ "title": "", "desk": "", "phone": "", "hours": "" })
    readonly property var stops: Array.from(lines.children).filter(one => one.height > 0).map(one => one.y)

    visible: !!people
    implicitHeight: isApart ? lines.height : place.implicitHeight

    Place {
        id: place
        visible: !root.isApart
        width: root.width
        height: root.height
        isPlain: root.isPlain
        place: root.people ?? root.nowhere
    }
    Column {
        id: lines
        visible: root.isApart
        width: root.width
        spacing: Theme.gap

        Repeater {
            model: !root.isApart || !root.people ? [] : [{ "icon": "map-pin", "text": root.people.title }, { "icon": "concierge-bell", "text": root.people.desk }, { "icon": "phone", "text": root.people.phone }, { "icon": "clock", "text": root.people.hours }]
            SheetLine {
                required property var modelData
                width: lines.width
                height: implicitHeight
                line: modelData
            }
        }
    }
}
