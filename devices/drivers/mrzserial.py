"""Readers of machine-readable zones that send the lines over a serial line or a serial server.

Document: 3M RTE6701 output frame, protocols.md 9. Revision: 2026. What is marked "assumed" stands in no document at
hand and wants the maker's manual before this driver is more than bronze.
Frames, reader to host (nothing is sent the other way):

| form            | bytes                                                                              |
|-----------------|------------------------------------------------------------------------------------|
| `mode=frame`    | `01` len `4F 55` `02` flag line1 `0D` line2 `0D` line3 `0D` `03` BCC               |
| `mode=keyboard` | line `0D`, two or three times; 300 ms of quiet end a document                      |

- Lines hold A-Z, 0-9 and `<`, 44 at most; `_` fills them up, and the bottom line is always line 3.
- BCC: exclusive or of len to `03` (assumed; `bcc=none` leaves it unread). What len counts is not known: not used.
- flag (assumed): `31` a document is in the reader, `30` it is out; a frame of empty lines with `30` only says so.

What is read is personal. It goes to the listener and nowhere else: no log, no exception, no text of a value holds it,
and the buffers forget it at once.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from typing import Protocol

from devices.api import BadDocument, Card, DocumentLines, DriverUrl, Health, HealthState, Reason
from devices.condition import Condition
from devices.transport import OpenPort
from devices.url import choice, options, require_transport, whole

CARD = Card(document="3M RTE6701 output frame, protocols.md 9, 2026")
MODE = choice("mode", "frame", "keyboard")
BCC = choice("bcc", "xor", "none")
LEFT = whole("left_s", 5, 600, "seconds until a document that stays in the reader is an alarm", default=20)
OPTIONS = options(MODE, BCC, LEFT)

LINE_CAP = 44
FRAME_CAP = 192
NOISE_BYTES = 64
LINES = 3
QUIET_S = 0.3
STOPPED_S = 1.0
BAD_FRAMES = 5
BAD_WINDOW_S = 10.0
_ALLOWED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
_WHOLE = {(30, 30, 30), (36, 36), (44, 44)}
_SOH, _ETX, _CR, _LF = 0x01, 0x03, 0x0D, 0x0A
_HEAD = b"OU\x02"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """What one frame says: lines, or a problem, or neither; `is_inside` None when the form does not tell."""

    lines: tuple[str, ...] = field(default=(), repr=False)
    problem: str = ""
    is_inside: bool | None = None


class Framer(Protocol):
    """Cuts bytes into pages. Pure."""

    @property
    def patience_s(self) -> float | None:
        """How long the line may be quiet before `give_up` is wanted; None when nothing has begun."""
        ...

    def feed(self, chunk: bytes) -> list[Page]:
        """Take bytes, give the pages that they complete."""
        ...

    def give_up(self) -> list[Page]:
        """Nothing more comes: give what has begun as a page or a problem, and forget it."""
        ...


def page_of(lines: list[bytes], is_inside: bool | None = None) -> Page:
    """Judge the lines of one document."""
    if len(lines) < 2:
        return Page(problem="incomplete", is_inside=is_inside)
    if len(lines) > LINES or max(map(len, lines)) > LINE_CAP:
        return Page(problem="too_long", is_inside=is_inside)
    if not _ALLOWED.issuperset(b"".join(lines)):
        return Page(problem="characters", is_inside=is_inside)
    return Page(tuple(line.decode("ascii") for line in lines), is_inside=is_inside)


class FrameFramer:
    """The framed form."""

    def __init__(self, *, has_bcc: bool) -> None:
        self._has_bcc = has_bcc
        self._bytes = bytearray()
        self._noise = 0

    @property
    def patience_s(self) -> float | None:
        """A frame that stops for a second goes on no more."""
        return STOPPED_S if self._bytes or self._noise else None

    def feed(self, chunk: bytes) -> list[Page]:
        """Take bytes, give the pages that they complete."""
        found: list[Page] = []
        self._bytes += chunk
        while self._bytes:
            start = self._bytes.find(_SOH)
            taken, page = (len(self._bytes), None) if start < 0 else (start, None) if start else self._first()
            if not taken:
                break
            del self._bytes[:taken]
            found += self._noise_of(taken) if page is None else [page]
        return found

    def _noise_of(self, count: int) -> list[Page]:
        """Count bytes outside of frames until it is quiet: many of them are one document at a wrong baud rate."""
        before, self._noise = self._noise, self._noise + count
        return [Page(problem="characters")] if before < NOISE_BYTES <= self._noise else []

    def _first(self) -> tuple[int, Page | None]:
        head = bytes(self._bytes[2:5])
        if not _HEAD.startswith(head):
            return 1, None
        end = self._bytes.find(_ETX, 6, FRAME_CAP - 1)
        if end < 0 and len(self._bytes) >= FRAME_CAP:
            return 1, Page(problem="too_long")
        if end < 0 or end + 1 == len(self._bytes):
            return 0, None
        frame = bytes(self._bytes[: end + 2])
        if self._has_bcc and reduce(xor, frame[1:-1]) != frame[-1]:
            return len(frame), Page(problem="checksum")
        return len(frame), _framed_page(frame[5:6], frame[6:-2])

    def give_up(self) -> list[Page]:
        """The document was taken away while it was read."""
        had_begun = len(self._bytes) > 1
        self._noise = 0
        self._bytes.clear()
        return [Page(problem="incomplete")] if had_begun else []


def _framed_page(flag: bytes, text: bytes) -> Page:
    is_inside = {b"1": True, b"0": False}.get(flag)
    *lines, rest = text.split(b"\r")
    if rest or len(lines) != LINES:
        return Page(problem="incomplete", is_inside=is_inside)
    filled = [line.strip(b"_") for line in lines if line.strip(b"_")]
    if not filled and is_inside is False:
        return Page(is_inside=False)
    return page_of(filled, is_inside)


class KeyboardFramer:
    """The keyboard form: lines as they are."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._line = bytearray()
        self._is_skipping = False

    @property
    def patience_s(self) -> float | None:
        """Quiet ends a document."""
        return QUIET_S if self._lines or self._line or self._is_skipping else None

    def feed(self, chunk: bytes) -> list[Page]:
        """Take bytes, give the pages that they complete."""
        found: list[Page] = []
        for byte in chunk:
            if self._is_skipping or byte == _LF:
                continue
            if byte != _CR:
                self._line.append(byte)
                if len(self._line) > LINE_CAP:
                    found.append(Page(problem="too_long"))
                    self._clear()
                    self._is_skipping = True  # until it is quiet
                continue
            self._lines.append(bytes(self._line))
            self._line.clear()
            if tuple(map(len, self._lines)) in _WHOLE or len(self._lines) == LINES:
                found.append(page_of(self._lines))
                self._clear()
        return found

    def give_up(self) -> list[Page]:
        """End the document."""
        lines, is_cut, was_skipping = self._lines, bool(self._line), self._is_skipping
        self._clear()
        if was_skipping or not (lines or is_cut):
            return []
        return [Page(problem="incomplete") if is_cut else page_of(lines)]

    def _clear(self) -> None:
        self._lines = []
        self._line.clear()
        self._is_skipping = False


