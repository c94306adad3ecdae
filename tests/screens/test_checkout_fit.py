"""Every checkout example at every text size, on every panel and shape, in every catalogue and look: nothing is cut."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, groupby
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextLine
from PySide6.QtQuick import QQuickItem

from kiosk.flows.checkout.examples import NAMES
from kiosk.phrases import ENDED, ISOLATED
from screens.app import LOOKS, Glass
from screens.gallery.geometry import clip_of, is_label, misfits, walk
from screens.gallery.pairs import pairwise
from screens.gallery.stage import LANGUAGES, Stage, examples
from screens.hands.keys import focusable, scene_rect
from tests.screens.conftest import click, find

pytestmark = pytest.mark.glass

KEYED = ("checkout/Typing", "checkout/TaxNumber", "checkout/Enrolling", "checkout/Naming")  # held by keyboards' tests
SHOWN = [name for name in sorted(examples("checkout/")) if not name.startswith(KEYED)]
SCALES = (1.0, 1.25, 1.5, 2.0)
PANELS = (  # px and inches: the four panels both ways, and two of other shapes
    *((*side, diagonal) for diagonal in (15.6, 21.5, 27.0, 32.0) for side in ((1080, 1920), (1920, 1080))),
    (1280, 1024, 19.0),
    (768, 1366, 15.6),
)
AXES = (SHOWN, SCALES, PANELS, LANGUAGES, LOOKS)
ROWS = pairwise([len(axis) for axis in AXES])
GLASSES = sorted({(row[1], row[2]) for row in ROWS})
ELSEWHERE = ("ActionRow", "UndoToast")  # parts of the frame, held by its own tests
LONG = (NAMES[0], "Extraordinarily long product name that nobody would ever read 64")


Dressed = Callable[[Glass], Stage]


def glass(scale: int, panel: int, look: int = 0) -> Glass:
    """Return the glass of these places on the axes."""
    width, height, diagonal_in = PANELS[panel]
    return Glass(width, height, diagonal_in, text_scale=SCALES[scale], look=LOOKS[look])


def labels(stage: Stage) -> list[QQuickItem]:
    """Return the labels on the glass that the checkout draws itself."""
    return [item for item in walk(stage.view.contentItem()) if is_label(item) and not is_elsewhere(item)]


def is_elsewhere(item: QQuickItem | None) -> bool:
    """True for what stands in a part of the frame."""
    while item is not None:
        if item.metaObject().className().startswith(ELSEWHERE):
            return True
        item = item.parentItem()
    return False


def elided(stage: Stage) -> list[str]:
    """Return the words that end in dots, but for names that no line could hold."""
    found = [str(item.property("text")) for item in labels(stage) if item.property("truncated")]
    return [words for words in found if words not in LONG]


def wrongs(stage: Stage) -> list[str]:
    """Return what does not fit, what is elided, and what the engine complains about."""
    apart = {
        str(item.property("text"))[:30]
        for item in walk(stage.view.contentItem())
        if is_label(item) and is_elsewhere(item)
    }
    found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), stage.glass.px_per_mm))]
    stage.warnings.clear()
    return [wrong for wrong in found if not any(words in wrong for words in apart)] + elided(stage)


def test_the_cases_hold_every_pair_of_example_scale_panel_language_and_look() -> None:
    for one, other in combinations(range(len(AXES)), 2):
        assert len({(row[one], row[other]) for row in ROWS}) == len(AXES[one]) * len(AXES[other])


@pytest.mark.parametrize(("scale", "panel"), GLASSES, ids=[f"{SCALES[s]:g}x-{PANELS[p]}" for s, p in GLASSES])
def test_words_amounts_and_targets_fit(dressed_stage: Dressed, scale: int, panel: int) -> None:
    rows = sorted((row for row in ROWS if row[1:3] == (scale, panel)), key=lambda row: row[4])
    found: list[str] = []
    for look, group in groupby(rows, key=lambda row: row[4]):
        stage = dressed_stage(glass(scale, panel, look))
        for name, _, _, language, _ in group:
            stage.show(examples()[SHOWN[name]], LANGUAGES[language])
            found += [f"{SHOWN[name]} {LANGUAGES[language]}: {wrong}" for wrong in wrongs(stage)]
    assert found == []


@pytest.mark.parametrize("scale", range(len(SCALES)))
@pytest.mark.parametrize("panel", [1, 2, 3])
def test_the_one_primary_action_is_always_on_the_glass(dressed_stage: Dressed, scale: int, panel: int) -> None:
    stage = dressed_stage(glass(scale, panel))
    for name in ("Scanning-200", "Scanning-no-paper", "Declined", "Receipt-failed", "ThankYou", "ResumeOffer"):
        stage.show(examples()[f"checkout/{name}"])
        rect = scene_rect(find(stage, "primary"))
        assert scene_rect(stage.view.contentItem()).adjusted(-1, -1, 1, 1).contains(rect), name


def amounts(stage: Stage, text: str) -> list[QQuickItem]:
    return [item for item in labels(stage) if text in str(item.property("text"))]


@pytest.mark.parametrize("scale", range(len(SCALES)))
@pytest.mark.parametrize("panel", range(len(PANELS)))
def test_an_amount_of_seven_digits_is_whole(dressed_stage: Dressed, scale: int, panel: int) -> None:
    stage = dressed_stage(glass(scale, panel))
    for name in ("Scanning-dear", "Paying-dear", "Receipt-dear"):
        stage.show(examples()[f"checkout/{name}"])
        shown = amounts(stage, "12.276.00")
        assert [item for item in shown if item.property("truncated")] == [], name


# --- pages ----------------------------------------------------------------------------------------------------------


def rows_on(stage: Stage) -> list[str]:
    """Return the names of the lines on the glass, from the top."""
    lines = [item for item in walk(stage.view.contentItem()) if item.metaObject().className().startswith("RowWords")]
    tops = sorted((scene_rect(item).top(), item) for item in lines)
    return [str(item.childItems()[0].property("text")) for _, item in tops]


def turn(stage: Stage, key: str) -> None:
    click(stage, key)
    stage.settle()


def pages(stage: Stage, seen: Callable[[Stage], list[str]], most: int = 30) -> list[list[str]]:
    """Return what is seen on each page, turning by the key until it is off."""
    found = [seen(stage)]
    while find(stage, "later").property("enabled"):
        assert len(found) < most, "the pages have no end"
        turn(stage, "later")
        found.append(seen(stage))
    return found


@pytest.mark.parametrize("panel", [0, 1, 2, 3, 8, 9])
@pytest.mark.parametrize("scale", [1, 3])
def test_two_keys_show_every_line_whole_and_lead_back(dressed_stage: Dressed, scale: int, panel: int) -> None:
    stage = dressed_stage(glass(scale, panel))
    stage.show(examples()["checkout/Scanning"], "nl")
    if not any(item.objectName() == "later" for item in focusable(stage.view.contentItem())):
        pytest.skip("all lines fit on one page")
    shown = pages(stage, rows_on)
    assert list(dict.fromkeys(name for page in shown for name in page)) == [
        "Halfvolle melk", "Stokbrood", "Pils alcoholvrij", "Avocado", "Bananen", "Jong belegen kaas",
    ]  # fmt: skip
    while find(stage, "earlier").property("enabled"):
        turn(stage, "earlier")
    assert rows_on(stage) == shown[0]
    assert wrongs(stage) == []


def test_200_lines_turn_by_whole_pages_to_the_end(dressed_stage: Dressed) -> None:
    stage = dressed_stage(glass(0, 3))
    stage.show(examples()["checkout/Scanning-200"])
    shown = pages(stage, rows_on, most=60)
    assert 200 <= sum(map(len, shown)) <= 200 + len(shown[0])
    assert wrongs(stage) == []


WORDS = {  # of the parts of a view that a customer must come by
    "Declined": ("banner.title", "banner.text", "kept", "amount.text"),
    "PaymentUnclear-review": ("promise_title", "promise_text", "reference", "amount.text"),
    "Receipt-failed": ("paper.title", "paper.text", "question", "amount.text", "card_text", "reference"),
    "ResumeOffer": ("count", "total.text", "reassurance"),
    "ThankYou": ("amount.text", "card_text"),
    "Paying": ("amount.text", "terminal_says"),
}


def words_on(stage: Stage) -> list[str]:
    """Return the words on the glass that no page cuts off."""
    seen = [
        item for item in labels(stage) if (clip := clip_of(item)) is None or clip.contains(scene_rect(item).center())
    ]
    return [str(item.property("text")) for item in seen]


def part(stage: Stage, path: str) -> str:
    """Return a finished text of the view's parts."""
    value: object = stage.shell.property("view")["parts"]
    for key in path.split("."):
        assert isinstance(value, dict)
        value = value[key]
    return str(value)


