"""One connection to a printer, whatever it speaks: read in one place, written by one at a time, lost once."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod

from devices.api import DeviceError, Unplugged
from devices.transport import Port

_CHUNK = 1024


class PrinterLine(ABC):
    """What the links of printers stand on. `serve` reads; everybody else writes. `stirred` wakes who watches."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._writing = asyncio.Lock()
        self.loss: DeviceError | None = None
        self.stirred = asyncio.Event()

    async def serve(self) -> None:
        """Read until the line is lost. Raises `Unplugged`."""
        try:
            while True:
                self._heard(await self._port.read(_CHUNK))
        except DeviceError as error:
            self.lose(error)
            raise

    @abstractmethod
    def _heard(self, chunk: bytes) -> None:
        """Take what the printer sent."""

    def lose(self, why: DeviceError) -> None:
        """Note that the line is gone, and wake who waits."""
        self.loss = self.loss or why
        self.stirred.set()

    async def write(self, chunk: bytes) -> None:
        """Write all bytes, after what is being written. Raises `Unplugged`.

        A line that takes no byte is lost, also where reading it tells nothing.
        """
        async with self._writing:
            if self.loss is not None:
                raise self.loss
            try:
                await self._port.write(chunk)
            except Unplugged as error:
                self.lose(error)
                raise

    def abort(self, why: str) -> None:
        """Reset the connection; what the system still holds of a job is dropped."""
        self.lose(Unplugged(why))
        self._port.abort()

    def close(self) -> None:
        """Close in order."""
        self.lose(Unplugged("closed"))
        self._port.close()
