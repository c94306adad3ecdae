import QtQuick
import Pronto
import screens.theme

// What a screen is: it fills the content area and sends events. It keeps the `view` it was made with until `Main` gives
// it another, so that a page that is going never sees the view of the one that comes.
FocusScope {
    id: root

    required property Shell shell
    property var view: shell.view // not by `setSource`: it never lets go of an object that it was given
    readonly property var parts: view.parts
    property string lead: "" // the instruction, where the frame has no room for it: a page that turns shows it first
    property bool usesFrame: true // header, rail, title and dock
    property int least: Theme.leastPage // height it keeps: a longer title and the instruction give way
    property int keeps: 0 // height without which its keys would lie on each other: the title itself shrinks before
    property bool showsRing: false // the seconds left stand in the place of Back
    property Component panel: null // over the actions: in the dock, or in the right panel in landscape
    property TypeStep primaryStep: Theme.title // h2 where it carries an amount
    property int panelLeast: 0 // height its panel needs in landscape: the actions begin beside the title where that is more
    property bool panelsInPortrait: true
    property bool isBroad: false // in landscape it takes the whole width, over the actions, which stay where they are
    property bool hasEqualWays: false // the other way is as large as the primary
    property bool takesSecondary: false // the other way stands among the page's own blocks: three actions leave no room
    property point drift: Qt.point(0, 0) // px by which all of it stands aside, where nobody is there for hours
    property var filled: ({}) // what stands in the page's fields: it fills the arguments of these names

    Component.onCompleted: view = shell.view // no longer bound
    function act(action: var) {
        const args = Object.assign({}, action.args);
        for (const name in args)
            args[name] = root.filled[name] ?? args[name];
        root.shell.send(action.event, args);
    }
}
