"""A21, A22, A49: words and signs stand out in the pictures themselves, and no state is told by its colour."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem

from screens.app import LOOKS, Glass, theme_of
from screens.gallery.examples import frame_of, screen_names
from screens.gallery.geometry import clip_of, is_label, walk
from screens.gallery.stage import LANGUAGES, Stage
from screens.hands.keys import scene_rect
from tests.screens.checklist.eyes.seeing import BLINDNESS, distance, lab, likeness, seen_by
from tests.screens.checklist.looking import Colour, colours, contrast, cut, picture, show
from tests.screens.conftest import PORTRAIT, find

pytestmark = pytest.mark.glass

NAMES = screen_names()
TEXT, WORDS, SIGNS = 7.0, 4.5, 3.0  # body text; status words and what is off; icons
READ = ("ink", "muted", "inkContainer", "inkPrimary")  # tones of text that is read
STATUSES = ("success", "warning", "error", "info")
ALIKE = 0.95
SAME = 2.3  # CIEDE2000, a difference that can just be seen


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_words_and_signs_stand_out(make_stage: Callable[[Glass], Stage], name: str, look: str) -> None:
    assert weak_in(show(make_stage(Glass(look=look)), name, LANGUAGES[NAMES.index(name) % 5])) == []


@pytest.mark.parametrize(("tone", "found"), [("#8A93A5", 1), ("#5E6779", 0)])
def test_a_word_that_is_too_pale_is_found(stage: Stage, tone: str, found: int) -> None:
    show(stage, "checkout/Scanning")
    title = next(item for item in walk(stage.view.contentItem()) if is_label(item) and what(item).startswith("Scan y"))
    title.setProperty("color", tone)
    stage.settle()
    weak = weak_in(stage)
    show(stage, "shell/Attract")  # the page with the painted word goes
    assert len(weak) == found


def weak_in(stage: Stage) -> list[str]:
    """Return the words and signs of a window that stand out less than they should."""
    whole = picture(stage)
    weak = []
    for item in walk(stage.view.contentItem()):
        least = wanted(stage, item)
        if not least or not is_open(item):
            continue
        tone = colour_of(item, "color" if is_label(item) else "tone")
        ground = ground_of(whole, item, tone)
        if ground is not None and contrast(tone, ground) < least:
            weak.append(f"{what(item)}: {contrast(tone, ground):.2f} of {least}")
    return weak


def wanted(stage: Stage, item: QQuickItem) -> float:
    """Return the contrast an item needs; nothing for what is no text and no icon, and for what is covered."""
    if not is_uncovered(stage, item):
        return 0
    if is_label(item):
        theme = theme_of(stage.view)
        tones = [theme.property(token).name() for token in READ]
        return TEXT if item.property("color").name() in tones else WORDS
    source = item.property("source")
    return SIGNS if source is not None and source.toString().startswith("image://icon/") else 0


def is_uncovered(stage: Stage, item: QQuickItem) -> bool:
    """True for what no sheet stands before."""
    return item.isEnabled() or stage.shell.sheet is None


def is_open(item: QQuickItem) -> bool:
    """True for what is wholly in sight and opaque."""
    clip, one = clip_of(item), item
    while one is not None and one.opacity() > 0.99:
        one = one.parentItem()
    return one is None and (clip is None or clip.contains(scene_rect(item)))


def colour_of(item: QQuickItem, name: str) -> Colour:
    tone: QColor = item.property(name)
    return tone.red(), tone.green(), tone.blue()


def ground_of(whole: Image.Image, item: QQuickItem, tone: Colour) -> Colour | None:
    """Return the colour an item is painted on: the most frequent one of its place that is not its own.

    None where its own tone is not painted: an empty picture, a word that a picture stands for.
    """
    place = scene_rect(item)
    if is_label(item):
        place = QRectF(place.x(), place.y(), min(place.width(), item.property("contentWidth")), place.height())
    found = colours(cut(whole, place if is_left(item) else scene_rect(item)))
    assert found, what(item)
    painted = sum(count for colour, count in found.items() if near(colour, tone))
    others = [(colour, count) for colour, count in found.most_common(8) if not near(colour, tone)]
    return others[0][0] if painted and others else None


def is_left(item: QQuickItem) -> bool:
    return not is_label(item) or int(item.property("placed") or 1) == 1


def near(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 4


def what(item: QQuickItem) -> str:
    return str(item.property("text") or item.property("name"))[:40]


# --- not by colour alone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS)
def test_messages_of_every_kind_differ_without_colour(make_stage: Callable[[Glass], Stage], look: str) -> None:
    stage = make_stage(Glass(look=look))
    stage.show_frame(frame_of("sheets/Messages", "en"))
    whole = picture(stage)
    signs = {kind: sign(find(stage, f"banner:{kind}"), whole) for kind in STATUSES}
    like = {pair: likeness(signs[pair[0]], signs[pair[1]]) for pair in combinations(STATUSES, 2)}
    assert {pair: round(value, 2) for pair, value in like.items() if value >= ALIKE} == {}


def sign(item: QQuickItem, whole: Image.Image) -> Image.Image:
    """Return the picture of an item's icon, words left out."""
    icon = next(one for one in walk(item) if one.property("tone") is not None and one.property("source") is not None)
    return cut(whole, scene_rect(icon))


@pytest.mark.parametrize("name", NAMES)
def test_what_has_a_kind_has_a_sign_and_a_word(stage: Stage, name: str) -> None:
    show(stage, name)
    for item in walk(stage.view.contentItem()):
        kind = item.metaObject().className().partition("_")[0]
        if kind not in ("Banner", "Chip") or item.property("text") == "":
            continue
        words = [str(label.property("text")) for label in walk(item) if is_label(label)]
        icons = [str(one.property("name")) for one in walk(item) if is_icon(one)]
        assert words, kind
        assert icons or item.property("kind") == "here", words


def is_icon(item: QQuickItem) -> bool:
    source = item.property("source")
    return source is not None and source.toString().startswith("image://icon/")


def test_icons_of_the_statuses_are_four_in_number(stage: Stage) -> None:
    stage.show_frame(frame_of("sheets/Messages", "en"))
    names = {
        next(str(one.property("name")) for one in walk(find(stage, f"banner:{kind}")) if is_icon(one))
        for kind in STATUSES
    }
    assert len(names) == len(STATUSES)


def closest(stage: Stage, kind: str) -> float:
    """Return how far apart the two closest colours of statuses are for eyes of a kind."""
    theme = theme_of(stage.view)
    tones = [tuple_of(theme.property(status)) for status in STATUSES]
    seen = [lab(seen_by(kind, tone)) for tone in tones]
    return min(distance(one, other) for one, other in combinations(seen, 2))


def tuple_of(tone: QColor) -> Colour:
    return tone.red(), tone.green(), tone.blue()


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("look", LOOKS)
def test_the_statuses_are_not_one_colour_to_other_eyes(
    make_stage: Callable[[Glass], Stage], look: str, kind: str
) -> None:
    """Too close to be told apart by colour alone: each has its own sign and word besides (the tests above)."""
    found = closest(make_stage(Glass(look=look)), kind)
    print(f"{look} {kind}: {found:.1f}")
    assert found >= SAME


def test_a_window_of_another_look_has_other_colours(make_stage: Callable[[Glass], Stage]) -> None:
    assert closest(make_stage(PORTRAIT), "deutan") != closest(make_stage(Glass(look="dark")), "deutan")
