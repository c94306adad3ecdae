"""Watches the hands on the glass: a touch or key that no control takes is still a sign of life."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

from screens.bridge import Shell

QUIET_MS = 2000  # between two signs of life; each is an event that is made durable
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})
_RELEASES = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.KeyRelease})
_log = logging.getLogger(__name__)


class Hands(QObject):
    """Sends `Touched` for a touch that led to no other event, at most once in two seconds."""

    def __init__(self, shell: Shell, now_ms: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._now_ms = now_ms
        self._sent_before = 0
        self._quiet_until_ms = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Look at each press and release; take none."""
        try:
            kind = event.type()
            if kind in _PRESSES:
                self._sent_before = self._shell.sent_count
            elif kind in _RELEASES:
                QTimer.singleShot(0, self, self._tell)  # after the control had its turn
        except Exception:
            _log.exception("watching the hands")
        return False

    def watched(self, act: Callable[[], bool]) -> bool:
        """Do what a key means, for keys that no filter of the window sees, and return what `act` does."""
        self._sent_before = self._shell.sent_count
        is_done = act()
        QTimer.singleShot(0, self, self._tell)
        return is_done

    def _tell(self) -> None:
        now = self._now_ms()
        if self._shell.sent_count == self._sent_before and now >= self._quiet_until_ms:
            self._quiet_until_ms = now + QUIET_MS
            self._shell.send("Touched", {})
