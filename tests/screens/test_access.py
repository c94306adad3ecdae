"""What assistive tools are told of amounts and long names, and who sees the focus; the rest is in `checklist`."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from screens.gallery.geometry import is_label, walk
from screens.gallery.stage import Stage, examples
from screens.hands.keys import focusable, scene_rect
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


def test_an_amount_is_told_in_words_and_a_long_name_in_full(stage: Stage) -> None:
    stage.show(examples()["checkout/Scanning-hard"])
    told = {name_of(item)[0] for item in walk(stage.view.contentItem()) if is_label(item)}
    assert "99999 euros and 99 cents" in told
    assert any(name.endswith("would ever read 64") for name in told)


def test_what_lies_under_a_sheet_cannot_be_reached(stage: Stage) -> None:
    stage.show(examples()["sheet/Cancel"])
    assert {item.objectName() for item in focusable(stage.view.contentItem())} == {"sheet0", "sheet1", "sheet2"}


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
