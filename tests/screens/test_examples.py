"""Every example of every flow on a real window: nothing complains, nothing is cut, everything can be touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from screens.app import LOOKS, Glass
from screens.gallery.geometry import misfits
from screens.gallery.stage import LANGUAGES, Stage, examples
from screens.hands.keys import scene_rect
from tests.screens.conftest import find

pytestmark = pytest.mark.glass

NAMES = sorted(examples())
SIDES = ((1080, 1920), (1920, 1080))


def axes(index: int) -> list[tuple[str, str, tuple[int, int]]]:
    """Return for an example every language, look and side at least once; all pairs of them over all examples."""
    return [
        (language, LOOKS[(step + index) % 3], SIDES[(step + index // 3) % 2]) for step, language in enumerate(LANGUAGES)
    ]


CASES = [(name, *axis) for index, name in enumerate(NAMES) for axis in axes(index)]


def test_the_cases_cover_every_pair_of_language_look_and_side() -> None:
    pairs = {frozenset(pair) for _, *axis in CASES for pair in ((axis[0], axis[1]), (axis[0], axis[2]), axis[1:])}
    assert len(pairs) == len(LANGUAGES) * 3 + len(LANGUAGES) * 2 + 3 * 2


def look_at(stage: Stage, name: str, language: str | None = None) -> list[str]:
    """Show an example and return what is wrong with it."""
    stage.warnings.clear()
    stage.show(examples()[name], language)
    found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), stage.glass.px_per_mm))]
    stage.warnings.clear()
    return found


@pytest.mark.parametrize(("name", "language", "look", "side"), CASES)
def test_an_example_fits_its_glass(
    make_stage: Callable[[Glass], Stage], name: str, language: str, look: str, side: tuple[int, int]
) -> None:
    assert look_at(make_stage(Glass(*side, look=look)), name, language) == []


@pytest.mark.parametrize("side", SIDES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("diagonal_in", [15.6, 27, 32])
@pytest.mark.parametrize("name", NAMES)
def test_an_example_fits_the_smallest_and_the_largest_panels(
    make_stage: Callable[[Glass], Stage], name: str, diagonal_in: float, side: tuple[int, int]
) -> None:
    language = LANGUAGES[NAMES.index(name) % len(LANGUAGES)]
    assert look_at(make_stage(Glass(*side, diagonal_in)), name, language) == []


@pytest.mark.parametrize("size", [(540, 960), (400, 711), (640, 360)])
@pytest.mark.parametrize("name", NAMES)
def test_an_example_fits_a_small_window_of_the_same_panel(
    make_stage: Callable[[Glass], Stage], name: str, size: tuple[int, int]
) -> None:
    assert look_at(make_stage(Glass(*size, place=(0, 0))), name) == []


@pytest.mark.parametrize("side", SIDES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("scale", [1.25, 1.5])
@pytest.mark.parametrize("name", NAMES)
def test_an_example_fits_with_larger_text(
    make_stage: Callable[[Glass], Stage], name: str, scale: float, side: tuple[int, int]
) -> None:
    assert look_at(make_stage(Glass(*side, text_scale=scale)), name, "nl") == []


@pytest.mark.parametrize("part", ["language", "help", "call"])
def test_the_strip_stands_in_the_same_place_on_every_screen(stage: Stage, part: str) -> None:
    places = set()
    for name in NAMES:
        stage.show(examples()[name])
        rect = scene_rect(find(stage, part))
        places.add((rect.x(), rect.y(), rect.width(), rect.height()))
    assert len(places) == 1


def test_the_first_picture_and_attract_share_line_and_disc_so_that_nothing_jumps(stage: Stage) -> None:
    places = []
    for name in ("shell/Starting", "shell/Attract"):
        stage.show(examples()[name])
        places.append(scene_rect(find(stage, "start")))
    assert places[0] == places[1]


def test_a_screen_that_comes_again_is_not_made_again(stage: Stage) -> None:
    stage.show(examples()["checkout/Scanning"])
    first = find(stage, "rows")
    stage.show(examples()["checkout/Scanning-unknown"])
    assert find(stage, "rows") is first
