"""Rules about QML files: what qmllint cannot know of this house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from tests.lint.qml import QmlObject, QmlText
from tests.lint.source import Finding, Source

QmlRule = Callable[[Source], Iterator[Finding]]

MAX_FUNCTION_LINES = 5
_RAW_INPUT = {"MouseArea", "TapHandler", "TextInput", "TextField", "TextEdit", "TextArea", "Button", "AbstractButton"}
_RAW_INPUT |= {"RoundButton", "ToolButton", "CheckBox", "RadioButton", "Switch", "Slider", "SpinBox", "ComboBox"}
_SIZE = re.compile(
    r"(?<!\w)((?:\w+\.)*(?:x|y|width|height|\w*Width|(?!line)\w*Height|\w*[sS]pacing|radius|\w*[mM]argins?"
    r"|\w*[pP]adding|pixelSize|pointSize|\w*Offset))\s*:\s*([^;}\n]+(?:\n\s*[?:+*/-][^;}\n]*)*)"
)
_TOKEN_CALL = re.compile(r"\bTheme\.\w+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_NUMBER = r"(\d+(?:\.\d+)?)"
_BARE_NUMBER = re.compile(rf"^-?{_NUMBER}$|[+-]\s*{_NUMBER}\b(?!\s*[*/.\w])|[?:]\s*{_NUMBER}\s*(?=:|$)")
_DURATION = re.compile(r"(?<!\w)(duration|interval|\w*[dD]elay|\w*[tT]imeout|\w+Ms)\s*:\s*(\d+)")
_COLOUR = re.compile(
    r"\"#[0-9A-Fa-f]{3,8}\"|\bQt\.(?:rgba|hsla|hsva|color|tint)\s*\(|[cC]olor\s*:\s*\"(?!transparent\")\w+\""
)
_BANNED = {
    "ShaderEffect": "the software renderer cannot draw it",
    "ShaderEffectSource": "the software renderer cannot draw it",
    "MultiEffect": "the software renderer cannot draw it",
    "QtQuick.Particles": "the software renderer cannot draw it",
    "QtQuick.Effects": "the software renderer cannot draw it",
    "Qt5Compat": "the software renderer cannot draw it",
    "QtGraphicalEffects": "the software renderer cannot draw it",
    "layer": "the software renderer cannot draw it",
    "QtQuick.Dialogs": "a native window over the glass",
    "ToolTip": "a native window over the glass",
    "Menu": "a native window over the glass",
    "openUrlExternally": "a way out of the kiosk",
}
_BANNED_WORD = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, _BANNED))})(?=\s*[{{.\n;]|\s*$)|openUrlExternally")
_WORDED = re.compile(
    r"(?<!\w)(text|title|label|spoken|description|placeholderText|Accessible\.(?:name|description))\s*:"
    r"\s*([^;}\n]+(?:\n\s*[?:+][^;}\n]*)*)"
)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`[^`\n]*`")
_COMPARED = re.compile(r"[=!]==?\s*$|[\[(,]\s*$")


def bare_text(source: Source) -> Iterator[Finding]:
    """Words are drawn by the parts (`Label`), which know scale, contrast and speech."""
    if source.is_below("screens/parts"):
        return
    for item in QmlText(source.text).objects:
        if item.type in ("Text", "TextEdit"):
            yield _found(source, item.start, "bare-text", f"{item.type} outside screens/parts; use a part")


def literal_colour(source: Source) -> Iterator[Finding]:
    """Colours are tokens of the theme."""
    yield from _in_text(source, _COLOUR, "literal-colour", "a colour outside the theme")


def literal_size(source: Source) -> Iterator[Finding]:
    """Sizes are millimetres and steps of the theme, never pixels."""
    if source.is_below("screens/theme"):
        return
    for match in _SIZE.finditer(QmlText(source.text).code):
        expression = _TOKEN_CALL.sub("token", match[2]).strip()
        numbers = [float(next(filter(None, number.groups()))) for number in _BARE_NUMBER.finditer(expression)]
        if any(number > 1 for number in numbers):  # a fraction is a share of something, not pixels
            yield _found(source, match.start(), "literal-size", f"{match[1]}: {match[2].strip()}")


def literal_duration(source: Source) -> Iterator[Finding]:
    """Durations are tokens of the theme, so that reduced motion can change them."""
    if source.is_below("screens/theme"):
        return
    for match in _DURATION.finditer(QmlText(source.text).code):
        if int(match[2]) != 0:
            yield _found(source, match.start(), "literal-duration", f"{match[1]}: {match[2]} outside the theme")


def banned(source: Source) -> Iterator[Finding]:
    """Nothing the software renderer cannot draw, and nothing that leaves the glass."""
    for match in _BANNED_WORD.finditer(QmlText(source.text).code):
        name = match[1] or match[0]
        yield _found(source, match.start(), "banned", f"{name}: {_BANNED[name]}")


def long_function(source: Source) -> Iterator[Finding]:
    """A JavaScript function or handler has at most five lines: QML draws, it does not decide."""
    for offset, body in QmlText(source.text).blocks():
        count = sum(1 for line in body.splitlines() if line.strip())
        if count > MAX_FUNCTION_LINES:
            yield _found(source, offset, "long-function", f"{count} lines of JavaScript (limit {MAX_FUNCTION_LINES})")


def literal_words(source: Source) -> Iterator[Finding]:
    """Words come finished from the view, in the customer's language."""
    text = QmlText(source.text)
    for match in _WORDED.finditer(text.code):
        value = text.bare[match.start(2) : match.end(2)]
        for words in _STRING.finditer(value):
            is_shown = not _COMPARED.search(value[: words.start()])
            if is_shown and re.search(r"[^\W\d_]{2}", words[0]):
                yield _found(source, match.start(), "literal-words", f"{match[1]}: {words[0]} is not in the catalogue")
    for match in re.finditer(r"\bqsTr\w*\s*\(", text.code):
        yield _found(source, match.start(), "literal-words", "qsTr: the view brings finished words")


