pragma ComponentBehavior: Bound

import QtQuick
import Pronto
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.motion

// The glass: header, rail, title, dock and strip stand in the same place on every screen; the page between them is
// the state's own file. A change of screen swaps the content at once and lets the new page rise.
Rectangle {
    id: root

    required property Shell shell
    readonly property Page page: loader.item as Page
    readonly property bool isFramed: page !== null && page.usesFrame
    readonly property var view: page ? page.view : null
    readonly property var sheet: shell.sheet ?? null
    readonly property bool hasSheet: sheet !== null
    readonly property int footY: height - Theme.stripHeight
    readonly property int titleBottom: title.y + title.height
    readonly property int headBottom: words.visible ? Math.max(words.y + words.height, titleBottom) : titleBottom

    color: Theme.bg
    focus: true
    Keys.onPressed: Theme.showsFocus = true

    function isHere(): bool {
        return root.page !== null && loader.screen === root.shell.screen;
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
        loader.setSource(root.shell.screen + ".qml", { "shell": root.shell, "view": root.shell.view });
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
        anchors.fill: parent

        Header {
            visible: root.isFramed
            x: Theme.margin
            y: Theme.wordY
            width: root.width - 2 * x
            word: root.shell.strip.brand
            demo: root.shell.demo
            place: root.shell.strip.place
            step: root.view ? root.view.step ?? null : null
        }
        Rail {
            visible: root.isFramed
            y: Theme.railY - height
            width: root.width
            count: root.view && root.view.step ? root.view.step.count : 0
            index: root.view && root.view.step ? root.view.step.index : 1
            isDone: root.view && root.view.step ? root.view.step.is_done : false
        }
        Label {
            id: title
            visible: root.isFramed
            x: Theme.margin
            y: Theme.titleY
            width: Math.min(implicitWidth, root.width - 2 * x)
            height: Theme.px(Theme.h1.cap) * Theme.oneLine
            text: root.view ? root.view.title : ""
            step: Theme.h1
            fits: true
            mayElide: true
            maximumLineCount: 1
            Accessible.role: Accessible.Heading
        }
        Label {
            id: words
            readonly property bool isBeside: Theme.isLandscape && title.width + implicitWidth + Theme.mm(8) < root.width - 2 * Theme.margin

            visible: root.isFramed && text !== ""
            x: isBeside ? title.x + title.width + Theme.mm(8) : Theme.margin
            y: isBeside ? title.y + (title.height - height) * 0.62 : title.y + title.height + Theme.headGap
            width: root.width - x - Theme.margin
            text: root.view ? root.view.instruction : ""
            isProse: true
            color: Theme.muted
        }
        Loader {
            id: loader
            property string screen: ""
            readonly property int restY: root.isFramed ? root.headBottom + Theme.contentGap : 0

            focus: true
            x: root.isFramed ? Theme.margin : 0
            y: restY
            width: !root.isFramed ? root.width : (Theme.isLandscape && dock.visible ? dock.x - Theme.panelGap : root.width - Theme.margin) - x
            height: (Theme.isLandscape || !dock.visible ? root.footY : dock.y) - (root.isFramed ? Theme.dockPad : 0) - restY - toast.room
            transform: Arriving { id: rise }
        }
        Dock {
            id: dock
            readonly property bool isOn: root.isFramed

            panel: isOn && (Theme.isLandscape || root.page.panelsInPortrait) ? root.page.panel : null
            back: isOn ? root.view.back ?? null : null
            secondary: isOn ? root.view.secondary ?? null : null
            primary: isOn ? root.view.primary ?? null : null
            primaryStep: isOn ? root.page.primaryStep : Theme.title
            ring: isOn && root.page.showsRing ? root.shell.countdown ?? null : null
            x: Theme.isLandscape ? root.width - Theme.margin - width : 0
            y: Theme.isLandscape ? loader.y : root.footY - implicitHeight
            width: Theme.isLandscape ? Theme.panelWidth : root.width
            height: Theme.isLandscape ? root.footY - Theme.dockPad - y : implicitHeight
            onActed: action => root.act(action)
        }
        UndoToast {
            id: toast
            readonly property int room: isOn ? height + Theme.gutter : 0
            toast: root.shell.toast ?? null
            x: Theme.margin
            width: Theme.isLandscape && dock.visible ? dock.x - Theme.panelGap - x : root.width - 2 * x
            height: implicitHeight
            y: (dock.visible && !Theme.isLandscape ? dock.y : root.footY) - height - Theme.gutter
            onActed: action => root.act(action)
        }
        Strip {
            y: root.footY
            width: root.width
            strip: root.shell.strip
            cancel: root.view ? root.view.cancel ?? null : null
            clock: root.shell.clock
            onActed: action => root.act(action)
        }
    }
    Still {
        id: gone
        objectName: "still"
        anchors.fill: parent
    }
    CaptionBar {
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
            sheet: root.sheet
            countdown: root.shell.countdown ?? null
            onActed: action => root.act(action)
        }
    }
}
