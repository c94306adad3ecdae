pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.dashboard
import screens.parts.paging

// What a technician sees first: the fault with its steps and its test, then every device with its health in words.
// Where not all fits, the three parts come one at a time, each by pages.
Page {
    id: page

    readonly property bool isWide: Theme.isLandscape
    readonly property int listed: parts.devices.length
    readonly property int gap: isWide ? Theme.gutter : Theme.cardGap
    readonly property int foot: isWide ? 0 : tests.wholeHeight + Theme.cardGap
    readonly property int panelNeed: Theme.px(Theme.title.cap) * Theme.oneLine + 4 * Theme.touchMin + 5 * Theme.gutter + 2 * Theme.dockPad + Theme.touchPrimary * (Theme.restacks ? 2 : 1)
    readonly property bool hasWords: width / 2 > Theme.px(Theme.caption.cap) * 13 && width / 4 > Theme.px(Theme.label.cap) * 5 + Theme.mm(10)
    readonly property bool isWhole: hasWords && devices.capacity(height - fault.implicitHeight - gap - foot) >= listed && (!isWide || height >= panelNeed)

    readonly property bool isAside: isWide && !isWhole && height > 3 * (bar.cellHeight + Theme.gutter) + 3.2 * Theme.px(Theme.title.cap) + Theme.mm(44) // the parts stand in the panel
    readonly property int key: Theme.touchStd + Theme.gutter
    readonly property int headed: isWhole || isAside ? 0 : bar.height + Theme.gutter
    readonly property int field: height - headed // of one part
    readonly property bool isBarred: !isAside && (isWide || height < Theme.mm(100)) // the pager stands beside the parts
    readonly property int below: field - (isBarred ? 0 : key) // with the pager at the foot
    readonly property var warned: Array.from(parts.devices).filter(device => device.kind === "warning")
    readonly property int pages: isWhole ? 1 : [faultPages.isOn ? faultPages.pages : 1, Math.ceil(listed / devices.perPage), Math.ceil(parts.tools.length / tests.perPage)][section]
    readonly property int shown: Math.min(turned, pages - 1)
    property int section: 0
    property int turned: 0

    function choose(index: int) {
        page.section = index;
        page.turned = 0;
    }

    panelsInPortrait: false
    panel: isWhole ? whole : isAside ? aside : null

    Component {
        id: whole

        Item {
            Label { id: head; width: parent.width; text: page.parts.tests_label; step: Theme.title }
            Tools {
                y: head.height + Theme.gutter
                width: parent.width
                columns: 2
                cellHeight: Math.min(Theme.touchStd, (parent.height - y - 3 * spacing) / 4)
                tools: page.parts.tools
                onActed: action => page.act(action)
            }
        }
    }
    Component {
        id: aside

        Item { Segments { width: parent.width; isUpright: true; parts: page.parts.sections; chosen: page.section; onPicked: index => page.choose(index) } }
    }
    Segments {
        id: bar
        visible: !page.isWhole && !page.isAside
        width: page.width - (page.isBarred && page.pages > 1 ? pager.width + spacing : 0)
        parts: page.parts.sections
        chosen: page.section
        onPicked: index => page.choose(index)
    }
    FaultCard {
        id: fault
        visible: page.isWhole || page.section === 0 && !faultPages.isOn
        y: page.headed
        width: page.width
        height: implicitHeight
        fault: page.parts.fault
        onActed: action => page.act(action)
    }
    DeviceGrid { // whose fault it is, where there is room for them under it
        id: warned
        readonly property int room: page.height - y

        visible: fault.visible && !page.isWhole && room >= leastHigh && capacity(room) >= page.warned.length
        y: fault.y + fault.height + Theme.cardGap
        width: page.width
        height: Math.min(room, Math.ceil(page.warned.length / columnsIn(room)) * (leastHigh * 1.2 + spacing))
        devices: page.warned
        onActed: action => page.act(action)
    }
    FaultPages {
        id: faultPages
        readonly property bool isOn: !page.isWhole && fault.implicitHeight > page.field // else it has room at once

        visible: isOn && page.section === 0
        y: page.headed
        width: page.width
        height: page.below
        page: page.shown
        fault: page.parts.fault
        onActed: action => page.act(action)
    }
    DeviceGrid {
        id: devices
        visible: page.isWhole || page.section === 1
        y: page.isWhole ? fault.height + page.gap : page.headed
        width: page.width
        height: page.isWhole ? page.height - y - page.foot : capacity(page.field) >= page.listed ? page.field : page.below
        devices: page.parts.devices
        page: page.isWhole ? 0 : page.shown
        onActed: action => page.act(action)
    }
    DeskTests {
        id: tests
        visible: page.isWhole ? !page.isWide : page.section === 2
        isWhole: page.isWhole
        y: page.isWhole ? page.height - wholeHeight : page.headed
        width: page.width
        height: page.isWhole ? wholeHeight : page.below
        title: page.parts.tests_label
        tools: page.parts.tools
        page: page.isWhole ? 0 : page.shown
        onActed: action => page.act(action)
    }
    Pager {
        id: pager
        controls: page.shell.controls
        page: page.shown
        pages: page.pages
        x: page.width - width
        y: page.isBarred ? (bar.height - height) / 2 : page.height - height
        onTurned: to => page.turned = to
    }
}
