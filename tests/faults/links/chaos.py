"""A link that is spoilt at a byte that the test chose, counted over both directions and all connections."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from devices.api import DriverUrl, Unplugged
from devices.transport import OpenPort, Port

LATE_S = 40.0  # later than a terminal waits for an acknowledgement, sooner than a kiosk gives up on a payment
HANGS_S = 400.0  # how long a half-open connection stays silent: longer than every limit of a driver


class Strike(StrEnum):
    """What happens at the byte."""

    CUT = "cut"
    CUT_UNHEARD = "cut, unheard writes"  # what is written behind the cut is lost and nobody says so, as in a TCP stack
    HALF_OPEN = "half open"
    DUPLICATE = "duplicate"
    TRUNCATE = "truncate"
    DELAY = "delay"


@dataclass
class Chaos:
    """Which strikes come at which byte; after the last one the link is sound.

    Each byte counts from the moment `arm` was called; of two strikes the second counts on from the first.
    """

    waiting: list[tuple[Strike, int]] = field(default_factory=list)
    count: int = 0
    struck: int = 0

    def arm(self, *strikes: tuple[Strike, int]) -> None:
        """Begin to count."""
        self.waiting, self.count, self.struck = list(strikes), 0, 0

    def passes(self, length: int) -> tuple[Strike, int] | None:
        """Count a chunk; where a strike falls into it, say which and how many bytes lie before it."""
        if not self.waiting or self.count + length <= self.waiting[0][1]:
            self.count += length
            return None
        strike, at = self.waiting.pop(0)
        before, self.count = at - self.count, 0
        self.struck += 1
        return strike, before

    def around(self, open_port: OpenPort) -> OpenPort:
        """Return what opens the same ports through this chaos."""

        async def opened(url: DriverUrl) -> Port:
            return _Spoilt(await open_port(url), self)

        return opened


class _Spoilt:
    """A host's port through a chaos."""

    def __init__(self, port: Port, chaos: Chaos) -> None:
        self._port = port
        self._chaos = chaos
        self._again = b""
        self._is_cut = False
        self._is_unheard = False
        self._is_dead = False

    async def read(self, limit: int) -> bytes:
        if self._again:
            chunk, self._again = self._again, b""
            return chunk
        if self._is_dead:
            await asyncio.sleep(HANGS_S)
        if self._is_cut or self._is_dead:
            raise Unplugged("cut")
        chunk = await self._port.read(limit)
        found = self._chaos.passes(len(chunk)) if chunk else None
        return chunk if found is None else await self._spoilt_read(chunk, *found)

    async def _spoilt_read(self, chunk: bytes, strike: Strike, before: int) -> bytes:
        match strike:
            case Strike.DELAY:
                await asyncio.sleep(LATE_S)
                return chunk
            case Strike.DUPLICATE:
                self._again = chunk
                return chunk
            case Strike.TRUNCATE:
                return chunk[:before] or await self.read(1024)
            case Strike.HALF_OPEN:
                self._is_dead = True
            case _:
                self._cut(strike)
        return chunk[:before] or await self.read(1)

    async def write(self, chunk: bytes) -> None:
        if self._is_dead or (self._is_cut and self._is_unheard):
            return
        if self._is_cut:
            raise Unplugged("cut")
        found = self._chaos.passes(len(chunk)) if chunk else None
        if found is None:
            await self._port.write(chunk)
        else:
            await self._spoilt_write(chunk, *found)

    async def _spoilt_write(self, chunk: bytes, strike: Strike, before: int) -> None:
        match strike:
            case Strike.DELAY:
                await asyncio.sleep(LATE_S)
                await self._port.write(chunk)
            case Strike.DUPLICATE:
                await self._port.write(chunk + chunk)
            case _:
                if before:
                    await self._port.write(chunk[:before])
                if strike is Strike.HALF_OPEN:
                    self._is_dead = True
                elif strike is not Strike.TRUNCATE:
                    self._cut(strike)
                    if not self._is_unheard:
                        raise Unplugged("cut")

    def _cut(self, strike: Strike) -> None:
        self._is_cut, self._is_unheard = True, strike is Strike.CUT_UNHEARD
        self._port.close()

    def abort(self) -> None:
        self._port.abort()

    def close(self) -> None:
        self._port.close()
