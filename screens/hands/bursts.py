"""Takes what a scanner types on the window, before keypad, lock-down and focus see a key of it.

A scanner types faster than hands: 30 ms at most between two characters, and Enter or Tab at the end. Characters are
held for 60 ms. Four or more that fast are a scanner's: they are never given to the glass, whole or cut off. Fewer are a
hand's: they go on to the glass in their order, just later. A key without a character goes its way unless it stands
inside a burst; there it spoils the scan, since what is printed on goods must not press keys.

Source: protocols.md 5 (30 ms and suffix), reliability.md 8.4.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickView

GAP_MS = 30
HELD_MS = 60  # longer than a gap: a window that painted meanwhile has the next key still waiting
LEAST = 4
LONGEST = 512  # more than any scan; what comes on top is eaten, and the reader calls it too long
_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
)
_GS, _NO_SIGN = "\x1d", "\0"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """A key on its way to the glass; what it types is personal until it is known to be a hand's."""

    kind: QEvent.Type
    key: int
    modifiers: Qt.KeyboardModifier
    text: str = field(repr=False)


class Bursts(QObject):
    """An event filter of `view`. While `listener` is None every key goes its way.

    `listener` is told each burst: its characters, NUL for a key without one, and whether a suffix key ended it.
    """

    def __init__(self, view: QQuickView, now_ms: Callable[[], int]) -> None:
        super().__init__(view)
        self.listener: Callable[[str, bool], None] | None = None
        self._view = view
        self._now_ms = now_ms
        self._typed = ""
        self._held: list[Held] = []
        self._eaten: set[int] = set()
        self._last_ms = (0, 0)  # by the window system's clock, and by ours
        self._is_sending = self._has_waited = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._expire)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Take what belongs to a burst, or may; all else goes its way."""
        try:
            is_key = event.type() in _KEYS and watched is self._view and isinstance(event, QKeyEvent)
            if self.listener is None or self._is_sending or not is_key or not isinstance(event, QKeyEvent):
                return False
            if event.type() is QEvent.Type.KeyRelease:
                return self._is_released(event)
            if event.type() is QEvent.Type.KeyPress:
                return self._is_taken(event)
            if self._sign(event) or (self._is_burst and self._is_on_time(event)):
                event.accept()  # else a shortcut would fire
                return True
        except Exception:
            _log.exception("keys of a scanner")
        return False

    @property
    def _is_burst(self) -> bool:
        return len(self._typed) >= LEAST

    def _is_on_time(self, event: QKeyEvent) -> bool:
        system_ms, own_ms = self._last_ms
        if system_ms and event.timestamp():
            return 0 <= event.timestamp() - system_ms <= GAP_MS
        return 0 <= self._now_ms() - own_ms <= GAP_MS

    def _sign(self, event: QKeyEvent) -> str:
        """Return the character of a key, none for a key without one and for a held key that repeats."""
        text = event.text()
        is_sign = len(text) == 1 and (text.isprintable() or text == _GS)
        return text if is_sign and not event.isAutoRepeat() else ""

    def _is_taken(self, event: QKeyEvent) -> bool:
        if self._typed and not self._is_on_time(event):
            self._end()
        key = Qt.Key(event.key())
        if key in _MODIFIERS:
            if self._typed:
                self._wait(event)
            return False
        sign = self._sign(event)
        if not sign and not self._is_burst:
            self._end()
            return False
        if key in _ENDS:
            self._eaten.add(event.key())
            self._tell(is_whole=True)
            return True
        self._hold(event, sign or _NO_SIGN)
        return True

    def _hold(self, event: QKeyEvent, sign: str) -> None:
        self._typed += sign if len(self._typed) < LONGEST else ""
        self._eaten.add(event.key())
        if self._is_burst:
            self._held.clear()  # a scanner's: never given back
        else:
            self._held.append(_held(event))
        self._wait(event)

    def _wait(self, event: QKeyEvent) -> None:
        self._last_ms = (event.timestamp(), self._now_ms())
        self._has_waited = False
        self._quiet.start(HELD_MS)

    def _is_released(self, event: QKeyEvent) -> bool:
        if event.key() not in self._eaten:
            return False
        if self._held:
            self._held.append(_held(event))
        else:
            self._eaten.discard(event.key())
        return True

    def _expire(self) -> None:
        """It was quiet; or the window was busy, and then keys that wait are taken first."""
        is_late = self._now_ms() - self._last_ms[1] > HELD_MS + GAP_MS
        if is_late and not self._has_waited:
            self._has_waited = True
            self._quiet.start(1)
            return
        self._end()

    def _end(self) -> None:
        """No suffix came: a hand's keys go on to the glass, a scanner's are told as cut off."""
        if self._is_burst:
            self._tell(is_whole=False)
            return
        self._quiet.stop()
        held, self._held, self._typed = self._held, [], ""
        self._eaten -= {key.key for key in held}
        self._is_sending = True
        try:
            for key in held:
                QCoreApplication.sendEvent(self._view, QKeyEvent(key.kind, key.key, key.modifiers, key.text))
        finally:
            self._is_sending = False

    def _tell(self, *, is_whole: bool) -> None:
        self._quiet.stop()
        typed, self._typed = self._typed, ""
        if self.listener is not None:
            self.listener(typed, is_whole)


def _held(event: QKeyEvent) -> Held:
    return Held(event.type(), event.key(), event.modifiers(), event.text())
