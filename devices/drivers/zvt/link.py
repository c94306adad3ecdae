"""One connection to a terminal: units in order, and what became of it."""

from __future__ import annotations

import asyncio
import logging
from collections import deque

from devices.api import DeviceError, Garbled, NoAnswer, Unplugged
from devices.drivers.zvt.wire.frames import Apdu, ApduFramer
from devices.loop import place_of
from devices.transport import Port

_HIGH_WATER = 64

log = logging.getLogger(__name__)


class Link:
    """Reads units in the background, so that a lost line is noticed while nobody waits for a unit.

    Units that came before the loss are still received; after them, `receive` raises the loss.
    """

    def __init__(self, port: Port) -> None:
        self._port = port
        self._inbox: deque[Apdu] = deque()
        self._stirred = asyncio.Event()
        self._room = asyncio.Event()
        self._sending = asyncio.Lock()
        self._loss: DeviceError | None = None
        self.ended = asyncio.Event()
        self._reader = asyncio.ensure_future(self._read())

    @property
    def loss(self) -> DeviceError | None:
        """Why nothing more comes, None while the line is up."""
        return self._loss

    @property
    def waiting(self) -> str:
        """The name of a unit that came and was not received yet, empty without one."""
        return self._inbox[0].name if self._inbox else ""

    async def send(self, unit: Apdu) -> None:
        """Send one unit whole. Raises `Unplugged`: then any part of it may have left."""
        async with self._sending:
            await self._port.write(bytes(unit))

    async def receive(self, limit_s: float) -> Apdu:
        """Give the next unit. Raises `NoAnswer` after the limit, and the loss when there is one."""
        try:
            async with asyncio.timeout(limit_s):
                while not self._inbox:
                    if self._loss is not None:
                        raise self._loss
                    self._stirred.clear()
                    await self._stirred.wait()
        except TimeoutError:
            raise NoAnswer(f"the terminal said nothing for {limit_s:.0f} s") from None
        self._room.set()
        return self._inbox.popleft()

    async def abort(self, why: str = "aborted by the kiosk") -> None:
        """Reset the connection, so that the terminal knows; harmless on one that ended."""
        self._finish(Unplugged(why))
        self._port.abort()
        await self._stop_reading()

    async def close(self) -> None:
        """Close in order; harmless on one that ended."""
        self._finish(Unplugged("closed by the kiosk"))
        self._port.close()
        await self._stop_reading()

    async def _stop_reading(self) -> None:
        self._reader.cancel()
        await asyncio.wait([self._reader])

    def _finish(self, loss: DeviceError) -> None:
        self._loss = self._loss or loss
        self._stirred.set()
        self.ended.set()

    async def _read(self) -> None:
        framer = ApduFramer()
        try:
            while True:
                self._inbox += framer.feed(await self._port.read(4096))
                self._stirred.set()
                while len(self._inbox) > _HIGH_WATER:
                    self._room.clear()
                    await self._room.wait()
        except DeviceError as error:
            self._finish(error)
        except Exception as error:
            log.error("reading from the terminal failed: %s at %s", type(error).__name__, place_of(error))
            self._finish(Garbled(f"reading failed: {type(error).__name__}"))
