"""The walk over a window finds what does not fit, each kind of it, and nothing on a screen that fits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from screens.gallery.geometry import is_label, misfits, walk
from screens.gallery.stage import Stage, examples
from tests.screens.conftest import find

pytestmark = pytest.mark.glass


@pytest.fixture
def home(stage: Stage) -> Iterator[Stage]:
    """Home, made anew: what a test bends goes with it."""
    stage.show(examples()["shell/Attract"])
    stage.show(examples()["shell/Home"])
    yield stage
    stage.show(examples()["shell/Attract"])


def rules(stage: Stage) -> set[str]:
    stage.settle()
    return {found.rule for found in misfits(stage.view.contentItem(), stage.glass.px_per_mm)}


def tile_label(stage: Stage) -> QQuickItem:
    """Return the head of the tile."""
    return next(item for item in walk(find(stage, "tile:checkout")) if is_label(item))


def test_a_screen_that_fits_has_no_misfit(home: Stage) -> None:
    assert rules(home) == set()


def test_a_word_wider_than_its_place_is_found(home: Stage) -> None:
    label = tile_label(home)
    label.setProperty("fontSizeMode", 0)
    label.setProperty("wrapMode", 0)
    label.setWidth(60)
    assert "wide" in rules(home)


def test_words_that_leave_the_glass_are_found(home: Stage) -> None:
    tile_label(home).setY(-4000)
    assert "off the glass" in rules(home)


def test_words_over_words_are_found(home: Stage) -> None:
    first, second = [item for item in walk(find(home, "tile:checkout")) if is_label(item)][:2]
    second.setY(first.y())
    assert "overlap" in rules(home)


@pytest.mark.parametrize(("width_mm", "is_found"), [(14, True), (15, False)])
def test_a_target_below_15_mm_is_found(home: Stage, width_mm: float, is_found: bool) -> None:
    find(home, "help").setWidth(width_mm * home.glass.px_per_mm)
    assert ("small target" in rules(home)) == is_found


def test_targets_closer_than_3_mm_are_found(home: Stage) -> None:
    access, reach = find(home, "access"), find(home, "reach")
    reach.setX(access.x() + access.width() + 2 * home.glass.px_per_mm)
    assert "close targets" in rules(home)
