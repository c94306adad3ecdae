pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.controls

// The question about dangerous goods, its signs, and two answers of the same size; neither is chosen before a touch.
Column {
    id: root

    required property var parts // {goods_label, goods, answers}
    property bool hasSigns: true
    property bool hasAnswers: true
    property int most: 4
    property bool isFlat: false // the signs beside their words

    readonly property var stops: hasSigns ? Array.from(signs.children).filter(one => one.height > 0 && one.y > 0).map(one => signs.y + one.y) : []

    signal answered(action: var)

    spacing: Theme.mm(Theme.isTight ? 3 : 5)

    Label { visible: root.hasSigns; width: parent.width; text: root.parts.goods_label; step: Theme.title }
    GoodsSigns { id: signs; visible: root.hasSigns; width: parent.width; goods: root.parts.goods; most: root.most; isFlat: root.isFlat }
    Fitting {
        id: answers
        visible: root.hasAnswers
        width: parent.width
        words: Array.from(root.parts.answers).map(one => one.name)
        isTwoLines: true
        fillsLast: true

        Repeater {
            model: root.hasAnswers ? root.parts.answers : []

            LanguageChip {
                id: answer
                required property var modelData
                objectName: "answer:" + modelData.args.answer
                language: modelData
                ringRadius: Theme.buttonRadius
                width: answers.cell
                height: answers.cellHeight
                onActivated: root.answered(modelData)
            }
        }
    }
}
