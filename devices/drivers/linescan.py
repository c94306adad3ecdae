"""Barcode scanners that send text lines over a serial line or USB-CDC.

Document: no maker's protocol; the line format that such scanners share. Revision: protocols.md 5 (2026).
Frames, scanner to host (there are none the other way):

| part    | bytes                                                                   |
|---------|-------------------------------------------------------------------------|
| prefix  | none, an AIM identifier `]cm` (kept in front), or a set text (removed)  |
| content | 20..7E and 1D, at most 256 bytes                                        |
| suffix  | 0D (a 0A behind it is tolerated), or 0A (a 0D before it is), or 09      |

Bytes arrive in any portions. A frame that breaks a rule is reported as `BadScan` and never as keys or commands; the
reader finds its way again at the next suffix. The rest of a frame that stops for more than a second is dropped, so
that half a code never joins the next one. Five bad frames in 10 s make the device DEGRADED with BAUD_MISMATCH.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable

from devices.api import BadScan, Card, DriverUrl, Health, HealthState, Reason, Scan
from devices.condition import Condition
from devices.transport import OpenPort
from devices.url import Option, choice, options, require_transport

CARD = Card(document="text lines with suffix, protocols.md 5, 2026")

CAP = 256
"""Longest frame in bytes. Source: protocols.md 5."""
BAD_FRAMES = 5
BAD_WINDOW_S = 10.0
STALE_AFTER_S = 1.0

SUFFIX = choice("suffix", "cr", "lf", "tab")


def _prefix(text: str) -> str:
    if not (text.isascii() and text.isprintable() and 1 <= len(text) <= 16):
        raise ValueError("prefix")
    return text


PREFIX = Option("prefix", "aim, none, or 1 to 16 printable ASCII characters that are removed", _prefix, "none")
OPTIONS = options(SUFFIX, PREFIX)

_SUFFIX_BYTES = {"cr": b"\r", "lf": b"\n", "tab": b"\t"}
_CONTENT = bytes(range(0x20, 0x7F)) + b"\x1d"

log = logging.getLogger(__name__)


class LineFramer:
    """Cuts a byte stream into scans. Pure: time comes in as an argument, and any portions give the same frames."""

    def __init__(self, suffix: str = "cr", prefix: str = "none") -> None:
        self._suffix = _SUFFIX_BYTES[suffix]
        self._around = {b"\r": (b"\n", b""), b"\n": (b"", b"\r"), b"\t": (b"", b"")}[self._suffix]
        self._prefix = b"" if prefix in ("aim", "none") else prefix.encode("ascii")
        self._frame = bytearray()
        self._is_skipping = False
        self._last_mono = 0.0

    def feed(self, chunk: bytes, at_mono: float) -> list[Scan | BadScan]:
        """Take bytes, give the frames that they complete."""
        found: list[Scan | BadScan] = []
        *whole, rest = chunk.split(self._suffix)
        for part in whole:
            found += self._grow(part, at_mono)
            found += self._end(at_mono)
        found += self._grow(rest, at_mono)
        self._last_mono = at_mono
        return found

    def drop_stale(self, at_mono: float) -> int:
        """Forget the start of a frame that stopped over a second ago; give how many bytes that were."""
        if not (self._frame or self._is_skipping) or at_mono - self._last_mono <= STALE_AFTER_S:
            return 0
        length = len(self._frame)
        self.clear()
        return length

    def clear(self) -> None:
        """Forget everything that is not a whole frame yet."""
        self._frame.clear()
        self._is_skipping = False

    def _grow(self, part: bytes, at_mono: float) -> list[Scan | BadScan]:
        if self._is_skipping or not part:
            return []
        room = CAP + len(self._prefix) + 2 - len(self._frame)  # 2: the other half of CR LF
        self._frame += part[:room]
        if len(self._frame) <= CAP or len(self._content()) <= CAP:
            return []
        self._frame.clear()
        self._is_skipping = True
        return [BadScan("too_long", CAP + 1, at_mono)]

    def _content(self) -> bytes:
        before, after = self._around
        return bytes(self._frame).removeprefix(before).removesuffix(after).removeprefix(self._prefix)

    def _end(self, at_mono: float) -> list[Scan | BadScan]:
        content, was_skipping = self._content(), self._is_skipping
        self.clear()
        if was_skipping or not content:
            return []
        if content.translate(None, _CONTENT):
            problem = "control_characters" if content.isascii() else "not_ascii"
            return [BadScan(problem, len(content), at_mono)]
        return [Scan(content, at_mono)]


class LineScanner:
    """A line scanner behind a port: implements `devices.api.Scanner`."""

    def __init__(self, url: DriverUrl, open_port: OpenPort) -> None:
        self._url = url
        self._open_port = open_port
        self._framer = LineFramer(SUFFIX.of(url), PREFIX.of(url))
        self._condition = Condition()
        self._listener: Callable[[Scan | BadScan], None] | None = None
        self._bad: deque[float] = deque(maxlen=BAD_FRAMES)
        self._forgetting: asyncio.TimerHandle | None = None

    @property
    def health(self) -> Health:
        """The condition now: READY whenever the port is open, since a scanner says nothing of itself."""
        return self._condition.health

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition."""
        self._condition.listen(listener)

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Tell `listener` each frame."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget half a frame and the count of bad ones."""
        self._framer.clear()
        self._bad.clear()
        if self.health.is_usable:
            self._judge()

    async def run(self) -> None:
        """Open the port and serve it. Raises `Unplugged`."""
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
        if dropped := self._framer.drop_stale(now):
            log.info("scanner: the first %d bytes of a frame that never ended were dropped", dropped)
            self._bad.append(now)
        for frame in self._framer.feed(chunk, now):
            if isinstance(frame, BadScan):
                log.info("scanner: bad frame, %s, %d bytes", frame.problem, frame.length)
                self._bad.append(now)
            if self._listener is not None:
                self._listener(frame)
        self._judge()

    def _judge(self) -> None:
        """Let the number of bad frames in the last seconds decide between READY and DEGRADED."""
        loop = asyncio.get_running_loop()
        recent = [at for at in self._bad if at > loop.time() - BAD_WINDOW_S]
        if len(recent) < BAD_FRAMES:
            self._condition.set(HealthState.READY)
            return
        detail = f"{BAD_FRAMES} bad frames in {BAD_WINDOW_S:g} s: check baud and format"
        self._condition.set(HealthState.DEGRADED, Reason.BAUD_MISMATCH, detail=detail)
        if self._forgetting is not None:
            self._forgetting.cancel()
        self._forgetting = loop.call_at(recent[0] + BAD_WINDOW_S + 1e-3, self._judge)  # surely past it


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> LineScanner:
    """Make a scanner for a URL. It needs no secret."""
    require_transport(url, ("serial", "tcp", "file"))
    return LineScanner(url, open_port)
