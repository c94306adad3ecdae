pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The same six places on every screen: language, looks, reach, help, a person, and Cancel or the time.
Rectangle {
    id: root

    property var strip: null // {language, access, reach, help, call, cancel: its word, reach_text, called}
    property var cancel: null
    property string clock: ""

    signal acted(action: var)

    height: plan.height
    color: Theme.surface

    function actionOf(key: string): var {
        return key === "cancel" ? root.cancel : root.strip ? root.strip[key] ?? null : null;
    }
    function wordOf(key: string): string {
        return root.strip ? (key === "cancel" ? root.strip.cancel : root.strip[key].label) : "";
    }

    function noteOf(key: string): string { // heard after the word
        const notes = root.strip ? ({ "reach": root.strip.reach_text, "call": root.strip.called }) : ({});
        return notes[key] ?? "";
    }

    StripPlan {
        id: plan
        width: root.width
        words: orders[1].map(key => root.wordOf(key))
    }
    Measure {
        id: large
        step: Theme.title
    }
    Rectangle {
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Repeater {
        model: plan.orders[1]

        StripButton {
            id: place
            required property string modelData
            objectName: modelData
            action: root.actionOf(modelData)
            description: root.noteOf(modelData)
            isMarked: modelData === "reach" ? Theme.isReach : modelData === "call" && root.noteOf(modelData) !== "" ? true : undefined
            isTinted: modelData === "call"
            hasSign: plan.hasSigns
            letters: plan.letters
            isBeside: modelData === "call" ? plan.isCallBeside : !plan.isOver
            x: plan.xOf(modelData)
            y: plan.yOf(modelData)
            width: plan.widthOf(modelData)
            height: plan.heightOf(modelData)
            onActivated: root.acted(place.action)
        }
    }
    Label {
        visible: root.cancel === null
        x: plan.xOf("cancel")
        y: plan.yOf("cancel")
        width: root.width - Theme.margin - x
        height: plan.heightOf("cancel")
        text: root.clock
        step: large.narrowest(text, false) * 1.15 < width ? Theme.title : Theme.caption
        font.pixelSize: step === Theme.title ? large.font.pixelSize : plan.letters
        wrapMode: Text.NoWrap
        color: Theme.muted
        horizontalAlignment: Text.AlignRight
    }
}
