"""Counts what screens and callbacks raised: three within ten minutes are too much for one process."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

MOST: Final = 3
WITHIN_S: Final = 600.0
SAME_S: Final = 1.0  # one bad screen complains many times at once


class Faults:
    """The faults of this process; `add` may be called from any thread."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._lock = threading.Lock()
        self._seen: deque[float] = deque(maxlen=MOST)

    def add(self) -> bool:
        """Count one; False when it belongs to the one before."""
        with self._lock:
            now = self._clock_s()
            if self._seen and now - self._seen[-1] < SAME_S:
                return False
            self._seen.append(now)
            return True

    @property
    def is_too_many(self) -> bool:
        """True after the third within ten minutes."""
        with self._lock:
            return len(self._seen) == MOST and self._seen[-1] - self._seen[0] <= WITHIN_S
