pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale
import screens.parts.scenes

// The basket, newest first, and what there is to pay.
Page {
    id: page

    readonly property bool isEmpty: list.count === 0
    readonly property int room: height - list.y

    primaryStep: Theme.h2
    panel: Component {
        Totals { parts: page.parts }
    }

    function step(action: var, isBin: bool) {
        const isSame = pause.running;
        pause.restart();
        if (!(isBin && isSame))
            page.act(action);
    }

    Timer {
        id: pause // a bin that slides under a finger which is still tapping is not meant
        interval: Theme.debounceMs
    }
    Banner {
        id: banner
        width: page.width
        height: implicitHeight
        banner: page.parts.banner
    }
    EmptyBasket {
        visible: page.isEmpty
        y: list.y
        width: page.width
        height: page.room
        title: page.parts.empty_title
        text: page.parts.empty_text
    }
    RowList {
        id: list
        visible: !page.isEmpty
        y: banner.visible ? banner.height + Theme.cardGap : 0
        width: page.width
        room: page.room
        rows: page.shell.rows
        controls: page.shell.controls
        onStepped: (action, isBin) => page.step(action, isBin)
    }
}
