pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts

// What each kind of seat looks like, in words.
Grid {
    id: root

    required property var legend // [{kind, sign, text, short}]
    property bool isShort: false
    property string sample: "" // letter of a free seat
    property int rowHeight: Math.max(signSize, Theme.px(Theme.caption.cap) * Theme.oneLine)
    readonly property int signSize: Math.max(Theme.mm(11), Theme.px(Theme.caption.cap) * 1.34)
    readonly property var shares: columns === 3 ? [0.3, 0.4, 0.3] : [0.5, 0.5]

    columns: 3
    columnSpacing: Theme.gutter
    rowSpacing: Theme.mm(3.5)

    Repeater {
        model: root.legend

        Item {
            id: entry
            required property var modelData
            required property int index

            width: (root.width - (root.columns - 1) * root.columnSpacing) * root.shares[index % root.columns]
            height: root.rowHeight

            SeatSign {
                id: sign
                width: root.signSize
                height: width
                anchors.verticalCenter: parent.verticalCenter
                kind: entry.modelData.kind
                letter: entry.modelData.kind === "free" ? root.sample : ""
                detail: entry.modelData.sign
                isWide: true
                isSmall: true
            }
            Label {
                x: sign.width + Theme.gap
                width: parent.width - x
                height: parent.height
                text: root.isShort ? entry.modelData.short : entry.modelData.text
                step: Theme.caption
                fits: true
                mayElide: true
                maximumLineCount: 1
            }
        }
    }
}
