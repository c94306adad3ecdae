"""What assistive tools and keys find on each screen: a name and role for every control, and a way through all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from screens.gallery.geometry import is_label, walk
from screens.gallery.stage import Stage, examples
from screens.hands.keys import focusable, reading_order, scene_rect
from tests.screens.conftest import find

pytestmark = pytest.mark.glass

NAMES = sorted(examples())
ROLES = {QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.EditableText}


def name_of(item: QQuickItem) -> tuple[str, QAccessible.Role]:
    """Return what assistive tools are told of an item."""
    interface = QAccessible.queryAccessibleInterface(item)
    assert interface is not None, item.objectName()
    return interface.text(QAccessible.Text.Name), interface.role()


@pytest.fixture(autouse=True)
def _assisted() -> None:
    QAccessible.setActive(True)


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_and_a_role(stage: Stage, name: str) -> None:
    stage.show(examples()[name])
    controls = focusable(stage.view.contentItem())
    assert controls
    told = {item.objectName(): name_of(item) for item in controls}
    assert {key: one for key, one in told.items() if not one[0] or one[1] not in ROLES} == {}
    assert all(item.objectName() for item in controls)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_on_the_glass_is_told_to_assistive_tools(stage: Stage, name: str) -> None:
    stage.show(examples()[name])
    shown = list(walk(stage.view.contentItem()))
    interfaces = (QAccessible.queryAccessibleInterface(item) for item in shown)
    told = " ".join(
        one.text(QAccessible.Text.Name) + one.text(QAccessible.Text.Description) for one in interfaces if one
    )
    spoken = {str(item.property("spoken")) for item in shown if is_label(item)}
    assert [words for words in spoken if words not in told and not is_drawn(words)] == []


def is_drawn(words: str) -> bool:
    """Words that are part of a picture: the amount on the drawn terminal stands beside it as text."""
    return "€" in words


def test_an_amount_is_told_in_words_and_a_long_name_in_full(stage: Stage) -> None:
    stage.show(examples()["checkout/Scanning-hard"])
    told = {name_of(item)[0] for item in walk(stage.view.contentItem()) if is_label(item)}
    assert "99999 euros and 99 cents" in told
    assert any(name.endswith("would ever read 64") for name in told)


@pytest.mark.parametrize("name", NAMES)
def test_the_keys_visit_every_control_once_in_reading_order_and_come_back(stage: Stage, name: str) -> None:
    stage.show(examples()[name])
    controls = reading_order(focusable(stage.view.contentItem()), 8 * stage.glass.px_per_mm)
    visited = [focus_after(stage, Qt.Key.Key_Tab) for _ in controls]
    first = visited[0]
    assert first is not None
    start = controls.index(first)
    assert visited == controls[start:] + controls[:start]
    assert focus_after(stage, Qt.Key.Key_Tab) is visited[0]
    back = [focus_after(stage, Qt.Key.Key_Backtab) for _ in controls]
    assert back == [*reversed(visited)]


def focus_after(stage: Stage, key: Qt.Key) -> QQuickItem | None:
    QTest.keyClick(stage.view, key)
    return stage.view.activeFocusItem()


def test_what_lies_under_a_sheet_cannot_be_reached(stage: Stage) -> None:
    stage.show(examples()["sheet/Cancel"])
    assert {item.objectName() for item in focusable(stage.view.contentItem())} == {"sheet0", "sheet1"}


def test_the_focus_is_shown_to_who_moves_by_keys_and_only_to_them(stage: Stage) -> None:
    stage.show(examples()["checkout/ThankYou"])
    QTest.keyClick(stage.view, Qt.Key.Key_Tab)
    assert rings(stage) == 1
    QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton, pos=scene_rect(find(stage, "help")).center().toPoint())
    assert rings(stage) == 0


def rings(stage: Stage) -> int:
    """Return how many focus rings are on the glass."""
    shown = walk(stage.view.contentItem())
    return sum(1 for item in shown if item.metaObject().className().startswith("FocusRing"))
