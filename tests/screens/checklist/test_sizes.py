"""A19, A23: letters and targets in millimetres on the four panels, as they are painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQml import QQmlExpression

from screens.app import Glass, set_theme, theme_of
from screens.gallery.examples import screen_names
from screens.gallery.geometry import is_label, walk
from screens.gallery.stage import LANGUAGES, Stage
from screens.hands.keys import focusable, scene_rect
from tests.screens.checklist.looking import show
from tests.screens.conftest import PORTRAIT

pytestmark = pytest.mark.glass

CAP_OF_EM = 0.727  # Inter, and so of every bundled face that stands for it
NORMAL_MM = 4.8  # US 402.4
LARGE_PER_MM = 0.0122  # 0.7 degrees, of the viewing distance
PRIMARY_MM = 20.0
BEZEL_MM = 8.0
NAMES = screen_names()
SIDES = ((1080, 1920), (1920, 1080))
PANELS = [(width, height, inches) for inches, (width, height) in product((15.6, 21.5), SIDES)]
PANELS += [(*SIDES[0], 27.0), (*SIDES[1], 32.0)]  # as 21.5 in, but for their letters
TOKENS = ("caption", "label", "body", "title", "h2", "h1", "amount", "display")
HALF_PX = 0.5
ROUNDING_PX = 2.0  # two edges


def cap_mm(stage: Stage, px: float) -> float:
    return px * CAP_OF_EM / stage.glass.px_per_mm


def tokens_px(stage: Stage, token: str) -> int:
    """Return the size of a step of the type scale in px, as the theme of the window has it now."""
    context = stage.view.engine().rootContext()
    found = QQmlExpression(context, theme_of(stage.view), f"px({token}.cap)").evaluate()
    value = found[0] if isinstance(found, tuple) else found
    assert isinstance(value, int)
    return value


def letters(stage: Stage) -> Iterator[tuple[str, int]]:
    """Yield each text on the glass with the size in px it is painted in, shrunk ones too."""
    for item in walk(stage.view.contentItem()):
        if is_label(item):
            yield str(item.property("text")), item.property("fontInfo").property("pixelSize").toInt()


@pytest.mark.parametrize(("width", "height", "inches"), PANELS)
def test_letters_and_targets_are_large_enough_and_far_enough_from_the_bezel(
    make_measured: Callable[[Glass], Stage], width: int, height: int, inches: float
) -> None:
    stage = make_measured(Glass(width, height, inches))
    for number, name in enumerate(name for name in NAMES if not name.startswith(WHOLE_GLASS)):
        show(stage, name, LANGUAGES[number % 5])
        assert [*small_letters(stage, NORMAL_MM), *low_primaries(stage), *near_the_bezel(stage)] == [], name


WHOLE_GLASS = ("selftest/Touch", "selftest/Colours")  # they try the glass up to its edge


def small_letters(stage: Stage, least_mm: float) -> list[str]:
    """Return the texts whose capitals are painted lower than this."""
    least = least_mm - HALF_PX * CAP_OF_EM / stage.glass.px_per_mm
    return [f"{text}: {cap_mm(stage, px):.2f} mm" for text, px in letters(stage) if cap_mm(stage, px) < least]


def low_primaries(stage: Stage) -> list[str]:
    """Return the primary actions that are too low, and all of them where there are several."""
    found = [item for item in walk(stage.view.contentItem()) if item.objectName() == "primary"]
    low = [item for item in found if scene_rect(item).height() / stage.glass.px_per_mm < PRIMARY_MM]
    return [f"primary: {scene_rect(item)}" for item in (found if len(found) > 1 else low)]


def near_the_bezel(stage: Stage) -> list[str]:
    """Return the controls within 8 mm of the edge of the glass; the start is all of it, and its middle far away."""
    margin = BEZEL_MM * stage.glass.px_per_mm - ROUNDING_PX
    inside = QRectF(0, 0, stage.glass.width, stage.glass.height).adjusted(margin, margin, -margin, -margin)
    found = [item for item in focusable(stage.view.contentItem()) if item.objectName() != "start"]
    return [f"{item.objectName()}: {scene_rect(item)}" for item in found if not inside.contains(scene_rect(item))]


@pytest.mark.parametrize("viewing_mm", [400.0, 500.0, 600.0, 700.0])
@pytest.mark.parametrize("text_scale", [1.5, 2.0])
@pytest.mark.parametrize("inches", [15.6, 21.5, 27.0, 32.0])
def test_large_letters_are_seven_tenths_of_a_degree_at_every_distance(
    make_measured: Callable[[Glass], Stage], inches: float, text_scale: float, viewing_mm: float
) -> None:
    stage = make_measured(PORTRAIT)
    glass = Glass(diagonal_in=inches, viewing_mm=viewing_mm, text_scale=text_scale)
    set_theme(stage.view, glass)
    caps_mm = {token: tokens_px(stage, token) * CAP_OF_EM / glass.px_per_mm for token in TOKENS}
    set_theme(stage.view, stage.glass)
    least_mm = LARGE_PER_MM * viewing_mm - HALF_PX * CAP_OF_EM / glass.px_per_mm
    assert {token: cap for token, cap in caps_mm.items() if cap < least_mm} == {}


@pytest.mark.parametrize(
    ("width", "height", "inches", "text_scale"),
    [(1080, 1920, 21.5, 1.5), (1920, 1080, 21.5, 2.0), (1080, 1920, 27.0, 2.0), (1920, 1080, 32.0, 1.5)],
)
def test_large_letters_stay_large_where_they_shrink_to_fit(
    make_measured: Callable[[Glass], Stage], width: int, height: int, inches: float, text_scale: float
) -> None:
    stage = make_measured(Glass(width, height, inches, text_scale=text_scale))
    for number, name in enumerate(NAMES):
        show(stage, name, LANGUAGES[number % 5])
        assert small_letters(stage, LARGE_PER_MM * stage.glass.viewing_mm) == [], name
