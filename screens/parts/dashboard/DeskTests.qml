import QtQuick
import screens.theme
import screens.parts

// Tests and records: four abreast under their title where all is on one screen, else by pages.
Item {
    id: root

    required property string title
    required property var tools
    property bool isWhole: true // four abreast
    property int page: 0
    readonly property int wholeHeight: (Theme.restacks ? 0 : head.height + Theme.gap) + grid.wholeLines * (grid.least + grid.spacing) - grid.spacing
    readonly property int across: isWhole ? 4 : Math.max(1, Math.min(4, Math.floor(width / (Theme.px(Theme.label.cap) * 7.5 + Theme.mm(16)))))
    readonly property int lines: Math.max(1, Math.floor((height + grid.spacing) / (grid.least + grid.spacing)))
    readonly property int perPage: isWhole ? tools.length : across * lines

    signal acted(action: var)

    Label {
        id: head
        visible: root.isWhole && !Theme.restacks
        width: root.width
        text: root.title
        step: Theme.title
    }
    Tools {
        id: grid
        readonly property int least: Math.max(Theme.mm(16), Theme.px(Theme.label.cap) * 1.8)
        readonly property int wholeLines: Math.ceil(root.tools.length / 4)

        y: head.visible ? head.height + Theme.gap : 0
        width: root.width
        columns: root.across
        cellHeight: root.isWhole ? least : Math.max(least, Theme.touchStd)
        tools: root.visible ? Array.from(root.tools).slice(root.page * root.perPage, (root.page + 1) * root.perPage) : []
        onActed: action => root.acted(action)
    }
}
