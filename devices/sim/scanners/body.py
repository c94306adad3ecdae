"""What every simulated scanner is: it sends what a hand holds before it, counts, and takes no commands."""

from __future__ import annotations

import random

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import Json, Outlet, Reply, Request, flag_of, text_of
from devices.sim.plain import PlainMachine

TWO_IN_ONE = Phrase("two in one write", Lasts.ONCE, "the next scan waits and leaves together with the one after it")
BINARY = Phrase("binary", Lasts.ONCE, "256 seeded bytes of any kind come in place of the next scan")
EVENTS = ("scan",)


class ScannerBody(PlainMachine):
    """The part that is no protocol. `has_prefix`: the scanner sends AIM identifiers."""

    name = "scanner"

    def __init__(
        self, faults: Faults, outlet: Outlet, seed: int, has_prefix: bool, phrases: tuple[Phrase, ...]
    ) -> None:
        super().__init__(faults, outlet, phrases, EVENTS)
        self._random = random.Random(f"{seed} {self.name}")  # noqa: S311 - repeatable garbage, no secret
        self._has_prefix = has_prefix
        self._held = b""
        self._scans = 0
        self._bytes_received = 0

    def disconnected(self) -> None:
        """The host closed the link."""
        super().disconnected()
        self._held = b""

    def power(self, is_on: bool) -> None:
        """A scanner keeps its configuration."""
        self._held = b""

    def feed(self, chunk: bytes) -> bytes:
        """Count the host's bytes; this scanner takes no commands."""
        self._bytes_received += len(chunk)
        return super().feed(chunk)

    def state(self) -> Reply:
        """Configuration and counters."""
        return {"scans": self._scans, "prefix": "aim" if self._has_prefix else "none"}

    def _aim(self, request: Request, text: str) -> str:
        """The AIM identifier that is sent before this text, empty for none."""
        aim = text_of(request, "aim", _usual_aim(text))
        return aim if flag_of(request, "prefix", self._has_prefix) else ""

    def _send(self, frame: bytes, told: dict[str, Json]) -> Reply:
        """Send one scan, or hold it for the next; `told` is what the reply and the event say of it."""
        frame = self._random.randbytes(256) if self._faults.take("binary") else frame
        self._scans += 1
        if self._faults.take("two in one write"):
            self._held += frame
        else:
            held, self._held = self._held, b""
            self._outlet.write(held + frame)
        self._faults.happened("scan")
        self.emit({"event": "scan", **told})
        return {**told, "heard": self._is_connected}


def _usual_aim(text: str) -> str:
    """The AIM identifier a scanner would send for a code of this length."""
    if text.isdecimal() and len(text) == 13:
        return "]E0"
    return "]E4" if text.isdecimal() and len(text) == 8 else "]C0"
