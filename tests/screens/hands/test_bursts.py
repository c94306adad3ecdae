"""A scanner that types on the window: no key of a burst reaches the glass, and a hand's keys all do, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kiosk.keypad import Pad, bindings
from screens.hands.bursts import GAP_MS, HELD_MS, LEAST, LONGEST, Bursts
from screens.hands.keypad import Keypad
from screens.hands.lockdown import Lockdown

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Kind = QEvent.Type
Key = Qt.Key
CODE = "]E09520001000010"


class Glass(QObject):
    """What comes through to the glass."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[str, str | int]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if isinstance(event, QKeyEvent) and event.type() in (Kind.KeyPress, Kind.KeyRelease):
            which = "down" if event.type() is Kind.KeyPress else "up"
            self.keys.append((which, event.text() or event.key()))
        return False


@dataclass
class Bench:
    view: QQuickView
    application: QGuiApplication
    glass: Glass
    bursts: Bursts
    heard: list[tuple[str, bool]] = field(default_factory=list)
    heeded: list[Pad] = field(default_factory=list)
    clock: list[int] = field(default_factory=lambda: [1000])

    def key(self, key: int, text: str = "", held: Qt.KeyboardModifier = NONE, *, gap_ms: int = 5) -> bool:
        """Press and release a key; gives whether its shortcut was taken."""
        self.clock[0] += gap_ms
        override = QKeyEvent(Kind.ShortcutOverride, key, held, text)
        override.ignore()
        self.application.sendEvent(self.view, override)
        for kind in (Kind.KeyPress, Kind.KeyRelease):
            self.application.sendEvent(self.view, QKeyEvent(kind, key, held, text))
        return override.isAccepted()

    def type(self, text: str, *, gap_ms: int = 5) -> None:
        for sign in text:
            self.key(ord(sign.upper()), sign, gap_ms=gap_ms)

    def enter(self, *, gap_ms: int = 5) -> bool:
        return self.key(Key.Key_Return, "\r", gap_ms=gap_ms)

    def quiet(self, qtbot: QtBot) -> None:
        """Let time pass until what is held was judged."""
        self.clock[0] += HELD_MS
        qtbot.waitUntil(lambda: not self.bursts._quiet.isActive(), timeout=60_000)  # noqa: SLF001 - no signal of its own

    def glass_text(self) -> str:
        return "".join(str(text) for which, text in self.glass.keys if which == "down")


@pytest.fixture
def bench(qapp: QGuiApplication) -> Iterator[Bench]:
    view = QQuickView()
    view.show()
    glass = Glass()
    view.installEventFilter(glass)
    clock = [1000]
    bursts = Bursts(view, lambda: clock[0])
    found = Bench(view, qapp, glass, bursts, clock=clock)
    bursts.listener = lambda text, is_whole: found.heard.append((text, is_whole))

    def heed(pad: Pad) -> bool:
        found.heeded.append(pad)
        return True

    lock = Lockdown(view)
    keypad = Keypad(view, bindings({}), heed, is_steady=lambda: False, now_ms=lambda: clock[0])
    for one in (lock, keypad, bursts):
        qapp.installEventFilter(one)
    yield found
    for one in (bursts, keypad, lock):
        qapp.removeEventFilter(one)
    delete(view)


# --- faults ---------------------------------------------------------------------------------------------------------


def test_a_burst_without_its_suffix_is_told_as_cut_off_and_never_reaches_the_glass(bench: Bench, qtbot: QtBot) -> None:
    bench.type(CODE[:8])
    bench.quiet(qtbot)
    assert bench.heard == [(CODE[:8], False)]
    assert bench.glass.keys == []


def test_half_a_burst_never_joins_the_next_one(bench: Bench) -> None:
    bench.type(CODE[:8])
    bench.clock[0] += GAP_MS  # and the next key comes 5 ms behind it
    bench.type(CODE)
    bench.enter()
    assert bench.heard == [(CODE[:8], False), (CODE, True)]
    assert bench.glass.keys == []


@pytest.mark.parametrize("key", [Key.Key_F1, Key.Key_F5, Key.Key_Down, Key.Key_Escape, Key.Key_Help])
def test_a_key_inside_a_burst_spoils_it_and_presses_nothing(bench: Bench, key: Key) -> None:
    bench.type(CODE[:8])
    assert bench.key(key)
    bench.type(CODE[8:])
    bench.enter()
    assert bench.heard == [(CODE[:8] + "\0" + CODE[8:], True)]
    assert (bench.glass.keys, bench.heeded) == ([], [])


