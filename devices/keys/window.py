"""Keys that reach the kiosk's own window, as a port: for scanners whose input device this user may not read.

The window itself belongs to another part of the program, which calls `typed` from its own thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeAlias

from devices.api import DriverUrl, Unplugged
from devices.transport import OpenPort, Port

WAITING_CAP = 65_536
"""Bytes that wait for a reader; what comes on top is lost, as with any keyboard."""


Typed: TypeAlias = Callable[[str, bool], None]


class WindowKeys:
    """The way from the window to one device; `others` opens what is no `keys` URL.

    `listen` is told where bursts go while a device reads them, None when none does: the window has its keys back then.
    """

    def __init__(self, others: OpenPort, listen: Callable[[Typed | None], None]) -> None:
        self._others = others
        self._listen = listen
        self._port: _WindowPort | None = None

    async def open_port(self, url: DriverUrl) -> Port:
        """Open the port of a URL. Raises `Unplugged`, also for a second reader of the window's keys."""
        if url.transport != "keys":
            return await self._others(url)
        if self._port is not None and not self._port.is_closed:
            raise Unplugged("the window's keys are read by another device")
        self._port = _WindowPort(lambda: self._listen(None))
        self._listen(self.typed)
        return self._port

    def typed(self, text: str, is_whole: bool) -> None:
        """Take one burst, from any thread; `is_whole`: it ended with a suffix key. Nobody reading, it is lost."""
        port = self._port
        if port is not None:
            port.give(text.encode("utf-8") + (b"\r" if is_whole else b"\x18"))


class _WindowPort:
    """The reading end; it belongs to the event loop that made it."""

    def __init__(self, closed: Callable[[], None]) -> None:
        self._closed = closed
        self._loop = asyncio.get_running_loop()
        self._waiting = bytearray()
        self._changed = asyncio.Event()
        self.is_closed = False

    def give(self, chunk: bytes) -> None:
        """Hand bytes over, from any thread."""
        if not self.is_closed and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, chunk)

    def _take(self, chunk: bytes) -> None:
        if len(self._waiting) + len(chunk) <= WAITING_CAP:
            self._waiting += chunk
        self._changed.set()

    async def read(self, limit: int) -> bytes:
        while not self._waiting:
            if self.is_closed:
                raise Unplugged("the window's keys: closed")
            self._changed.clear()
            await self._changed.wait()
        chunk = bytes(self._waiting[:limit])
        del self._waiting[:limit]
        return chunk

    async def write(self, chunk: bytes) -> None:
        raise Unplugged("the window's keys take nothing")

    def abort(self) -> None:
        self.close()

    def close(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            self._closed()
        self._waiting.clear()
        self._changed.set()
