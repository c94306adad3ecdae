"""What reaches the kiosk's own window in one burst, to scans. Pure.

The window has judged already which keys are a scanner's: a whole burst comes with a carriage return behind it, one that
was cut off with CAN (18), and a key without a character stands in it as NUL.
"""

from __future__ import annotations

from devices.api import BadScan, Scan
from devices.scanning import CAP, judged, prefix_of

_CUT = b"\x18"


class BurstFramer:
    """Cuts bursts into scans."""

    def __init__(self, prefix: str = "none") -> None:
        self._prefix = prefix_of(prefix)
        self._rest = b""
        self.dropped = 0

    def feed(self, chunk: bytes, at_mono: float) -> list[Scan | BadScan]:
        """Take bytes of the window, give the scans that they complete."""
        *bursts, self._rest = (self._rest + chunk).split(b"\r")
        self._drop_cut()
        self._rest = self._rest[: CAP + len(self._prefix) + 1]
        found = []
        for burst in bursts:
            *cut, whole = burst.split(_CUT)
            self.dropped += len(cut)
            if content := whole.removeprefix(self._prefix):
                found.append(judged(content, at_mono))
        return found

    def _drop_cut(self) -> None:
        *cut, self._rest = self._rest.split(_CUT)
        self.dropped += len(cut)

    def clear(self) -> None:
        """Forget everything that is not a whole scan yet."""
        self._rest = b""
