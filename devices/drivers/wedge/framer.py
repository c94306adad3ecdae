"""Keys to scans. Pure: time is the kernel's, out of the events."""

from __future__ import annotations

from devices.api import BadScan, Scan
from devices.drivers.wedge.layout import (
    CONTROLS,
    ENTERS,
    IGNORED,
    PLAIN,
    RIGHT_BRACKET,
    SHIFTED,
    SHIFTS,
    TAB,
)
from devices.keys.events import EventReader, KeyEvent, Lost
from devices.scanning import CAP, judged, prefix_of

SUFFIX_KEYS = {"enter": ENTERS, "tab": frozenset({TAB})}


class KeyFramer:
    """Cuts key events into scans at the suffix key; a pause within a scan drops what came before it."""

    def __init__(self, suffix: str = "enter", prefix: str = "none", gap_ms: int = 100) -> None:
        self._suffix = SUFFIX_KEYS[suffix]
        self._prefix = prefix_of(prefix)
        self._gap_s = gap_ms / 1000
        self._reader = EventReader()
        self._typed = bytearray()
        self._held: set[int] = set()
        self._problem = ""
        self._length = 0
        self._last_s = 0.0
        self.dropped = 0

    def feed(self, chunk: bytes, at_mono: float) -> list[Scan | BadScan]:
        """Take bytes of the input device, give the scans that they complete."""
        found: list[Scan | BadScan] = []
        for event in self._reader.feed(chunk):
            if isinstance(event, Lost):
                self._spoil("incomplete")
                self._held.clear()
            elif event.is_down:
                found += self._press(event, at_mono)
            else:
                self._held.discard(event.code)
        return found

    def clear(self) -> None:
        """Forget everything that is not a whole scan yet."""
        self._reader.clear()
        self._held.clear()
        self._start()

    def _start(self) -> None:
        self._typed.clear()
        self._problem = ""
        self._length = 0

    def _press(self, event: KeyEvent, at_mono: float) -> list[Scan | BadScan]:
        if (self._length or self._problem) and event.at_s - self._last_s > self._gap_s:
            self.dropped += 1
            self._start()
        self._last_s = event.at_s
        code = event.code
        if code in SHIFTS or code in CONTROLS:
            self._held.add(code)
        elif code in self._suffix:
            return self._end(at_mono)
        elif code not in IGNORED:
            self._type(code)
        return []

    def _type(self, code: int) -> None:
        self._length += 1
        if self._held & CONTROLS:
            sign = "\x1d" if code == RIGHT_BRACKET else ""
        else:
            sign = (SHIFTED if self._held & SHIFTS else PLAIN).get(code, "")
        if not sign:
            self._spoil("control_characters")
        elif self._length > CAP + len(self._prefix):
            self._spoil("too_long")
        else:
            self._typed += sign.encode("ascii")

    def _spoil(self, problem: str) -> None:
        self._problem = self._problem or problem
        self._typed.clear()

    def _end(self, at_mono: float) -> list[Scan | BadScan]:
        content, problem, length = bytes(self._typed).removeprefix(self._prefix), self._problem, self._length
        self._start()
        if problem:
            return [BadScan(problem, length, at_mono)]
        return [judged(content, at_mono)] if content else []
