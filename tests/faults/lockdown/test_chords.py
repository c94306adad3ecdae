"""T16: whatever is pressed, dragged or clicked on a locked glass, the kiosk stays in front and does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.flows.shell import EXAMPLES, frame
from kiosk.keypad import DEFAULTS, Pad, bindings
from kiosk.words import SiteFormat, Words
from screens.app import Glass, make_view
from screens.bridge import Shell
from screens.gallery.geometry import is_label, walk
from screens.hands.bursts import Bursts
from screens.hands.keypad import Keypad
from screens.hands.lockdown import Lockdown

pytestmark = pytest.mark.glass

Modifier = Qt.KeyboardModifier
NONE = Modifier.NoModifier
HELD = (
    Modifier.ControlModifier,
    Modifier.AltModifier,
    Modifier.MetaModifier,
    Modifier.ControlModifier | Modifier.AltModifier,
    Modifier.ControlModifier | Modifier.ShiftModifier,
    Modifier.AltModifier | Modifier.ShiftModifier,
)
NAMED = ("F4", "F5", "F10", "F11", "F12", "Escape", "Delete", "Backspace", "Space", "Home", "PageUp", "Menu", "Print")
ALONE = (
    "Escape", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "F25", "F35", "Menu", "Print",
    "Super_L", "Meta", "Hyper_L", "Help", "HomePage", "Back", "Forward", "Refresh", "Search", "LaunchMail",
    "LaunchMedia", "Launch0", "MediaPlay", "MediaStop", "MediaNext", "VolumeMute",
    "SysReq",
)  # fmt: skip
WITHOUT_A_SIGN = (  # QTest would complain that it knows no letter of theirs
    "PowerOff", "Sleep", "LogOff", "Explorer", "Calculator", "ContrastAdjust", "TaskPane", "ScreenSaver", "Execute",
    "Zoom", "Camera",
)  # fmt: skip
CHORDS = (
    *(
        (Qt.Key[f"Key_{name}"], held)
        for name, held in product(("Q", "W", "N", "O", "P", "S", "T", "D", "L", "R"), HELD)
    ),
    *((Qt.Key[f"Key_{name}"], held) for name, held in product(NAMED, HELD)),
    *((Qt.Key[f"Key_{name}"], NONE) for name in ALONE),
)
STATES = {
    "attract": "shell/Attract",
    "a field with the focus": "checkout/Typing",
    "a sheet": "sheet/Access",
    "payment": "checkout/Paying",
    "error": "shell/OutOfService",
    "help": "help/Topics",
    "maintenance": "maintenance/Dashboard",
    "a code that staff type": "confirm/Code",
}
SHORTCUTS = ("Ctrl+Q", "Ctrl+W", "Alt+F4", "F5", "F11", "Esc", "Ctrl+Alt+Del", "Meta+D")


class Locked:
    """A locked window in front, what it sent, and how often a shortcut of it fired."""

    def __init__(
        self, application: QGuiApplication, *, is_locked: bool = True, keys: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.application = application
        self.sent: list[str] = []
        self.fired: list[str] = []
        self.quits: list[None] = []
        self.shell = Shell(lambda tag: Words(tag, SiteFormat()), self._send)
        self.shell.show_now(frame(EXAMPLES["shell/Attract"]))
        glass = replace(Glass(540, 960), place=(0, 0), is_calm=True)
        self.view: QQuickView = make_view(self.shell, glass, on_warning=pytest.fail, is_locked=is_locked, keys=keys)
        self.view.show()
        self.view.requestActivate()
        assert QTest.qWaitForWindowActive(self.view)
        application.aboutToQuit.connect(self._told)
        for sequence in SHORTCUTS:  # what a library or the desktop might have bound
            QShortcut(QKeySequence(sequence), self.view, lambda name=sequence: self.fired.append(name))

    def _send(self, name: str, _args: dict[str, int | str]) -> None:
        if name != "Touched":  # a sign of life: somebody is there
            self.sent.append(name)

    def _told(self) -> None:
        self.quits.append(None)

    def show(self, example: str) -> None:
        self.shell.show_now(frame(EXAMPLES[example]))
        QTest.qWait(0)
        if example == "checkout/Typing":
            self.field().forceActiveFocus()
        self.sent.clear()

    def field(self) -> QQuickItem:
        return next(item for item in walk(self.view.contentItem()) if item.property("isField"))

    def typed(self) -> list[str]:
        """Every word on the glass: what is typed would be one of them."""
        return [str(item.property("text")) for item in walk(self.view.contentItem()) if is_label(item)]

    def is_alone(self) -> bool:
        seen = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
        return seen == [self.view] and QGuiApplication.focusWindow() is self.view and not self.quits

    def close(self) -> None:
        self.application.aboutToQuit.disconnect(self._told)
        for kind in (Lockdown, Keypad, Bursts):
            for own in self.view.findChildren(kind):
                self.application.removeEventFilter(own)
        self.view.close()
        self.view.setSource("")
        self.view.deleteLater()
        self.application.processEvents()


def press(locked: Locked, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    if key.name.removeprefix("Key_") not in WITHOUT_A_SIGN:
        QTest.keyClick(locked.view, key, held)
        return
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        locked.application.sendEvent(locked.view, QKeyEvent(kind, key, held))


@pytest.fixture
def locked(qapp: QGuiApplication) -> Iterator[Locked]:
    shown = Locked(qapp)
    yield shown
    shown.close()


def test_there_are_enough_chords_and_none_twice() -> None:
    assert len(set(CHORDS)) >= 120


@pytest.mark.parametrize("state", STATES)
def test_no_chord_leaves_the_kiosk_or_does_anything_in_it(locked: Locked, state: str) -> None:
    locked.show(STATES[state])
    typed, focus = locked.typed(), locked.view.activeFocusItem()
    for key, held in (*CHORDS, *((Qt.Key[f"Key_{name}"], NONE) for name in WITHOUT_A_SIGN)):
        press(locked, key, held)
        what = f"{held.name} {key.name}"
        assert locked.is_alone(), what
        assert locked.fired == [], what
        assert locked.sent == [], what
        assert locked.typed() == typed, what
        assert locked.view.activeFocusItem() is focus, what
    assert locked.shell.property("screen") == frame(EXAMPLES[STATES[state]]).screen


def test_without_the_lock_the_same_shortcuts_fire(qapp: QGuiApplication) -> None:
    free = Locked(qapp, is_locked=False)
    QTest.keyClick(free.view, Qt.Key.Key_Q, Modifier.ControlModifier)
    QTest.keyClick(free.view, Qt.Key.Key_F5)
    free.close()
    assert free.fired == ["Ctrl+Q", "F5"]


@pytest.mark.parametrize("state", STATES)
def test_every_key_of_the_keypad_still_arrives(locked: Locked, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    locked.show(STATES[state])
    heard: list[Pad] = []

    def heed(meaning: Pad) -> bool:
        heard.append(meaning)
        return True

    (pad,) = locked.view.findChildren(Keypad)
    monkeypatch.setattr(pad, "_heed", heed)
    for name in (name for names in DEFAULTS.values() for name in names):
        QTest.keyClick(locked.view, Qt.Key[f"Key_{name}"])
    assert heard == [meaning for meaning, names in DEFAULTS.items() for _ in names]
    assert locked.is_alone()


SERVICE = Qt.Key.Key_F12


@pytest.mark.parametrize("state", STATES)
def test_the_service_key_of_a_site_asks_for_staff_once_and_every_other_key_still_does_nothing(
    qapp: QGuiApplication, state: str
) -> None:
    locked = Locked(qapp, keys={"service": ["F12"]})
    try:
        locked.show(STATES[state])
        typed = locked.typed()
        for key, held in (own for own in CHORDS if own[0] is not SERVICE):
            press(locked, key, held)
            assert locked.sent == [], f"{held.name} {key.name}"
        QTest.keyPress(locked.view, SERVICE)
        repeated = QKeyEvent(QEvent.Type.KeyPress, SERVICE, NONE, "", True, 3)
        locked.application.sendEvent(locked.view, repeated)
        QTest.keyRelease(locked.view, SERVICE)
        assert locked.sent == ["StaffPressed"], "a switch that is held is one press"
        assert locked.is_alone()
        assert locked.typed() == typed
    finally:
        locked.close()


def test_where_no_service_key_is_bound_none_asks_for_staff(locked: Locked) -> None:
    locked.show(STATES["attract"])
    assert bindings({}) == {name: pad for pad, names in DEFAULTS.items() for name in names}
    press(locked, SERVICE, NONE)
    assert locked.sent == []


@pytest.mark.parametrize("state", STATES)
def test_what_a_wedge_types_still_arrives_whole(
    locked: Locked, state: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked.show(STATES[state])
    heard: list[tuple[str, bool]] = []
    (bursts,) = locked.view.findChildren(Bursts)
    # A machine that holds this process up makes pauses that no scanner makes; pauses are judged in screens/hands.
    monkeypatch.setattr(bursts, "_is_on_time", lambda _event: True)
    bursts._quiet.timeout.disconnect()  # noqa: SLF001 - the timer of these pauses
    bursts.listener = lambda typed, is_whole: heard.append((typed, is_whole))
    typed = locked.typed()
    for sign in "9520001000010":
        QTest.keyClick(locked.view, Qt.Key(ord(sign)))
    QTest.keyClick(locked.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    assert heard == [("9520001000010", True)]
    assert locked.typed() == typed


# --- the mouse, drags and the window itself ---------------------------------------------------------------------------


def right_click(locked: Locked, at: QPoint) -> None:
    QTest.mouseClick(locked.view, Qt.MouseButton.RightButton, NONE, at)
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at)
    locked.application.sendEvent(locked.view, menu)


def middle_click(locked: Locked, at: QPoint) -> None:
    QTest.mouseClick(locked.view, Qt.MouseButton.MiddleButton, NONE, at)


def drop(locked: Locked, at: QPoint) -> None:
    dropped = QMimeData()
    dropped.setText("file:///etc/passwd")
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(at, action, dropped, left, NONE),
        QDropEvent(QPointF(at), action, dropped, left, NONE),
    ):
        event.ignore()
        locked.application.sendEvent(locked.view, event)
        assert not event.isAccepted()


def drag(locked: Locked, at: QPoint) -> None:
    QTest.mousePress(locked.view, Qt.MouseButton.RightButton, NONE, at)
    QTest.mouseMove(locked.view, QPoint(1, 1))
    QTest.mouseRelease(locked.view, Qt.MouseButton.RightButton, NONE, QPoint(1, 1))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", [right_click, middle_click, drop, drag])
def test_no_menu_paste_or_drop_comes_of_the_mouse(
    locked: Locked, state: str, act: Callable[[Locked, QPoint], None]
) -> None:
    locked.show(STATES[state])
    QGuiApplication.clipboard().setText("4711")
    typed = locked.typed()
    for at in [QPoint(x, y) for x in (20, 270, 520) for y in (20, 300, 500, 700, 930)]:
        act(locked, at)
        locked.application.processEvents()
        assert locked.is_alone(), at
        assert locked.sent == [], at
    if state == "a field with the focus":
        act(locked, locked.field().mapToScene(QPointF(5, 5)).toPoint())
        locked.application.processEvents()
    assert locked.typed() == typed
    assert locked.is_alone()


def test_a_window_that_was_left_comes_back(locked: Locked) -> None:
    locked.view.showMinimized()
    locked.application.processEvents()
    locked.application.sendEvent(locked.view, QEvent(QEvent.Type.WindowDeactivate))
    locked.application.processEvents()
    assert locked.view.windowStates() & Qt.WindowState.WindowFullScreen
    assert not locked.view.close()
    assert locked.is_alone()
