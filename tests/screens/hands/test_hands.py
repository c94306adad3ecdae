"""The event filters of the window: signs of life at most once in two seconds, and no way out when locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from kiosk.flows.shell import EXAMPLES, frame
from kiosk.words import SiteFormat, Words
from screens.app import Glass, make_view
from screens.bridge import Shell
from screens.hands.lockdown import Lockdown, leads_out
from screens.hands.touches import QUIET_MS, Hands

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT, META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)
Key = Qt.Key


class Sent:
    """Keeps what a shell sends."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, name: str, _args: dict[str, int | str]) -> None:
        self.names.append(name)


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def shell(qapp: QGuiApplication, sent: Sent) -> Shell:
    return Shell(lambda tag: Words(tag, SiteFormat()), sent)


def turn(qtbot: QtBot) -> None:
    """Let the event loop come round once: what was queued has run then."""
    timer = QTimer()
    with qtbot.waitSignal(timer.timeout, timeout=60_000):
        timer.start(0)


def tap(hands: Hands) -> None:
    for kind in (QEvent.Type.TouchBegin, QEvent.Type.TouchEnd):
        assert not hands.eventFilter(hands, QEvent(kind))


def test_idle_touches_are_told_once_in_two_seconds(shell: Shell, sent: Sent, qtbot: QtBot) -> None:
    clock = [0]
    owner = QObject()
    hands = Hands(shell, lambda: clock[0], owner)
    for now_ms in (0, 500, QUIET_MS - 1, QUIET_MS, QUIET_MS + 10):
        clock[0] = now_ms
        tap(hands)
        turn(qtbot)
    assert sent.names == ["Touched", "Touched"]


def test_a_touch_that_led_to_an_event_is_no_idle_one(shell: Shell, sent: Sent, qtbot: QtBot) -> None:
    owner = QObject()
    hands = Hands(shell, lambda: 0, owner)
    hands.eventFilter(hands, QEvent(QEvent.Type.MouseButtonPress))
    hands.eventFilter(hands, QEvent(QEvent.Type.MouseButtonRelease))
    shell.send("PayPressed", {})
    turn(qtbot)
    assert sent.names == ["PayPressed"]


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Key.Key_F4, ALT), (Key.Key_Q, CTRL), (Key.Key_Tab, ALT), (Key.Key_D, META), (Key.Key_Escape, NONE),
        (Key.Key_F1, NONE), (Key.Key_F35, NONE), (Key.Key_Menu, NONE), (Key.Key_Print, NONE),
        (Key.Key_Delete, CTRL | ALT), (Key.Key_VolumeUp, NONE), (Key.Key_HomePage, NONE), (Key.Key_Back, NONE),
    ],
)  # fmt: skip
def test_keys_that_lead_out_of_the_kiosk_are_known(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert leads_out(key, modifiers)


@pytest.mark.parametrize(
    "key", [Key.Key_A, Key.Key_7, Key.Key_Tab, Key.Key_Backtab, Key.Key_Down, Key.Key_Return, Key.Key_Space]
)
def test_keys_of_the_keypad_and_letters_stay(key: Qt.Key) -> None:
    assert not leads_out(key, NONE)


@pytest.fixture
def locked(shell: Shell, qapp: QGuiApplication) -> Iterator[QQuickView]:
    """A locked window; the lock is taken from the application when the test ends."""
    shell.show_now(frame(EXAMPLES["shell/Attract"]))
    view = make_view(shell, replace(Glass(540, 960), place=(0, 0)), on_warning=pytest.fail, is_locked=True)
    view.show()
    yield view
    for lock in view.findChildren(Lockdown):
        qapp.removeEventFilter(lock)
    view.close()
    view.setSource("")
    view.deleteLater()


@pytest.mark.glass
def test_a_locked_window_stays_over_others_and_cannot_be_closed(locked: QQuickView) -> None:
    assert locked.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert locked.flags() & Qt.WindowType.FramelessWindowHint
    assert not locked.close()
    assert locked.isVisible()


@pytest.mark.glass
def test_a_locked_window_takes_a_shortcut_before_it_fires(locked: QQuickView, qapp: QGuiApplication) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Q, CTRL)
    event.ignore()
    assert qapp.sendEvent(locked, event)
    assert event.isAccepted()


@pytest.mark.glass
def test_a_window_that_is_not_locked_closes(shell: Shell, qapp: QGuiApplication) -> None:
    shell.show_now(frame(EXAMPLES["shell/Attract"]))
    view = make_view(shell, replace(Glass(540, 960), place=(0, 0)), on_warning=pytest.fail)
    view.show()
    assert view.close()
    view.setSource("")
    view.deleteLater()
