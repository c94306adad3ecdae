pragma ComponentBehavior: Bound

import QtQuick
import Pronto
import screens.theme
import screens.parts.frame
import screens.parts.motion
import screens.parts.sheet
import screens.parts.strip

// The glass: header, rail, title, dock and strip stand in the same place on every screen; the page between them is
// the state's own file. A change of screen swaps the content at once and lets the new page rise. In reach mode all of
// it stands below `Theme.reachTop`.
Rectangle {
    id: root

    required property Shell shell
    readonly property Page page: loader.item as Page
    readonly property bool isFramed: page !== null && page.usesFrame
    readonly property var view: page ? page.view : null
    readonly property var sheet: shell.sheet ?? null
    readonly property bool hasSheet: sheet !== null

    color: Theme.bg
    focus: true
    Keys.onPressed: Theme.showsFocus = true

    function isHere(): bool {
        return root.page !== null && loader.screen === root.shell.screen && loader.number === root.shell.page;
    }
    function showFrame() {
        gone.ms = root.isHere() ? Theme.exitMs : Theme.pageMs;
        if (root.isHere())
            root.page.view = root.shell.view;
        else
            root.showPage();
    }
    function showPage() {
        loader.screen = root.shell.screen;
        loader.number = root.shell.page;
        loader.setSource(root.shell.screen + ".qml", { "shell": root.shell });
        rise.begin();
    }
    function act(action: var) {
        root.shell.send(action.event, action.args);
    }

    Component.onCompleted: showFrame()
    Connections {
        target: root.shell
        function onPresented() {
            root.showFrame();
            gone.fade(root.shell.still);
        }
    }

    FocusScope {
        id: stage
        focus: !root.hasSheet
        enabled: !root.hasSheet
        y: Theme.reachTop
        width: root.width
        height: root.height - y
        transform: Translate {
            x: root.page ? root.page.drift.x : 0
            y: root.page ? root.page.drift.y : 0
        }

        readonly property int footY: height - strip.height

        Header {
            visible: root.isFramed
            x: Theme.margin
            y: Theme.wordY
            width: stage.width - 2 * x
            word: root.shell.strip.brand
            demo: root.shell.demo
            place: root.shell.strip.place
            awaited: root.shell.strip.awaited
            step: root.view ? root.view.step ?? null : null
        }
        Rail {
            visible: root.isFramed
            y: Theme.railY - height
            width: stage.width
            count: root.view && root.view.step ? root.view.step.count : 0
            index: root.view && root.view.step ? root.view.step.index : 1
            isDone: root.view && root.view.step ? root.view.step.is_done : false
        }
        PageHead {
            id: head
            visible: root.isFramed
            x: Theme.margin
            y: Theme.titleY
            width: (dock.isHigh ? dock.x - Theme.panelGap : stage.width - Theme.margin) - x
            height: implicitHeight
            room: (dock.isBeside || !dock.visible ? stage.footY : dock.footTop) - Theme.dockPad - Theme.contentGap - (root.page ? root.page.least : Theme.leastPage) - y
            most: root.page && root.page.keeps > 0 ? Math.max(1, room + root.page.least - root.page.keeps) : 0
            title: root.view ? root.view.title : ""
            instruction: root.view ? root.view.instruction : ""
        }
        Loader {
            id: loader
            property string screen: ""
            property int number: 0 // a page that raised is made again, under another number
            readonly property int restY: root.isFramed ? head.y + head.height + Theme.contentGap : 0

            focus: true
            x: root.isFramed ? Theme.margin : 0
            y: restY
            width: !root.isFramed ? stage.width : (dock.isBeside && dock.visible ? dock.x - Theme.panelGap : stage.width - Theme.margin) - x
            readonly property int room: (dock.isBeside || !dock.visible ? stage.footY : dock.footTop) - (root.isFramed ? Theme.dockPad : 0) - restY

            opacity: toast.isWhole ? 0 : 1
            enabled: !toast.isWhole
            height: room - (toast.isWhole ? 0 : toast.room)
            transform: Arriving { id: rise }
        }
        Dock {
            id: dock
            readonly property bool isOn: root.isFramed
            readonly property bool isBeside: Theme.isLandscape && !isBare // the page
            readonly property int footTop: stage.footY - (Theme.isLandscape ? Theme.dockPad + bareHeight : implicitHeight) // at the foot
            readonly property int below: stage.footY - Theme.titleY - Theme.dockPad - Theme.mm(34) // a title of one line
            readonly property bool isHigh: isBeside && visible && (Theme.isShallow || least > below) // beside the title

            panelLeast: isOn ? root.page.panelLeast : 0
            isBare: isOn && Theme.isLandscape && root.page.isBroad
            panel: isOn && (Theme.isLandscape || root.page.panelsInPortrait) ? root.page.panel : null
            back: isOn ? root.view.back ?? null : null
            secondary: isOn && !root.page.takesSecondary ? root.view.secondary ?? null : null
            primary: isOn ? root.view.primary ?? null : null
            share: isOn && root.page.hasEqualWays ? 0.5 : 0.58
            primaryStep: isOn ? root.page.primaryStep : Theme.title
            ring: isOn && root.page.showsRing ? root.shell.countdown ?? null : null
            x: Theme.isLandscape ? stage.width - Theme.margin - width : 0
            y: isHigh ? Theme.titleY : isBeside ? loader.restY : footTop
            width: Theme.isLandscape ? Theme.panelWidth : stage.width
            height: isBare ? bareHeight : Theme.isLandscape ? stage.footY - Theme.dockPad - y : implicitHeight
            onActed: action => root.page.act(action)
        }
        UndoToast {
            id: toast
            readonly property int most: 2.5 * Theme.px(Theme.label.cap) + Theme.mm(3) + 4 * Theme.gutter // of its key with two lines
            readonly property int room: isOn ? Math.max(0, height + Theme.gutter - (dock.isBare ? dock.height : 0)) : 0
            toast: root.shell.toast ?? null
            x: Theme.margin
            width: Theme.isLandscape && dock.visible ? dock.x - Theme.panelGap - x : stage.width - 2 * x
            isWhole: isOn && root.isFramed && !dock.isBare && Theme.losesColumn && loader.room < 2 * Theme.touchMin + most // less than two keys of a list would be left
            height: isWhole ? loader.room : implicitHeight
            y: isWhole ? loader.restY : (dock.visible && !Theme.isLandscape ? dock.y : stage.footY) - height - Theme.gutter
            onActed: action => root.act(action)
        }
        Strip {
            id: strip
            y: stage.footY
            width: stage.width
            strip: root.shell.strip
            cancel: root.view ? root.view.cancel ?? null : null
            clock: root.shell.clock
            onActed: action => root.act(action)
        }
    }
    Binding {
        target: root.page
        property: "lead"
        value: head.hasWords ? "" : head.instruction
        when: root.page !== null
    }
    Unreached {
        width: root.width
        height: Theme.reachTop
        word: root.shell.strip.brand
    }
    Still {
        id: gone
        objectName: "still"
        anchors.fill: parent
    }
    CaptionBar {
        y: Theme.reachTop
        width: root.width
        text: root.shell.caption
        demo: root.shell.demo
    }
    Loader {
        anchors.fill: parent
        active: root.hasSheet
        focus: root.hasSheet
        sourceComponent: SheetFrame {
            focus: true
            clear: strip.height
            controls: root.shell.controls
            sheet: root.sheet
            countdown: root.shell.countdown ?? null
            onActed: action => root.act(action)
        }
    }
    Item { // nothing is seen of it: who is of the staff knows where it is; what lies beneath is pressed as ever
        objectName: "corner"
        y: Theme.reachTop
        width: Theme.touchStd
        height: Theme.touchStd

        PointHandler {
            id: held
            enabled: root.shell.strip.has_corner
            target: null
        }
        Timer {
            objectName: "hold"
            interval: Theme.holdMs
            running: held.active
            onTriggered: root.shell.send("StaffPressed", {})
        }
    }
    Rectangle {
        objectName: "hidden"
        anchors.fill: parent
        visible: root.shell.isHidden // touches, keys and the voice go on
        color: Theme.hidden
    }
}
