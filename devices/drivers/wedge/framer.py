"""Keys to scans and pages. Pure: time is the kernel's, out of the events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
from devices.keys.events import EventReader, Lost, Switched
from devices.scanning import CAP, QUIET_S, KeyboardFramer, Page, judged, prefix_of

SUFFIX_KEYS = {"enter": ENTERS, "tab": frozenset({TAB})}
STALE_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key that types: its character, empty for a key without one."""

    sign: str = field(repr=False)
    is_suffix: bool
    at_s: float


class StrokeReader:
    """Takes bytes of the input device; keeps which of Shift and Control are held."""

    def __init__(self, suffix: str) -> None:
        self._suffix = SUFFIX_KEYS[suffix]
        self._reader = EventReader()
        self._held: set[int] = set()

    def feed(self, chunk: bytes) -> Iterator[Stroke | Lost]:
        """Give the strokes that these bytes complete."""
        for event in self._reader.feed(chunk):
            if isinstance(event, Lost):
                self._held.clear()
                yield event
            elif isinstance(event, Switched):
                continue
            elif not event.is_down:
                self._held.discard(event.code)
            elif event.code in SHIFTS or event.code in CONTROLS:
                self._held.add(event.code)
            elif event.code not in IGNORED:
                yield Stroke(self._sign(event.code), event.code in self._suffix, event.at_s)

    def _sign(self, code: int) -> str:
        if self._held & CONTROLS:
            return "\x1d" if code == RIGHT_BRACKET else ""
        return (SHIFTED if self._held & SHIFTS else PLAIN).get(code, "")

    def clear(self) -> None:
        """Forget the part of an event and what is held."""
        self._reader.clear()
        self._held.clear()


class KeyFramer:
    """Cuts key events into scans at the suffix key; a pause within a scan drops what came before it."""

    def __init__(self, suffix: str = "enter", prefix: str = "none", gap_ms: int = 100) -> None:
        self._prefix = prefix_of(prefix)
        self._gap_s = gap_ms / 1000
        self._reader = StrokeReader(suffix)
        self._typed = bytearray()
        self._problem = ""
        self._length = 0
        self._last_s = self._last_mono = 0.0
        self.dropped = 0

    def feed(self, chunk: bytes, at_mono: float) -> list[Scan | BadScan]:
        """Take bytes of the input device, give the scans that they complete."""
        if at_mono - self._last_mono > STALE_AFTER_S:
            self._reader.clear()  # the part of an event that stopped never joins the next one
        self._last_mono = at_mono
        found: list[Scan | BadScan] = []
        for stroke in self._reader.feed(chunk):
            if isinstance(stroke, Lost):
                self._spoil("incomplete")
                continue
            if (self._length or self._problem) and stroke.at_s - self._last_s > self._gap_s:
                self.dropped += 1
                self._start()
            self._last_s = stroke.at_s
            if stroke.is_suffix:
                found += self._end(at_mono)
            else:
                self._type(stroke.sign)
        return found

    def clear(self) -> None:
        """Forget everything that is not a whole scan yet."""
        self._reader.clear()
        self._start()

    def _start(self) -> None:
        self._typed.clear()
        self._problem = ""
        self._length = 0

    def _type(self, sign: str) -> None:
        self._length += 1
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


class KeyPages:
    """Cuts the key events of a document reader into pages: lines that each end with the suffix key."""

    def __init__(self, suffix: str = "enter") -> None:
        self._reader = StrokeReader(suffix)
        self._pages = KeyboardFramer()
        self._is_spoilt = False

    @property
    def patience_s(self) -> float | None:
        """Quiet ends a document, and one that is spoilt."""
        return QUIET_S if self._is_spoilt else self._pages.patience_s

    def feed(self, chunk: bytes) -> list[Page]:
        """Take bytes of the input device, give the pages that they complete."""
        found: list[Page] = []
        for stroke in self._reader.feed(chunk):
            if self._is_spoilt:
                continue
            if isinstance(stroke, Lost):
                found += self._spoilt("incomplete")
            elif stroke.is_suffix:
                found += self._pages.feed(b"\r")
            elif stroke.sign:
                found += self._pages.feed(stroke.sign.encode("ascii"))
            else:
                found += self._spoilt("characters")
        return found

    def _spoilt(self, problem: str) -> list[Page]:
        self._pages.give_up()
        self._is_spoilt = True
        return [Page(problem=problem)]

    def give_up(self) -> list[Page]:
        """End the document; bytes that were no whole event are forgotten, too."""
        self._reader.clear()
        self._is_spoilt = False
        return self._pages.give_up()
