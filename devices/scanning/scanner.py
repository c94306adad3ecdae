"""A scanner behind a port, whatever its bytes are: implements `devices.api.Scanner`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from devices.api import BadScan, DriverUrl, Scan
from devices.scanning.codes import SAME
from devices.scanning.judge import Doubt, Judged
from devices.transport import OpenPort

log = logging.getLogger(__name__)


class CodeFramer(Protocol):
    """Cuts bytes into scans, in any portions. Pure: time comes in as an argument."""

    @property
    def dropped(self) -> int:
        """How often the start of a scan that never ended was dropped."""
        ...

    def feed(self, chunk: bytes, at_mono: float) -> Sequence[Scan | BadScan]:
        """Take bytes, give the scans that they complete."""
        ...

    def clear(self) -> None:
        """Forget everything that is not a whole scan yet."""
        ...


class PortScanner(Judged):
    """One scanner. `doubt` says what many bad scans are a sign of."""

    def __init__(self, url: DriverUrl, open_port: OpenPort, framer: CodeFramer, doubt: Doubt) -> None:
        super().__init__(doubt)
        self._url = url
        self._open_port = open_port
        self._framer = framer
        self._same_s = SAME.of(url) / 1000
        self._last: Scan | None = None
        self._listener: Callable[[Scan | BadScan], None] | None = None

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Tell `listener` each scan."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget half a scan, the last one, and the count of bad ones."""
        self._framer.clear()
        self._last = None
        self._judge.forget()
        if self.health.is_usable:
            self._judge.settle()

    async def run(self) -> None:
        """Open the port and serve it. Raises `Unplugged`."""
        await self._judge.serve(self._url, self._open_port, self.reset, self._take)

    def _take(self, chunk: bytes) -> None:
        dropped = self._framer.dropped
        frames = self._framer.feed(chunk, asyncio.get_running_loop().time())
        self._judge.heard(is_read=bool(frames))
        for frame in frames:
            if isinstance(frame, BadScan):
                if not self._judge.count():
                    continue
                log.info("%s: bad scan, %s, %d bytes", self._url.driver, frame.problem, frame.length)
            elif self._judge.is_flooded:
                continue
            elif self._is_again(frame):
                log.info("%s: the same code again at once is one read", self._url.driver)
                continue
            if self._listener is not None:
                self._listener(frame)
        if self._framer.dropped > dropped:
            self._judge.count()
            log.info("%s: the start of a scan that never ended was dropped", self._url.driver)
        self._judge.settle()

    def _is_again(self, scan: Scan) -> bool:
        last = self._last
        is_again = last is not None and last.data == scan.data and scan.at_mono - last.at_mono < self._same_s
        if not is_again:
            self._last = scan
        return is_again
