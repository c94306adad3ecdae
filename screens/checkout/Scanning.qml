pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.paging
import screens.parts.sale
import screens.parts.scenes

// The basket, newest first, and what there is to pay.
Page {
    id: page

    readonly property bool isEmpty: list.count === 0
    readonly property int leastRoom: Math.max(Theme.mm(35), Theme.px(Theme.title.cap) * Theme.oneLine + Theme.touchMin + Theme.mm(7)) // of a line
    readonly property int bannerRoom: Math.max(Theme.mm(Theme.losesColumn && !banner.isCompact ? 78 : 46), saidLines * Theme.px(Theme.title.cap) * Theme.oneLine + Theme.mm(8)) // its words
    readonly property int saidLines: banner.isCompact ? linesOf(said) + linesOf(advised) : 0 // of its title, and of what to do
    readonly property bool isCramped: !!parts.banner && height < leastRoom + bannerRoom // message and lines take turns
    readonly property int innerWidth: width - (isCramped ? keys.width : 0)
    property bool isTurned: false // to the lines

    primaryStep: Theme.h2
    keeps: parts.banner ? bannerRoom : 0
    panel: Component {
        Totals { parts: page.parts }
    }

    function linesOf(words: TextMetrics): int {
        return Math.ceil(words.advanceWidth * 1.05 / (width - Theme.mm(46)));
    }
    function step(action: var, isBin: bool) {
        const isSame = pause.running;
        pause.restart();
        if (!(isBin && isSame))
            page.act(action);
    }

    TextMetrics { id: said; text: page.parts.banner?.title ?? ""; font { family: Theme.face; weight: Font.DemiBold; pixelSize: Theme.px(Theme.title.cap) } }
    TextMetrics { id: advised; text: page.parts.banner?.do ?? page.parts.banner?.text ?? ""; font: said.font }
    Timer {
        id: pause // a bin that slides under a finger which is still tapping is not meant
        interval: Theme.debounceMs
    }
    Banner {
        id: banner
        visible: !!page.parts.banner && !(page.isCramped && page.isTurned)
        width: page.innerWidth
        height: Math.min(implicitHeight, page.height - (page.isCramped ? 0 : page.leastRoom + Theme.cardGap))
        banner: page.parts.banner
        onBannerChanged: page.isTurned = false
    }
    Item {
        id: goods
        visible: !page.isCramped || page.isTurned
        y: banner.visible ? banner.height + Theme.cardGap : 0
        width: page.innerWidth
        height: page.height - y

        EmptyBasket {
            visible: page.isEmpty
            width: parent.width
            height: parent.height
            title: page.parts.empty_title
            text: page.parts.empty_text
        }
        RowList {
            id: list
            visible: !page.isEmpty
            width: parent.width
            room: parent.height
            rows: page.shell.rows
            controls: page.shell.controls
            onStepped: (action, isBin) => page.step(action, isBin)
            onExplained: action => page.act(action)
        }
    }
    PageKeys {
        id: keys
        visible: page.isCramped
        controls: page.shell.controls
        isUpright: true
        x: page.width - width
        height: page.height
        isFirst: !page.isTurned
        isLast: page.isTurned
        start: page.isTurned ? 0.5 : 0
        share: 0.5
        onEarlierPressed: page.isTurned = false
        onLaterPressed: page.isTurned = true
    }
}
