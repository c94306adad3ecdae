"""Every example in a window smaller than its panel, and what one screen hands to the next (panels: `gallery`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from screens.app import Glass
from screens.gallery.geometry import misfits
from screens.gallery.stage import Stage, examples
from screens.hands.keys import scene_rect
from tests.screens.conftest import find

pytestmark = pytest.mark.glass

NAMES = sorted(examples())


def look_at(stage: Stage, name: str, language: str | None = None) -> list[str]:
    """Show an example and return what is wrong with it."""
    stage.warnings.clear()
    stage.show(examples()[name], language)
    found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), stage.glass.px_per_mm))]
    stage.warnings.clear()
    return found


@pytest.mark.parametrize("size", [(540, 960), (400, 711), (640, 360)])
@pytest.mark.parametrize("name", NAMES)
def test_an_example_fits_a_small_window_of_the_same_panel(
    make_stage: Callable[[Glass], Stage], name: str, size: tuple[int, int]
) -> None:
    assert look_at(make_stage(Glass(*size, place=(0, 0))), name) == []


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