@pytest.mark.parametrize("panel", [0, 1, 3, 8])
@pytest.mark.parametrize("name", WORDS)
def test_at_200_percent_no_word_is_lost_to_pages(dressed_stage: Dressed, name: str, panel: int) -> None:
    stage = dressed_stage(glass(3, panel))
    stage.show(examples()[f"checkout/{name}"], "nl")
    has_keys = any(item.objectName() == "later" for item in focusable(stage.view.contentItem()))
    shown = pages(stage, words_on) if has_keys else [words_on(stage)]
    seen = {words for page in shown for words in page}
    assert [path for path in WORDS[name] if part(stage, path) not in seen] == []


def test_a_message_and_the_lines_take_turns_where_both_have_no_room(dressed_stage: Dressed) -> None:
    stage = dressed_stage(glass(3, 0))
    stage.show(examples()["checkout/Scanning-no-terminal"], "nl")
    assert rows_on(stage) == []
    turn(stage, "later")
    assert rows_on(stage) != []
    assert wrongs(stage) == []


# --- names of any script --------------------------------------------------------------------------------------------

SCRIPTS = {  # the face that shows each, and text of it
    "Noto Sans Arabic": NAMES[1],
    "Noto Sans Hebrew": NAMES[2],
    "Noto Emoji": "\N{SLICE OF PIZZA}\N{CHEESE WEDGE}\N{TOMATO}",
    "Inter": "Cre\N{COMBINING GRAVE ACCENT}me",
}


