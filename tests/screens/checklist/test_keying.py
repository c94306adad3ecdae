"""A32: a key that is held acts once, and so does a double tap; steppers and the keys of a keyboard take every press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screens.gallery.stage import Stage
from tests.screens.checklist.looking import show
from tests.screens.conftest import find, middle

pytestmark = pytest.mark.glass
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def sent(stage: Stage) -> list[str]:
    """Return what was sent, but for signs of life."""
    return [event for event, _ in stage.sent if event not in ("Touched", "KeypadUsed")]


def rested(stage: Stage, qtbot: QtBot, name: str) -> Stage:
    """Show a screen and wait until its control takes presses."""
    show(stage, "shell/Attract")
    show(stage, name)
    qtbot.waitUntil(lambda: not find(stage, "primary").property("isGuarded"), timeout=60_000)
    stage.sent.clear()
    return stage


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select])
def test_a_key_that_is_held_down_acts_once(stage: Stage, qtbot: QtBot, key: Qt.Key) -> None:
    rested(stage, qtbot, "checkout/Scanning")
    find(stage, "primary").forceActiveFocus()
    QTest.keyPress(stage.view, key)
    for _ in range(20):
        QGuiApplication.sendEvent(stage.view, QKeyEvent(QEvent.Type.KeyPress, key, NONE, "", True))
    QTest.keyRelease(stage.view, key)
    assert sent(stage) == ["PayPressed"]


def test_a_key_that_is_held_on_a_stepper_acts_once_too(stage: Stage, qtbot: QtBot) -> None:
    rested(stage, qtbot, "checkout/Scanning")
    find(stage, "more").forceActiveFocus()
    QTest.keyPress(stage.view, Qt.Key.Key_Return)
    for _ in range(20):
        QGuiApplication.sendEvent(stage.view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "", True))
    QTest.keyRelease(stage.view, Qt.Key.Key_Return)
    assert sent(stage) == ["MorePressed"]


@pytest.mark.parametrize(("name", "control"), [("checkout/Scanning", "primary"), ("checkout/Receipt", "secondary")])
def test_a_trembling_finger_presses_once(stage: Stage, qtbot: QtBot, name: str, control: str) -> None:
    rested(stage, qtbot, name)
    at = middle(find(stage, control))
    for _ in range(4):
        QTest.mouseClick(stage.view, LEFT, pos=at)
    assert len(sent(stage)) == 1


def test_a_stepper_takes_every_press_of_a_finger(stage: Stage, qtbot: QtBot) -> None:
    rested(stage, qtbot, "checkout/Scanning")
    at = middle(find(stage, "more"))
    for _ in range(4):
        QTest.mouseClick(stage.view, LEFT, pos=at)
    assert sent(stage) == ["MorePressed"] * 4


def test_no_control_needs_two_keys_at_once(stage: Stage, qtbot: QtBot) -> None:
    rested(stage, qtbot, "checkout/Scanning")
    find(stage, "primary").forceActiveFocus()
    QTest.keyClick(stage.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert sent(stage) == ["PayPressed"]
