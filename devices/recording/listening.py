"""Listens to a port without changing what passes, and masks both of its directions in the order they came."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol

from devices.api import Unplugged
from devices.recording.masks import Masker, Masks, Released, Tell
from devices.recording.script import DEVICE, HOST
from devices.transport import Port

LEAST_WAIT_S = 0.01
"""What a device says within this time is one saying: shorter pauses are the system's."""
Put = Callable[[str, float, bytes], None]
"""Takes masked bytes: who said them (`HOST`, `DEVICE`), when by the loop's clock, and what."""


class Listener(Protocol):
    """What hears of one connection. It must not raise: a driver's line would break with it."""

    def passed(self, kind: str, chunk: bytes) -> None:
        """Bytes passed: read from the device, or handed to the system for it."""
        ...

    def cut(self) -> None:
        """The device's end of the line is gone."""
        ...

    def broken(self, count: int) -> None:
        """The host gave up in the middle of some bytes: nobody knows how many of them left."""
        ...

    def end(self) -> None:
        """The host closed the line."""
        ...


class ListenedPort:
    """A port that tells a listener what passes."""

    def __init__(self, port: Port, listener: Listener) -> None:
        self._port, self._listener = port, listener

    async def read(self, limit: int) -> bytes:
        """Read as the port does."""
        try:
            chunk = await self._port.read(limit)
        except Unplugged:
            self._listener.cut()
            raise
        self._listener.passed(DEVICE, chunk)
        return chunk

    async def write(self, chunk: bytes) -> None:
        """Write as the port does."""
        try:
            await self._port.write(chunk)
        except BaseException:
            self._listener.broken(len(chunk))
            raise
        self._listener.passed(HOST, chunk)

    def abort(self) -> None:
        """Close at once."""
        self._listener.end()
        self._port.abort()

    def close(self) -> None:
        """Close."""
        self._listener.end()
        self._port.close()


class Masking:
    """Both directions of one connection: what may be kept of them is put at the times when its bytes passed."""

    def __init__(self, masks: Masks, tell: Tell, put: Put) -> None:
        self._maskers: dict[str, Masker] = {HOST: masks.host(tell), DEVICE: masks.device(tell)}
        self._came: dict[str, deque[tuple[float, int]]] = {HOST: deque(), DEVICE: deque()}
        self._put_one = put

    def passed(self, kind: str, chunk: bytes) -> None:
        """Take bytes that passed. What the other side began is put before them, as far as it may be."""
        other = DEVICE if kind == HOST else HOST
        self._put(other, self._maskers[other].flush())
        self._came[kind].append((asyncio.get_running_loop().time(), len(chunk)))
        self._put(kind, self._maskers[kind].feed(chunk))

    def flush(self) -> None:
        """Put what is held, though its frame is not whole."""
        for kind, masker in self._maskers.items():
            self._put(kind, masker.flush())

    def _put(self, kind: str, released: list[Released]) -> None:
        pieces: list[tuple[float, bytes]] = []
        for raw, masked in released:
            pieces += self._placed(self._came[kind], raw, masked)
        joined = b""
        for at, (when_s, piece) in enumerate(pieces):
            joined += piece
            is_last = at + 1 == len(pieces) or (kind == DEVICE and pieces[at + 1][0] - when_s >= LEAST_WAIT_S)
            if is_last and joined:
                self._put_one(kind, when_s, joined)
                joined = b""

    @staticmethod
    def _placed(came: deque[tuple[float, int]], raw: int, masked: bytes) -> list[tuple[float, bytes]]:
        pieces: list[tuple[float, bytes]] = []
        while raw:
            when_s, count = came.popleft()
            used = min(count, raw)
            if used < count:
                came.appendleft((when_s, count - used))
            raw -= used
            own, masked = (masked[:used], masked[used:]) if raw else (masked, b"")
            pieces.append((when_s, own))
        return pieces