@pytest.mark.parametrize("family", ["Inter", "Inter Display"])
@pytest.mark.parametrize("face", SCRIPTS)
def test_a_name_of_any_of_these_scripts_is_drawn_with_a_bundled_face(stage: Stage, face: str, family: str) -> None:
    assert stage.view is not None  # its window has loaded the faces
    layout = QTextLayout(SCRIPTS[face], QFont(family))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    faces = {run.rawFont().familyName() for run in layout.glyphRuns()}
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert faces - {"Inter", "Inter Display"} == ({face} - {"Inter"})
    assert 0 not in glyphs, "a box in place of a letter"


def x_of(line: QTextLine, at: int) -> float:
    """Return where the caret before a character stands; PySide gives its place in the text besides."""
    found: Any = line.cursorToX(at)
    return float(found[0])


def test_a_name_from_right_to_left_turns_nothing_of_the_sentence_it_is_in(stage: Stage) -> None:
    assert stage.view is not None  # its window has loaded the faces
    sentence = f"1 x {ISOLATED}{NAMES[2]} 500{ENDED} 2"
    layout = QTextLayout(sentence, QFont("Inter"))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    assert 0 not in [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()], "a box for an isolate"
    name, last = sentence.index(NAMES[2]), len(sentence) - 1
    places = [x_of(line, at) for at in (0, 4, last)]
    assert places == sorted(places)
    assert x_of(line, name) < x_of(line, last)


def test_a_name_from_right_to_left_stands_in_the_column_of_the_others(stage: Stage) -> None:
    stage.show(examples()["checkout/Scanning-names"])
    for name in NAMES:
        found = next(item for item in labels(stage) if item.property("text") == name)
        assert int(found.property("placed")) == Qt.AlignmentFlag.AlignLeft.value
        shared = {scene_rect(item).left() for item in labels(stage) if item.property("text") in NAMES}
        assert len(shared) == 1


def test_the_minus_of_99_pieces_keeps_its_distance_and_plus_is_not_offered(stage: Stage) -> None:
    stage.show(examples()["checkout/Scanning-dear"])
    minus = scene_rect(find(stage, "fewer"))
    count = next(item for item in labels(stage) if item.property("text") == "99")
    middle = scene_rect(count).center().x()
    assert middle - float(count.property("contentWidth")) / 2 - minus.right() > 2 * stage.glass.px_per_mm
    plus = [item for item in walk(stage.view.contentItem()) if item.objectName() == "more"]
    assert len(plus) == 2  # of the two other lines
