"""What the walk looks for would be found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.flows.shell import EXAMPLES
from screens.app import Glass
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage
from tests.faults.walk.judging.rules import left_behind, live_screen, way_to_a_person

pytestmark = pytest.mark.glass


@pytest.fixture
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    shown = Stage(Glass(540, 960))
    yield shown
    shown.close()


def named(stage: Stage, name: str) -> QQuickItem:
    return next(item for item in walk(stage.view.contentItem()) if item.objectName() == name)


def test_a_basket_that_is_still_there_is_found_and_an_empty_glass_is_not(stage: Stage) -> None:
    stage.show(EXAMPLES["checkout/Scanning"])
    found = left_behind(stage.view, stage.shell, set())
    assert any("text of" in problem for problem in found)
    assert any("Shell._view" in problem for problem in found)
    assert "I7: the list still has rows" in found
    stage.show(EXAMPLES["shell/Attract"])
    assert left_behind(stage.view, stage.shell, set()) == []


def test_a_typed_number_that_the_bridge_remembers_is_found(stage: Stage) -> None:
    stage.show(EXAMPLES["shell/Attract"])
    stage.shell.send("CodeTyped", {"code": "30569309025904"})
    assert left_behind(stage.view, stage.shell, {"30569309025904"}) != []


def test_a_glass_without_its_page_or_its_window_is_found(stage: Stage) -> None:
    stage.show(EXAMPLES["checkout/Scanning"])
    assert live_screen(stage.view, stage.shell, 1) == []
    named(stage, "help").window().setVisible(False)
    assert live_screen(stage.view, stage.shell, 1) != []


@pytest.mark.parametrize("name", ["help", "call"])
def test_a_strip_without_help_or_a_person_is_found(stage: Stage, name: str) -> None:
    stage.show(EXAMPLES["checkout/Scanning"])
    assert way_to_a_person(stage.view, stage.shell) == []
    named(stage, name).setVisible(False)
    assert way_to_a_person(stage.view, stage.shell) == [f"I10: {name} is not on checkout/Scanning"]
