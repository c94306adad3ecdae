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
LONG_MS, SHORT_MS = 3000, 20


def shown(stage: Stage, name: str, *, has_corner: bool = True) -> QObject:
    session = examples()[name]
    stage.show(replace(session, site=replace(session.site, has_corner=has_corner)))
    hold = stage.view.rootObject().findChild(QObject, "hold")
    assert hold is not None
    stage.sent.clear()
    return hold


def asked(stage: Stage) -> list[str]:
    return [name for name, _ in stage.sent if name == "StaffPressed"]


@pytest.mark.parametrize("name", ["shell/Attract", "checkout/Scanning", "shell/OutOfService"])
def test_holding_the_corner_asks_for_staff_on_any_screen(stage: Stage, qtbot: QtBot, name: str) -> None:
    hold = shown(stage, name)
    assert hold.property("interval") == LONG_MS
    hold.setProperty("interval", SHORT_MS)  # the wait itself is Qt's
    QTest.mousePress(stage.view, LEFT, PLAIN, CORNER)
    qtbot.waitUntil(lambda: bool(asked(stage)))
    QTest.mouseRelease(stage.view, LEFT, PLAIN, CORNER)
    hold.setProperty("interval", LONG_MS)
    assert asked(stage) == ["StaffPressed"]


def test_a_short_touch_of_the_corner_asks_for_nobody(stage: Stage) -> None:
    shown(stage, "checkout/Scanning")
    QTest.mouseClick(stage.view, LEFT, PLAIN, CORNER)
    assert asked(stage) == []


def test_a_site_may_have_no_such_corner(stage: Stage) -> None:
    hold = shown(stage, "checkout/Scanning", has_corner=False)
    QTest.mousePress(stage.view, LEFT, PLAIN, CORNER)
    assert hold.property("running") is False
    QTest.mouseRelease(stage.view, LEFT, PLAIN, CORNER)
    hold = shown(stage, "checkout/Scanning")
    QTest.mousePress(stage.view, LEFT, PLAIN, CORNER)
    assert hold.property("running") is True
    QTest.mouseRelease(stage.view, LEFT, PLAIN, CORNER)
    assert hold.property("running") is False
