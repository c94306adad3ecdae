import QtQuick
import Pronto
import screens.theme
import screens.parts.fields

// One field of a staff page with what is typed into it; another fact begins with what is known of it.
Item {
    id: root

    required property var board
    required property var field // {name, label, kind, longest, value, problem}
    property alias isCurrent: box.isCurrent
    property alias showsLabel: box.showsLabel
    property alias room: box.room
    property alias isInside: box.isInside
    property alias boxHeight: box.boxHeight
    readonly property alias entry: typed
    readonly property string text: typed.text
    property string stage: "" // what is asked now, where a page asks several things one after the other
    property string refused: "" // what stood in it when it was
    property string told: "" // what was wrong with it last

    signal chosen

    implicitHeight: box.implicitHeight
    onFieldChanged: {
        const isStuck = typed.isMasked || typed.text.length >= field.longest; // nobody can mend it: it begins anew
        typed.text = field.problem && !told && isStuck ? "" : typed.text;
        told = field.problem ?? "";
        refused = typed.text;
    }

    Entry {
        id: typed
        readonly property string about: root.stage + "/" + root.field.name
        readonly property string begun: root.field.value ?? ""
        kind: ({ digits: "number", pin: "number", code: "code" })[root.field.kind] ?? "text"
        longest: root.field.longest
        isMasked: root.field.kind === "pin"
        onAboutChanged: text = begun
        Component.onCompleted: text = begun
    }
    EntryField {
        id: box
        width: root.width
        label: root.field.label
        board: root.board
        entry: typed
        problem: typed.text === root.refused ? root.field.problem ?? "" : ""
        onChosen: root.chosen()
    }
}
