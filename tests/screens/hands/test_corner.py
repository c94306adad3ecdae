"""The corner of the glass that staff hold: long enough, on any screen, and only where the site wants it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screens.gallery.stage import Stage, examples

pytestmark = pytest.mark.glass
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CORNER = QPoint(12, 12)
SHORT_S = 0.02


def shown(stage: Stage, name: str, *, has_corner: bool = True) -> QObject:
    session = examples()[name]
    stage.show(replace(session, site=replace(session.site, has_corner=has_corner)))
    corner = stage.view.rootObject().findChild(QObject, "corner")
    assert corner is not None
    handlers = [one for one in corner.children() if one.property("longPressThreshold") is not None]
    assert len(handlers) == 1
    stage.sent.clear()
    return handlers[0]


def asked(stage: Stage) -> list[str]:
    return [name for name, _ in stage.sent if name == "StaffPressed"]


@pytest.mark.parametrize("name", ["shell/Attract", "checkout/Scanning", "shell/OutOfService"])
def test_holding_the_corner_asks_for_staff_on_any_screen(stage: Stage, qtbot: QtBot, name: str) -> None:
    handler = shown(stage, name)
    assert handler.property("longPressThreshold") == 3
    handler.setProperty("longPressThreshold", SHORT_S)  # the wait itself is Qt's
    QTest.mousePress(stage.view, LEFT, PLAIN, CORNER)
    qtbot.waitUntil(lambda: bool(asked(stage)))
    QTest.mouseRelease(stage.view, LEFT, PLAIN, CORNER)
    handler.setProperty("longPressThreshold", 3)
    assert asked(stage) == ["StaffPressed"]


def test_a_short_touch_of_the_corner_asks_for_nobody(stage: Stage) -> None:
    shown(stage, "checkout/Scanning")
    QTest.mouseClick(stage.view, LEFT, PLAIN, CORNER)
    assert asked(stage) == []


def test_a_site_may_have_no_such_corner(stage: Stage) -> None:
    assert shown(stage, "checkout/Scanning", has_corner=False).property("enabled") is False
