"""Translates the codes bound to the tactile keypad into what they mean, before anything else sees them.

One key, one act: held keys do not repeat, and there are no chords. A key that is bound never reaches lock-down.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickView

from kiosk.keypad import Pad

STEADY_MS = 500  # within which a customer with unsteady hands has one press of a key counted
_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_KEYBOARD = {Qt.Key.Key_Tab: Pad.DOWN, Qt.Key.Key_Backtab: Pad.UP}  # of a plain keyboard, whatever is bound
_log = logging.getLogger(__name__)


def codes(names: Mapping[str, Pad]) -> dict[int, Pad]:
    """Return the meaning of each Qt key code, with Tab and its reverse besides."""
    found: dict[int, Pad] = {int(code): pad for code, pad in _KEYBOARD.items()}
    for name, pad in names.items():
        found[int(Qt.Key[f"Key_{name}"])] = pad
    return found


class Keypad(QObject):
    """An event filter that takes the keys of the keypad on their way to `view`.

    `heed` is told what a press means and answers whether that is done; an undone Select presses the control that has
    the focus. `is_steady` says whether the same key shall count once in half a second, `now_ms` is a clock. A key that
    another part of the program saw comes by `pressed_afar`, from any thread.
    """

    pressed_afar = Signal(str)

    def __init__(
        self,
        view: QQuickView,
        names: Mapping[str, Pad],
        heed: Callable[[Pad], bool],
        *,
        is_steady: Callable[[], bool],
        now_ms: Callable[[], int],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._codes = codes(names)
        self._heed = heed
        self._is_steady = is_steady
        self._now_ms = now_ms
        self._is_sending = False
        self._last: tuple[int | str, int] = (0, 0)  # code or meaning, and time, of the last press that counted
        self.pressed_afar.connect(self._take_afar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Take what is bound; all else goes its way."""
        try:
            if event.type() not in _KEYS or watched is not self._view or not isinstance(event, QKeyEvent):
                return False
            pad = self._codes.get(event.key())
            if pad is None or self._is_sending:
                return False
            return self._takes(event, pad)
        except Exception:
            _log.exception("a key of the keypad")
        return False

    def _takes(self, event: QKeyEvent, pad: Pad) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # else a shortcut would fire
            return True
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._obey(pad, event.key())
        return True

    @Slot(str)
    def _take_afar(self, meaning: str) -> None:
        try:
            self._obey(Pad(meaning), meaning)
        except Exception:
            _log.exception("a key of the keypad")

    def _obey(self, pad: Pad, code: int | str) -> None:
        if self._counts(code) and not self._heed(pad) and pad is Pad.SELECT:
            self._press()

    def _counts(self, code: int | str) -> bool:
        now = self._now_ms()
        last, at = self._last
        if self._is_steady() and code == last and now - at < STEADY_MS:
            return False
        self._last = (code, now)
        return True

    def _press(self) -> None:
        """Press the control that has the focus, as a keyboard would."""
        self._is_sending = True
        try:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(
                    self._view, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
                )
        finally:
            self._is_sending = False