def control_types(sources: Sequence[Source]) -> frozenset[str]:
    """Our own controls: the parts built on TapArea, which asks each for its accessible name."""
    roots = {PurePosixPath(s.path).stem: QmlText(s.text).objects[0].type for s in sources if _is_part(s)}
    found = {"TapArea"} & roots.keys()
    while more := {name for name, root in roots.items() if root in found} - found:
        found |= more
    return frozenset(found)


def control_name(source: Source, controls: frozenset[str]) -> Iterator[Finding]:
    """Each control can be found by tests (`objectName`) and by assistive tools (`Accessible.name`)."""
    makes_controls = source.is_below("screens/parts/controls")
    for item in QmlText(source.text).objects:
        if item.type in controls and not item.has("objectName") and not (makes_controls and item.parent is None):
            yield _found(source, item.start, "control-name", f"{item.type} has no objectName")
        is_shield = item.type == "MouseArea" and not re.search(r"\bon[A-Z]\w*\s*:", item.own)  # only stops touches
        if item.type in _RAW_INPUT and not is_shield and not _is_named(item, makes_controls):
            yield _found(source, item.start, "control-name", f"{item.type} has no objectName and Accessible.name")


def unexplained_disable(source: Source) -> Iterator[Finding]:
    """`qmllint disable` stands below a comment that says why."""
    lines = source.lines
    for number, line in enumerate(lines, 1):
        if "qmllint disable" in line and not (number > 1 and lines[number - 2].lstrip().startswith("//")):
            yield Finding(source.path, number, "silent-exception", "qmllint disable without a comment above it")


def _is_part(source: Source) -> bool:
    return source.is_below("screens/parts") and source.path.endswith(".qml")


def _is_named(item: QmlObject, makes_controls: bool) -> bool:
    owners = [owner for owner in (item, item.parent) if owner is not None]
    return any(o.has("Accessible.name") and (makes_controls or o.has("objectName")) for o in owners)


def _in_text(source: Source, pattern: re.Pattern[str], rule: str, text: str) -> Iterator[Finding]:
    if source.is_below("screens/theme"):
        return
    for match in pattern.finditer(QmlText(source.text).bare):
        yield _found(source, match.start(), rule, f"{match[0]}: {text}")


def _found(source: Source, offset: int, rule: str, text: str) -> Finding:
    return Finding(source.path, source.line_of(offset), rule, text)
