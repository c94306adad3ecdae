"""Hands that are not on the window: keys that a device reads, and a device that reads what is typed on the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtQuick import QQuickView

from screens.hands.bursts import Bursts
from screens.hands.keypad import Keypad


class FarHands:
    """Reaches the filters of a window from any thread; make it on the window's own."""

    def __init__(self, view: QQuickView) -> None:
        bursts, keypad = view.findChild(Bursts), view.findChild(Keypad)
        if bursts is None or keypad is None:
            raise LookupError("this window has no filters for keys")
        self._bursts, self._keypad = bursts, keypad

    def listen(self, typed: Callable[[str, bool], None] | None) -> None:
        """Give every burst of keys to `typed`, on the window's thread; None: to nobody. See `Bursts`."""
        self._bursts.listener = typed

    def press(self, meaning: str) -> None:
        """Do what a key of the keypad does that was pressed elsewhere; `meaning` is a value of `kiosk.keypad.Pad`."""
        self._keypad.pressed_afar.emit(meaning)
