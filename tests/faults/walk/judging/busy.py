"""I9: how long the thread of the glass does not come back to look for new touches."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

PROBE_MS: Final = 10


class Busy(QObject):
    """Looks every ten milliseconds whether it is its turn; what it waits longer, a touch would have waited, too.

    `told` gets milliseconds by the clock and milliseconds of processor time of this thread: on a machine that is
    shared the clock counts the work of others, too. The walk's own looking is in both.
    """

    def __init__(self, told: Callable[[float, float], None]) -> None:
        super().__init__()
        self._told = told
        self._since = time.monotonic(), time.thread_time()
        self._timer = QTimer(self, interval=PROBE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    def _look(self) -> None:
        (at_s, used_s), now = self._since, (time.monotonic(), time.thread_time())
        self._since = now
        self._told((now[0] - at_s) * 1000 - PROBE_MS, (now[1] - used_s) * 1000)
