"""A thread that looks whether the others still move; who hangs cannot say so.

Signs of life are beats. A part that gives none for a while is written down; one that gives none for long ends the
process, and the service starts it again. The process as a whole may have slept (a suspended machine, a stopped
process): then every part is given a fresh start, because none of them is to blame.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

TOLD_S: Final = 2.0
ENDED_S: Final = 10.0
LOOK_S: Final = 0.5
SLEPT_S: Final = 4 * LOOK_S  # the watchdog itself has not looked for so long: the whole process stood still


class Stalled(Protocol):
    """What is done about a part that hangs; called on the watchdog's thread, so it must not wait for anybody."""

    def told(self, part: str, silent_s: float) -> None:
        """Write down where every thread stands."""
        ...

    def ended(self, part: str, silent_s: float) -> None:
        """End the process."""
        ...


@dataclass(slots=True)
class _Part:
    beat_s: float
    is_told: bool = False


class Watchdog:
    """Knows the last beat of each part. `beat` may be called from any thread."""

    def __init__(self, stalled: Stalled, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._stalled = stalled
        self._clock_s = clock_s
        self._parts: dict[str, _Part] = {}
        self._looked_s = clock_s()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def beat(self, part: str) -> None:
        """Take a sign of life. The first one begins the watch over a part."""
        self._parts[part] = _Part(self._clock_s())

    def is_fresh(self, part: str) -> bool:
        """True when a part gave a sign of life a moment ago."""
        known = self._parts.get(part)
        return known is not None and self._clock_s() - known.beat_s <= TOLD_S

    def look(self) -> None:
        """Look once at every part."""
        now = self._clock_s()
        has_slept = now - self._looked_s > SLEPT_S
        self._looked_s = now
        for name, part in list(self._parts.items()):
            if has_slept:
                self._parts[name] = _Part(now)
                continue
            self._judge(name, part, now - part.beat_s)

    def _judge(self, name: str, part: _Part, silent_s: float) -> None:
        if silent_s > TOLD_S and not part.is_told:
            part.is_told = True
            self._stalled.told(name, silent_s)
        if silent_s > ENDED_S:
            self._stalled.ended(name, silent_s)

    def start(self) -> None:
        """Begin to look, twice a second."""
        self._looked_s = self._clock_s()
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()

    def _run(self) -> None:
        while not self._is_over.wait(LOOK_S):
            self.look()
