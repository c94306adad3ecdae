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

from functools import reduce
from operator import xor

from devices.api import Card, DriverUrl, Reason
from devices.scanning import LEFT, LINES, Doubt, KeyboardFramer, Page, PageFramer, PageReader, page_of
from devices.transport import OpenPort
from devices.url import choice, options, require_transport

CARD = Card(document="3M RTE6701 output frame, protocols.md 9, 2026")
MODE = choice("mode", "frame", "keyboard")
BCC = choice("bcc", "xor", "none")
OPTIONS = options(MODE, BCC, LEFT)

FRAME_CAP = 192
NOISE_BYTES = 64
STOPPED_S = 1.0
_SOH, _ETX = 0x01, 0x03
_HEAD = b"OU\x02"
_DOUBT = Doubt(Reason.BAUD_MISMATCH, "documents", "baud, format, mode and bcc")


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


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> PageReader:
    """Make a reader for a URL. It needs no secret."""
    require_transport(url, ("serial", "tcp"))
    has_bcc = BCC.of(url) == "xor"
    is_framed = MODE.of(url) == "frame"

    def framer() -> PageFramer:
        return FrameFramer(has_bcc=has_bcc) if is_framed else KeyboardFramer()

    return PageReader(url, open_port, framer, _DOUBT)
