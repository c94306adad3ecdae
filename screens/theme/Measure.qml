import QtQuick

// How wide words are in a step of the type scale, before anything is laid out for them.
FontMetrics {
    id: root

    property TypeStep step: Theme.label
    property int weight: step.weight

    font { family: step.isHead ? Theme.headFace : Theme.face; weight: root.weight; pixelSize: Theme.px(step.cap) }

    function narrowest(words: string, isTwoLines: bool): int { // the least width that holds them on so many lines
        const parts = isTwoLines ? words.split(" ") : [words];
        const cuts = parts.map((_, at) => [parts.slice(0, at).join(" "), parts.slice(at).join(" ")]);
        return root.height <= 0 ? 0 : Math.ceil(Math.min(...cuts.map(lines => Math.max(...lines.map(line => root.advanceWidth(line))))));
    }
}
