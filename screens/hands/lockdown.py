"""Keeps the glass to the kiosk: keys that lead out of it do nothing, the window cannot be closed or left.

The second line only; the compositor without key combinations is the first. Without lock-down Ctrl-C and the close
button work. Source: Qt delivers `ShortcutOverride` before `KeyPress`; unless it is accepted, shortcuts still fire.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickView

_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_EATEN = frozenset({QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.Drop})
_LEFT = frozenset({QEvent.Type.WindowDeactivate, QEvent.Type.WindowStateChange})
_OUT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ALLOWED = frozenset(
    {
        Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select, Qt.Key.Key_Space, Qt.Key.Key_Shift,
    }
)  # fmt: skip
_log = logging.getLogger(__name__)


def leads_out(key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """True for a key that is no letter, digit or key of the keypad: function keys, Esc, Menu, anything with Ctrl."""
    if modifiers & _OUT:
        return True
    return key >= Qt.Key.Key_Escape and key not in _ALLOWED  # below are the printable ones


class Lockdown(QObject):
    """An event filter of the whole application that holds it on `view`."""

    def __init__(self, view: QQuickView) -> None:
        super().__init__(view)
        self._view = view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Eat what leads out; bring the window back when it was left."""
        try:
            kind = event.type()
            if kind in _KEYS and isinstance(event, QKeyEvent):
                return self._eats(event)
            if kind in _EATEN:
                return True
            if watched is not self._view:
                return False
            if kind is QEvent.Type.Close:
                event.ignore()
                return True
            if kind in _LEFT:
                self._return(kind)
        except Exception:
            _log.exception("lock-down")
        return False

    def _eats(self, event: QKeyEvent) -> bool:
        if not leads_out(event.key(), event.modifiers()):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        return True

    def _return(self, kind: QEvent.Type) -> None:
        if kind is QEvent.Type.WindowStateChange and self._view.windowStates() & Qt.WindowState.WindowFullScreen:
            return
        _log.info("the window was left: %s", kind.name)
        self._view.showFullScreen()
        self._view.requestActivate()
