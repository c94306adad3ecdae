"""The device: key events from a port, scans to a listener."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable

from devices.api import BadScan, DriverUrl, Health, HealthState, Reason, Scan
from devices.condition import Condition
from devices.drivers.wedge.framer import KeyFramer
from devices.transport import OpenPort

BAD_FRAMES = 5
BAD_WINDOW_S = 10.0

log = logging.getLogger(__name__)


class WedgeScanner:
    """A keyboard scanner behind a port that gives key events: implements `devices.api.Scanner`."""

    def __init__(self, url: DriverUrl, open_port: OpenPort, framer: KeyFramer) -> None:
        self._url = url
        self._open_port = open_port
        self._framer = framer
        self._condition = Condition()
        self._listener: Callable[[Scan | BadScan], None] | None = None
        self._bad: deque[float] = deque(maxlen=BAD_FRAMES)
        self._forgetting: asyncio.TimerHandle | None = None

    @property
    def health(self) -> Health:
        """The condition now: READY whenever the input device is held, since a scanner says nothing of itself."""
        return self._condition.health

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition."""
        self._condition.listen(listener)

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Tell `listener` each scan."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget half a scan and the count of bad ones."""
        self._framer.clear()
        self._bad.clear()
        if self.health.is_usable:
            self._judge()

    async def run(self) -> None:
        """Hold the input device and read it. Raises `Unplugged`."""
        with self._condition.opened():
            port = await self._open_port(self._url)
            try:
                self._condition.set(HealthState.READY)
                await self.reset()
                while True:
                    self._take(await port.read(4096))
            finally:
                port.close()
                if self._forgetting is not None:
                    self._forgetting.cancel()

    def _take(self, chunk: bytes) -> None:
        now = asyncio.get_running_loop().time()
        dropped = self._framer.dropped
        for frame in self._framer.feed(chunk, now):
            if isinstance(frame, BadScan):
                log.info("wedge: bad scan, %s, %d keys", frame.problem, frame.length)
                self._bad.append(now)
            if self._listener is not None:
                self._listener(frame)
        if self._framer.dropped > dropped:
            log.info("wedge: keys before a pause were dropped")
            self._bad.append(now)
        self._judge()

    def _judge(self) -> None:
        """Let the number of bad scans in the last seconds decide between READY and DEGRADED."""
        loop = asyncio.get_running_loop()
        recent = [at for at in self._bad if at > loop.time() - BAD_WINDOW_S]
        if len(recent) < BAD_FRAMES:
            self._condition.set(HealthState.READY)
            return
        detail = f"{BAD_FRAMES} bad scans in {BAD_WINDOW_S:g} s: check layout (US), suffix and pauses of the scanner"
        self._condition.set(HealthState.DEGRADED, Reason.FORMAT_ERROR, detail=detail)
        if self._forgetting is not None:
            self._forgetting.cancel()
        self._forgetting = loop.call_at(recent[0] + BAD_WINDOW_S + 1e-3, self._judge)  # surely past it
