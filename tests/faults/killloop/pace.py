"""The injected clock: a hundred times the pace of the machine's own, with every interval of the product unchanged."""

from __future__ import annotations

import asyncio
import secrets
import selectors
import time

from kiosk.domain.stamp import Stamp

PACE = 100
BEGAN_NS = time.monotonic_ns()  # before the first fork: parent and children share it
EPOCH_MS = 1_790_000_000_000


class _Selector(selectors.DefaultSelector):
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout if timeout is None else timeout / PACE)


class FastLoop(asyncio.SelectorEventLoop):
    """An event loop whose seconds are hundredths of one."""

    def __init__(self) -> None:
        super().__init__(_Selector())

    def time(self) -> float:
        """Fast seconds since the program began."""
        return (time.monotonic_ns() - BEGAN_NS) * PACE / 1e9


class FastClock:
    """Stamps of the fast clock."""

    def stamp(self) -> Stamp:
        """Return the time now with a fresh draw."""
        now_ms = (time.monotonic_ns() - BEGAN_NS) * PACE // 1_000_000
        return Stamp(EPOCH_MS + now_ms, now_ms, secrets.randbits(74))