class MrzReader:
    """A reader behind a port: implements `devices.api.DocumentReader`."""

    def __init__(self, url: DriverUrl, open_port: OpenPort) -> None:
        self._url = url
        self._open_port = open_port
        self._framer = self._new_framer()
        self._condition = Condition()
        self._listener: Callable[[DocumentLines | BadDocument], None] | None = None
        self._bad: deque[float] = deque(maxlen=BAD_FRAMES)
        self._inside_since: float | None = None
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def _new_framer(self) -> Framer:
        if MODE.of(self._url) == "keyboard":
            return KeyboardFramer()
        return FrameFramer(has_bcc=BCC.of(self._url) == "xor")

    @property
    def health(self) -> Health:
        """The condition now. A reader says little of itself: READY whenever its port is open."""
        return self._condition.health

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition."""
        self._condition.listen(listener)

    def on_document(self, listener: Callable[[DocumentLines | BadDocument], None]) -> None:
        """Tell `listener` each document."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget half a document and the count of bad ones; a document that is still inside stays known."""
        self._framer = self._new_framer()
        self._bad.clear()
        if self.health.state is not HealthState.ABSENT:
            self._judge()

    async def run(self) -> None:
        """Open the port and serve it. Raises `Unplugged`."""
        with self._condition.opened():
            port = await self._open_port(self._url)
            self._inside_since = None
            self._bad.clear()
            self._framer = self._new_framer()
            try:
                self._condition.set(HealthState.READY)
                while True:
                    self._take(self._framer.feed(await port.read(1024)))
                    self._wait_for_more()
            finally:
                port.close()
                self._framer = self._new_framer()
                for timer in self._timers.values():
                    timer.cancel()

    def _wait_for_more(self) -> None:
        patience_s = self._framer.patience_s
        self._stop("more")
        if patience_s is not None:
            loop = asyncio.get_running_loop()
            self._timers["more"] = loop.call_later(patience_s, lambda: self._take(self._framer.give_up()))

    def _take(self, pages: list[Page]) -> None:
        now = asyncio.get_running_loop().time()
        for page in pages:
            if page.is_inside is not None:
                since = self._inside_since if self._inside_since is not None else now
                self._inside_since = since if page.is_inside else None
            if page.problem:
                log.info("document reader: bad document, %s", page.problem)
                if page.problem != "incomplete":  # taken away too early: no sign of a bad line
                    self._bad.append(now)
                self._tell(BadDocument(page.problem, now))
            elif page.lines:
                self._tell(DocumentLines(page.lines, now))
        self._judge()

    def _tell(self, document: DocumentLines | BadDocument) -> None:
        if self._listener is not None:
            self._listener(document)

    def _judge(self) -> None:
        """Decide the condition; comes back by itself when time will change it."""
        loop = asyncio.get_running_loop()
        recent = [at for at in self._bad if at > loop.time() - BAD_WINDOW_S]
        self._stop("judge")
        again: float | None = None
        if self._inside_since is not None:
            again = self._judge_inside(self._inside_since + LEFT.of(self._url))
        elif len(recent) >= BAD_FRAMES:
            detail = f"{BAD_FRAMES} bad documents in {BAD_WINDOW_S:g} s: check baud, format, mode and bcc"
            self._condition.set(HealthState.DEGRADED, Reason.BAUD_MISMATCH, detail=detail)
            again = recent[0] + BAD_WINDOW_S
        else:
            self._condition.set(HealthState.READY)
        if again is not None:
            self._timers["judge"] = loop.call_at(again + 0.01, self._judge)  # past it, however the clock rounds

    def _judge_inside(self, alarm_at: float) -> float | None:
        if asyncio.get_running_loop().time() < alarm_at:
            self._condition.set(HealthState.BUSY, Reason.MEDIA_PRESENT, detail="a document is in the reader")
            return alarm_at
        if self.health.state is not HealthState.NEEDS_PERSON:
            log.warning("document reader: a document was left in it")
        self._condition.set(HealthState.NEEDS_PERSON, Reason.MEDIA_PRESENT, detail="a document was left in the reader")
        return None

    def _stop(self, name: str) -> None:
        if name in self._timers:
            self._timers.pop(name).cancel()


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> MrzReader:
    """Make a reader for a URL. It needs no secret."""
    require_transport(url, ("serial", "tcp"))
    return MrzReader(url, open_port)
