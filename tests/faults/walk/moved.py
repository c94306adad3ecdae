"""What the walk has moved in this process: the clock of the core's timers, the stamps, and a count of what waits."""

from __future__ import annotations

import asyncio
import random
from typing import Any, ClassVar

from kiosk import checkin, engine, runtime
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event

BEGAN_UTC_MS = 1_790_000_000_000
TURNS = 12  # of the loop: what an event began has come to wait for something by then


class Clock:
    """Time that stands still until somebody moves it on; one for all lives of a walk."""

    def __init__(self, seed: int) -> None:
        self._at_s = 1000.0
        self._draws = random.Random(f"{seed} draws")  # noqa: S311  # repeatable, no secret

    def now(self) -> float:
        """Return seconds."""
        return self._at_s

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self._at_s += seconds

    def utc_ms(self) -> int:
        """Return the time of day, for the departures system."""
        return BEGAN_UTC_MS + round(self._at_s * 1000)

    def stamp(self) -> Stamp:
        """Return the time now with a fresh draw."""
        mono_ms = round(self._at_s * 1000)
        return Stamp(self.utc_ms(), mono_ms, self._draws.getrandbits(74))


class CountedRuntime(runtime.Runtime):
    """The product's runtime, which also says when nothing waits any more. `newest` is the one that serves."""

    newest: ClassVar[CountedRuntime | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting = 0
        self._rest = asyncio.Event()
        self._rest.set()
        CountedRuntime.newest = self

    def post(self, event: Event) -> None:
        """Queue an event."""
        self._waiting += 1
        self._rest.clear()
        super().post(event)

    async def take(self, event: Event) -> None:
        """Take one event."""
        try:
            await super().take(event)
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._rest.set()

    async def quiet(self) -> None:
        """Wait until every event is taken, and what these began waits for time or for hands."""
        for _ in range(TURNS):
            await self._rest.wait()
            await asyncio.sleep(0)


def move_all(clock: Clock) -> None:
    """Let every kiosk that starts in this process live by `clock`."""

    class MovedCore(runtime.Core):
        def __init__(self) -> None:
            super().__init__()
            self.loop.time = clock.now  # type: ignore[method-assign]  # timers wait for the walk

    runtime.Core = MovedCore  # type: ignore[misc]  # this process moves its clock itself
    engine.Runtime = CountedRuntime  # type: ignore[attr-defined]  # as above
    checkin.utc_ms = clock.utc_ms
    engine.SystemClock = lambda: clock  # type: ignore[assignment, attr-defined, return-value]  # as above
