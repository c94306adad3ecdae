"""A4, A5, A6: keys visit each control once, there and back, as the glass is read, and no sheet keeps anybody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from screens.app import Glass
from screens.gallery.examples import screen_names
from screens.gallery.stage import Stage
from screens.hands.keys import focusable, scene_rect
from tests.screens.checklist.looking import show
from tests.screens.conftest import PORTRAIT

pytestmark = pytest.mark.glass

NAMES = screen_names()
ROW_MM = 8  # what is no further apart stands in one row
GLASSES = {"portrait": PORTRAIT, "landscape-150": Glass(1920, 1080, text_scale=1.5)}
CLOSING = {"SheetClosed", "MoreTimePressed", "CancelConfirmed", "LanguageChosen", "UnblankPressed"}


def step(stage: Stage, key: Qt.Key) -> QQuickItem:
    """Press a key and return what has the focus then."""
    QTest.keyClick(stage.view, key)
    item = stage.view.activeFocusItem()
    assert item is not None
    return item


@pytest.mark.parametrize("glass", GLASSES.values(), ids=list(GLASSES))
@pytest.mark.parametrize("name", NAMES)
def test_keys_visit_each_control_once_in_reading_order_and_back(
    make_stage: Callable[[Glass], Stage], name: str, glass: Glass
) -> None:
    stage = show(make_stage(glass), name)
    wanted = focusable(stage.view.contentItem())
    forward = [step(stage, Qt.Key.Key_Tab) for _ in wanted]
    assert {id(item) for item in forward} == {id(item) for item in wanted}
    assert step(stage, Qt.Key.Key_Tab) is forward[0]
    backward = [step(stage, Qt.Key.Key_Backtab) for _ in wanted]
    assert backward == forward[::-1]
    row_px = ROW_MM * stage.glass.px_per_mm
    assert out_of_order(from_the_top(forward, row_px), row_px) == []


def from_the_top(visited: list[QQuickItem], row_px: float) -> list[QQuickItem]:
    """Turn a round so that it begins where reading begins: at the left of the topmost row."""
    top = min(scene_rect(item).center().y() for item in visited)
    row = [item for item in visited if scene_rect(item).center().y() - top <= row_px]
    start = visited.index(min(row, key=lambda item: scene_rect(item).x()))
    return visited[start:] + visited[:start]


def out_of_order(visited: list[QQuickItem], row_px: float) -> list[str]:
    """Return the pairs of controls whose later one is clearly above, or in the same row and clearly to the left."""
    found = []
    for one, other in combinations(visited, 2):
        first, second = scene_rect(one), scene_rect(other)
        down = second.center().y() - first.center().y()
        is_left = second.right() <= first.left()
        if down < -row_px or (abs(down) < 1 and is_left):
            found.append(f"{one.objectName()} before {other.objectName()}")
    return found


def test_a_control_that_is_read_too_late_is_found() -> None:
    low, high = QQuickItem(), QQuickItem()
    for item in (low, high):
        item.setSize(QSizeF(60, 60))
    low.setY(300)
    assert out_of_order([low, high], 32) == [" before "]
    assert out_of_order([high, low], 32) == []
    high.setX(500)
    low.setY(0)
    assert out_of_order([high, low], 32) == [" before "]


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("sheet/")])
def test_a_sheet_can_be_left_by_keys_alone(stage: Stage, name: str) -> None:
    show(stage, name)
    stage.sent.clear()
    for _ in focusable(stage.view.contentItem()):
        step(stage, Qt.Key.Key_Tab)
        QTest.keyClick(stage.view, Qt.Key.Key_Return)
    assert CLOSING & {event for event, _ in stage.sent}
