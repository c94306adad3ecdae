"""Text from 100 to 200 percent: it grows, nothing shrinks back or is cut, and what does not fit is turned by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtQml import QQmlExpression
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.domain.stamp import Stamp
from kiosk.flows.base import CHOICES, PLAIN, AccessChosen
from kiosk.flows.shell import EXAMPLES, frame, step
from screens.app import Glass, theme_of
from screens.gallery.axes import Case, problems
from screens.gallery.geometry import is_label, walk
from screens.gallery.pseudo import PSEUDO
from screens.gallery.stage import LANGUAGES, Stage, examples
from screens.hands.keys import focusable, scene_rect
from tests.screens.conftest import find, middle

pytestmark = pytest.mark.glass

AT = Stamp(1_790_000_000_000, 1_000, 7)
FRAMES = [name for name in sorted(examples()) if name.startswith(("shell/", "sheet/"))]
STEPS = ("caption", "label", "body", "title", "h2", "tileHead", "h1", "amount", "display")
STRIP = ("language", "access", "reach", "help", "call", "cancel")
SMALL = Glass(1080, 1920, 15.6)
LOW = Glass(1920, 1080, 15.6)
PANELS = [Glass(*size, inch) for inch in (15.6, 21.5, 27, 32) for size in ((1080, 1920), (1920, 1080))]
PANELS += [Glass(1280, 1024, 19), Glass(768, 1366, 15.6)]
CAP_OF_EM = 0.727
LINE_OF_EM = 1.21
LARGE_CAP_MM = 6.1  # 0.7 degrees at 500 mm. Source: EN 301 549, 5.1.4


def labels(stage: Stage) -> Iterator[QQuickItem]:
    yield from (item for item in walk(stage.view.contentItem()) if is_label(item) and item.isEnabled())


def cap_px(stage: Stage, name: str) -> float:
    """Return the cap height of a step of the type scale."""
    worked_out = QQmlExpression(stage.view.rootContext(), theme_of(stage.view), f"px({name}.cap)").evaluate()
    assert isinstance(worked_out, tuple)
    return float(worked_out[0])


# --- how it grows ---------------------------------------------------------------------------------------------------


def test_words_double_at_200_percent_and_heads_keep_their_order(make_stage: Callable[[Glass], Stage]) -> None:
    sizes = {}
    for scale in (1.0, 1.25, 1.5, 2.0):
        stage = make_stage(Glass(text_scale=scale))
        sizes[scale] = {name: cap_px(stage, name) for name in STEPS}
        assert sorted(sizes[scale].values()) == list(sizes[scale].values())
    for name in ("caption", "label", "body", "title"):
        assert sizes[2.0][name] == pytest.approx(2 * sizes[1.0][name], abs=2)
    assert all(sizes[2.0][name] >= 1.35 * sizes[1.0][name] for name in STEPS)


@pytest.mark.parametrize("name", FRAMES)
def test_at_200_percent_every_word_of_the_frame_is_large(make_stage: Callable[[Glass], Stage], name: str) -> None:
    stage = make_stage(Glass(text_scale=2.0))
    stage.show(examples()[name], "nl")
    px_per_mm = stage.glass.px_per_mm
    drawn = {str(one.property("text")): QFontInfo(one.property("font")).pixelSize() for one in labels(stage)}
    caps_mm = {text: size * CAP_OF_EM / px_per_mm for text, size in drawn.items()}
    assert {text: round(cap, 1) for text, cap in caps_mm.items() if cap < LARGE_CAP_MM} == {}


# --- that it fits ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("panel", "text"),
    [(SMALL, "125"), (SMALL, "200"), (LOW, "150"), (LOW, "200"), (Glass(), "200")],
    ids=lambda one: one if isinstance(one, str) else f"{one.diagonal_in:g}in-{one.width}",
)
def test_the_frame_fits_in_every_language(make_measured: Callable[[Glass], Stage], panel: Glass, text: str) -> None:
    stage = make_measured(panel)
    bad = {}
    for language in LANGUAGES:
        for name in FRAMES:
            found = problems(stage, Case(name, panel, language, text=text))
            if found:
                bad[f"{name} {language}"] = found
    assert bad == {}


@pytest.mark.parametrize("panel", PANELS, ids=lambda one: f"{one.diagonal_in:g}in-{one.width}")
def test_the_strip_shows_all_its_words_whole_and_never_moves(
    make_measured: Callable[[Glass], Stage], panel: Glass
) -> None:
    stage = make_measured(panel)
    for text in CHOICES["text"]:
        for language in ("nl", "pt-BR", "pt-PT"):
            places: dict[str, set[tuple[float, ...]]] = {part: set() for part in STRIP}
            for name in ("shell/Home", "checkout/Scanning"):
                assert problems(stage, Case(name, panel, language, text=text)) == [] or name.startswith("checkout")
                for part in STRIP:
                    item = find(stage, part)
                    rect = scene_rect(item)
                    places[part].add((rect.x(), rect.y(), rect.width(), rect.height()))
                    (words,) = [one for one in walk(item) if is_label(one)]
                    assert not words.property("truncated")
                    assert words.property("contentWidth") <= words.width() + 1
                    assert words.property("contentHeight") <= words.height() + 1
            assert {part: len(found) for part, found in places.items()} == dict.fromkeys(STRIP, 1)


@pytest.mark.parametrize("panel", [SMALL, LOW], ids=["upright", "lying"])
@pytest.mark.parametrize("text", ["100", "200"])
def test_a_title_wraps_and_is_neither_cut_nor_shrunk(
    make_measured: Callable[[Glass], Stage], panel: Glass, text: str
) -> None:
    """In the longest words there are, and in one language after the other; the gallery has every title in each.

    It is set smaller only where the keys of its page would lie on each other otherwise, and stays large.
    """
    stage = make_measured(panel)
    turn_of_text = ("100", "200").index(text)
    for number, name in enumerate(sorted(examples())):
        for language in (PSEUDO, LANGUAGES[(number + turn_of_text) % len(LANGUAGES)]):
            problems(stage, Case(name, panel, language, text=text))
            for title in [one for one in labels(stage) if one.objectName() == "title"]:
                assert not title.property("truncated"), (name, language, text)
                cap = title.property("contentHeight") / title.property("lineCount") / LINE_OF_EM * CAP_OF_EM
                least = min(cap_px(stage, "caption"), LARGE_CAP_MM * panel.px_per_mm)
                assert cap >= least, (name, language, text)
                assert not title.property("fits") or keeps_keys(stage), (name, language, text)
                assert title.property("contentHeight") <= title.height() + 1, (name, language, text)


def keeps_keys(stage: Stage) -> bool:
    """Return whether the page on the glass has keys that need their height."""
    return any((item.property("keeps") or 0) > 0 for item in walk(stage.view.contentItem()))


# --- one decision a page ----------------------------------------------------------------------------------------------


def turn(stage: Stage, key: str) -> bool:
    """Press a key that turns pages; False when there is no further page. What lies under a sheet has keys as well."""
    keys = [item for item in focusable(stage.view.contentItem()) if item.objectName() == key]
    for item in keys:
        QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton, pos=middle(item))
    stage.settle()
    return bool(keys)


def choices(stage: Stage) -> set[str]:
    """Return the fields of `Access` that the page of the sheet offers."""
    names = [item.objectName() for item in focusable(stage.view.contentItem())]
    return {name.split(":")[1] for name in names if name.startswith("choice:")}


@pytest.mark.parametrize("panel", [Glass(text_scale=2.0), Glass(1920, 1080, text_scale=2.0)], ids=["upright", "lying"])
def test_at_200_percent_the_sheet_of_looks_asks_one_thing_a_page_and_keys_lead_through_all(
    make_stage: Callable[[Glass], Stage], panel: Glass
) -> None:
    stage = make_stage(panel)
    stage.show(examples()["sheet/Access"], "es")
    asked: list[set[str]] = []
    while True:
        asked.append(choices(stage))
        if not turn(stage, "later"):
            break
    assert all(len(page) == 1 for page in asked)
    assert {"text", "look", "motion", "speech"} <= set().union(*asked)
    for _ in asked[1:]:
        assert turn(stage, "earlier")
    assert choices(stage) == asked[0]


def test_at_100_percent_it_shows_all_at_once(make_stage: Callable[[Glass], Stage]) -> None:
    stage = make_stage(Glass())
    stage.dress(PLAIN)
    stage.show(examples()["sheet/Access"])
    assert {"text", "look", "motion", "speech"} <= choices(stage)
    assert "later" not in {item.objectName() for item in focusable(stage.view.contentItem())}


def test_choosing_the_size_lays_the_glass_out_anew_at_once(make_stage: Callable[[Glass], Stage]) -> None:
    stage = make_stage(Glass(1080, 1920, 27))
    session = EXAMPLES["sheet/Access"]
    stage.shell.show_now(frame(session))
    before = cap_px(stage, "body")
    for text, factor in (("200", 2.0), ("100", 1.0)):
        session = step(session, AccessChosen("text", text), AT)[0]
        stage.shell.show_now(frame(session))
        stage.settle()
        assert cap_px(stage, "body") == pytest.approx(factor * before, abs=2)
    stage.warnings.clear()