def test_control_with_a_letter_inside_a_burst_is_no_character(bench: Bench) -> None:
    bench.type(CODE[:8])
    bench.key(Key.Key_Q, "\x11", CTRL)
    bench.enter()
    assert bench.heard == [(CODE[:8] + "\0", True)]


def test_a_flood_of_keys_is_kept_to_its_beginning_and_none_of_it_reaches_the_glass(bench: Bench) -> None:
    bench.type("9" * 2000)
    bench.enter()
    assert bench.heard == [("9" * LONGEST, True)]
    assert bench.glass.keys == []


def test_a_reader_that_fails_costs_that_scan_only(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_text: str, _is_whole: bool) -> None:
        raise RuntimeError("broken")

    told, bench.bursts.listener = bench.bursts.listener, broken
    bench.type(CODE)
    bench.enter()
    bench.bursts.listener = told
    bench.type(CODE)
    bench.enter()
    assert bench.heard == [(CODE, True)]
    assert "keys of a scanner" in caplog.text
    assert CODE[3:] not in caplog.text


# --- a scanner ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_a_burst_with_its_suffix_is_one_scan_and_the_suffix_selects_nothing(bench: Bench, end: Key) -> None:
    bench.type(CODE)
    assert bench.key(end, "\r")
    assert bench.heard == [(CODE, True)]
    assert (bench.glass.keys, bench.heeded) == ([], [])


def test_two_scans_without_a_pause_are_two(bench: Bench) -> None:
    for _ in range(2):
        bench.type(CODE)
        bench.enter()
    assert bench.heard == [(CODE, True)] * 2


def test_shift_does_not_break_a_burst_and_gs_is_a_character(bench: Bench) -> None:
    bench.type("]d2")
    bench.key(Key.Key_Shift)
    bench.type("A")
    bench.key(Key.Key_BracketRight, "\x1d", CTRL)
    bench.type("10B")
    bench.enter()
    assert bench.heard == [("]d2A\x1d10B", True)]


def test_the_clock_of_the_window_system_counts_when_the_glass_was_busy(bench: Bench) -> None:
    for at, sign in enumerate(CODE):
        event = QKeyEvent(Kind.KeyPress, ord(sign.upper()), NONE, sign)
        event.setTimestamp(5000 + 10 * at)
        bench.clock[0] += 500 if at == 6 else 0  # the glass painted half a second
        bench.application.sendEvent(bench.view, event)
    last = QKeyEvent(Kind.KeyPress, Key.Key_Return, NONE, "\r")
    last.setTimestamp(5000 + 10 * len(CODE))
    bench.application.sendEvent(bench.view, last)
    assert bench.heard == [(CODE, True)]


# --- hands ----------------------------------------------------------------------------------------------------------


def test_slow_typing_reaches_the_glass_in_its_order(bench: Bench, qtbot: QtBot) -> None:
    bench.type("kiosk 7", gap_ms=GAP_MS + 1)
    bench.quiet(qtbot)
    bench.enter(gap_ms=200)
    assert bench.heard == []
    assert bench.glass_text() == "kiosk 7"
    assert [which for which, _ in bench.glass.keys] == ["down", "up"] * 7
    assert bench.heeded == [Pad.SELECT]


def test_fewer_keys_than_a_scan_are_a_hands_however_fast(bench: Bench) -> None:
    bench.type("abc")
    bench.enter()
    assert len("abc") == LEAST - 1
    assert bench.heard == []
    assert bench.glass_text() == "abc"
    assert bench.heeded == [Pad.SELECT]


@pytest.mark.parametrize("pad", [Pad.UP, Pad.DOWN, Pad.SELECT, Pad.HELP, Pad.HEADSET_IN])
def test_keys_of_the_keypad_pass_untouched(bench: Bench, pad: Pad) -> None:
    name = next(name for name, meant in bindings({}).items() if meant is pad)
    for _ in range(3):
        bench.key(Qt.Key[f"Key_{name}"])
    assert bench.heeded == [pad] * 3
    assert bench.heard == []


def test_a_held_key_is_no_burst(bench: Bench, qtbot: QtBot) -> None:
    bench.key(ord("A"), "a")
    for _ in range(20):
        bench.application.sendEvent(bench.view, QKeyEvent(Kind.KeyPress, ord("A"), NONE, "a", True))
    bench.quiet(qtbot)
    assert bench.heard == []
    assert bench.glass_text() == "a" * 21


def test_without_a_reader_every_key_goes_its_way_at_once(bench: Bench) -> None:
    bench.bursts.listener = None
    bench.type(CODE)
    assert bench.glass_text() == CODE
