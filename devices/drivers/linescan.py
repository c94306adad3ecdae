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

from devices.api import BadScan, Card, DriverUrl, Reason, Scan
from devices.scanning import CAP, PREFIX, SAME, Doubt, PortScanner, judged, prefix_of
from devices.transport import OpenPort
from devices.url import choice, options, require_transport

CARD = Card(document="text lines with suffix, protocols.md 5, 2026")
STALE_AFTER_S = 1.0

SUFFIX = choice("suffix", "cr", "lf", "tab")
OPTIONS = options(SUFFIX, PREFIX, SAME)

_SUFFIX_BYTES = {"cr": b"\r", "lf": b"\n", "tab": b"\t"}
_DOUBT = Doubt(Reason.BAUD_MISMATCH, "frames", "baud and format")


class LineFramer:
    """Cuts a byte stream into scans. Pure: time comes in as an argument, and any portions give the same frames."""

    def __init__(self, suffix: str = "cr", prefix: str = "none") -> None:
        self._suffix = _SUFFIX_BYTES[suffix]
        self._around = {b"\r": (b"\n", b""), b"\n": (b"", b"\r"), b"\t": (b"", b"")}[self._suffix]
        self._prefix = prefix_of(prefix)
        self._frame = bytearray()
        self._is_skipping = False
        self._last_mono = 0.0
        self.dropped = 0

    def feed(self, chunk: bytes, at_mono: float) -> list[Scan | BadScan]:
        """Take bytes, give the frames that they complete."""
        self._drop_stale(at_mono)
        found: list[Scan | BadScan] = []
        *whole, rest = chunk.split(self._suffix)
        for part in whole:
            found += self._grow(part, at_mono)
            found += self._end(at_mono)
        found += self._grow(rest, at_mono)
        self._last_mono = at_mono
        return found

    def _drop_stale(self, at_mono: float) -> None:
        """Forget the start of a frame that stopped over a second ago: it never joins the next one."""
        if (self._frame or self._is_skipping) and at_mono - self._last_mono > STALE_AFTER_S:
            self.dropped += 1
            self.clear()

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
        return [judged(content, at_mono)]


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> PortScanner:
    """Make a scanner for a URL. It needs no secret."""
    require_transport(url, ("serial", "tcp", "file"))
    return PortScanner(url, open_port, LineFramer(SUFFIX.of(url), PREFIX.of(url)), _DOUBT)
