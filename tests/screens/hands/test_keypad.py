"""The tactile keypad: what is bound is taken before anything else sees it, once a press, and nothing else is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kiosk.keypad import DEFAULTS, NAMES, Pad, bindings
from screens.hands.keypad import STEADY_MS, Keypad, codes
from screens.hands.lockdown import Lockdown

NONE = Qt.KeyboardModifier.NoModifier
Kind = QEvent.Type


@dataclass
class Bench:
    view: QQuickView
    application: QGuiApplication
    heeded: list[Pad] = field(default_factory=list)
    now_ms: int = 0
    is_steady: bool = False

    @property
    def keypad(self) -> Keypad:
        keypad = self.view.findChild(Keypad)
        assert keypad is not None
        return keypad

    def heed(self, pad: Pad) -> bool:
        self.heeded.append(pad)
        return pad is not Pad.SELECT

    def sent(self, kind: Kind, key: Qt.Key, *, is_repeat: bool = False) -> QKeyEvent:
        event = QKeyEvent(kind, key, NONE, "", is_repeat)
        event.ignore()
        self.application.sendEvent(self.view, event)
        return event


@pytest.fixture
def bench(qapp: QGuiApplication) -> Iterator[Bench]:
    view = QQuickView()
    view.show()
    found = Bench(view, qapp)
    lock = Lockdown(view)
    keypad = Keypad(
        view, bindings({}), found.heed, is_steady=lambda: found.is_steady, now_ms=lambda: found.now_ms
    )  # fmt: skip
    qapp.installEventFilter(lock)
    qapp.installEventFilter(keypad)
    yield found
    qapp.removeEventFilter(keypad)
    qapp.removeEventFilter(lock)
    delete(view)


# --- faults ---------------------------------------------------------------------------------------------------------


def test_a_held_key_is_one_press(bench: Bench) -> None:
    bench.sent(Kind.KeyPress, Qt.Key.Key_Down)
    for _ in range(5):
        bench.sent(Kind.KeyPress, Qt.Key.Key_Down, is_repeat=True)
    bench.sent(Kind.KeyRelease, Qt.Key.Key_Down)
    assert bench.heeded == [Pad.DOWN]


def test_a_trembling_hand_presses_once_where_the_customer_wants_that(bench: Bench) -> None:
    bench.is_steady = True
    for at_ms in (0, 100, STEADY_MS - 1, STEADY_MS):
        bench.now_ms = at_ms
        bench.sent(Kind.KeyPress, Qt.Key.Key_Down)
    bench.sent(Kind.KeyPress, Qt.Key.Key_Up)  # another key is meant
    assert bench.heeded == [Pad.DOWN, Pad.DOWN, Pad.UP]


def test_a_fault_in_what_a_key_does_stops_no_other_key(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_pad: Pad) -> bool:
        raise RuntimeError("broken")

    keypad = Keypad(bench.view, bindings({}), broken, is_steady=lambda: False, now_ms=lambda: 0)
    for _ in range(2):
        assert not keypad.eventFilter(bench.view, QKeyEvent(Kind.KeyPress, Qt.Key.Key_Down, NONE))
    assert caplog.text.count("a key of the keypad") == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_F35, Qt.Key.Key_Escape, Qt.Key.Key_VolumeMute])
def test_keys_that_are_not_bound_are_left_to_lock_down(bench: Bench, key: Qt.Key) -> None:
    assert bench.sent(Kind.ShortcutOverride, key).isAccepted()
    bench.sent(Kind.KeyPress, key)
    assert bench.heeded == []


# --- keys that a device reads ---------------------------------------------------------------------------------------


def test_a_meaning_that_does_not_exist_does_nothing(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.keypad.pressed_afar.emit("fly")
    assert bench.heeded == []
    assert "a key of the keypad" in caplog.text


def test_a_key_that_a_device_saw_on_another_thread_is_obeyed(bench: Bench, qtbot: QtBot) -> None:
    thread = threading.Thread(target=bench.keypad.pressed_afar.emit, args=(Pad.HEADSET_IN.value,))
    with qtbot.waitSignal(bench.keypad.pressed_afar, timeout=60_000):
        thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bench.heeded == [Pad.HEADSET_IN], timeout=60_000)


def test_a_trembling_hand_on_a_device_counts_once_too(bench: Bench) -> None:
    bench.is_steady = True
    for pad in (Pad.DOWN, Pad.DOWN, Pad.DOWN, Pad.UP):
        bench.keypad.pressed_afar.emit(pad.value)
    assert bench.heeded == [Pad.DOWN, Pad.UP]


# --- the keys that ship ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", Pad)
def test_every_key_that_ships_is_taken_before_lock_down_and_before_shortcuts(bench: Bench, pad: Pad) -> None:
    for name in DEFAULTS[pad]:
        key = Qt.Key[f"Key_{name}"]
        assert bench.sent(Kind.ShortcutOverride, key).isAccepted()
        bench.sent(Kind.KeyPress, key)
        bench.sent(Kind.KeyRelease, key)
    assert bench.heeded == [pad] * len(DEFAULTS[pad])


def test_tab_goes_on_whatever_is_bound(bench: Bench) -> None:
    QTest.keyClick(bench.view, Qt.Key.Key_Tab)
    QTest.keyClick(bench.view, Qt.Key.Key_Backtab)
    assert bench.heeded == [Pad.DOWN, Pad.UP]


def test_each_name_that_settings_may_bind_is_a_key() -> None:
    for name in (*NAMES, *(f"F{number}" for number in range(1, 36))):
        assert codes({name: Pad.UP})[int(Qt.Key[f"Key_{name}"])] is Pad.UP
