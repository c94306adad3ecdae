"""A serial barcode scanner that sends what it reads: optional AIM identifier, text, suffix."""

from __future__ import annotations

import random
from collections.abc import Callable

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import (
    ControlError,
    Json,
    Outlet,
    Reply,
    Request,
    flag_of,
    hex_of,
    ignore_event,
    number_of,
    text_of,
)

SUFFIXES = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "tab": b"\t", "none": b""}
PHRASES = (
    Phrase("partial", Lasts.ONCE, "only the first half of the next scan is sent, without suffix"),
    Phrase("two in one write", Lasts.ONCE, "the next scan waits and leaves together with the one after it"),
    Phrase("no suffix", Lasts.ONCE, "the next scan has no suffix"),
    Phrase("no prefix", Lasts.ONCE, "the next scan has no AIM identifier"),
    Phrase("leading noise", Lasts.ONCE, "eight seeded bytes come before the next scan"),
    Phrase("duplicate scan", Lasts.ONCE, "the next scan is sent twice"),
    Phrase("control characters", Lasts.ONCE, "00, 08 and 1B stand inside the next scan"),
    Phrase("hundred kilobytes", Lasts.ONCE, "100,000 seeded digits come before the next scan"),
    Phrase("binary", Lasts.ONCE, "256 seeded bytes of any kind come in place of the next scan"),
)
EVENTS = ("scan",)
MAX_GARBAGE = 10_000_000


class LineScanner:
    """The scanner's machine. `has_prefix` and `suffix` are its configuration; the host's bytes are only counted."""

    name = "linescan"

    def __init__(
        self, faults: Faults, outlet: Outlet, seed: int = 0, has_prefix: bool = True, suffix: str = "cr"
    ) -> None:
        self.emit: Callable[[dict[str, Json]], None] = ignore_event
        self._faults = faults
        self._outlet = outlet
        self._random = random.Random(f"{seed} linescan")  # noqa: S311 - repeatable garbage, no secret
        self._has_prefix = has_prefix
        self._suffix = suffix
        self._held = b""
        self._scans = 0
        self._bytes_received = 0
        self._is_connected = False
        faults.offer(PHRASES, EVENTS)

    @property
    def due_s(self) -> float | None:
        """A scanner says nothing by itself."""
        return None

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """A host opened the line."""
        self._is_connected = True

    def disconnected(self) -> None:
        """The host closed the line."""
        self._is_connected = False
        self._held = b""

    def power(self, is_on: bool) -> None:
        """A scanner keeps its configuration."""
        self._held = b""

    def feed(self, chunk: bytes) -> bytes:
        """Count the host's bytes; this scanner takes no commands."""
        self._bytes_received += len(chunk)
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Give what the verbs wrote."""
        return self._outlet.take()

    def state(self) -> Reply:
        """Configuration and counters."""
        return {
            "scans": self._scans,
            "prefix": "aim" if self._has_prefix else "none",
            "suffix": self._suffix,
            "bytes_received": self._bytes_received,
        }

    def command(self, verb: str, request: Request) -> Reply | None:
        """`scan`, `garbage`, `configure`."""
        match verb:
            case "scan":
                return self._scan(request)
            case "garbage":
                return self._garbage(request)
            case "configure":
                return self._configure(request)
        return None

    def _scan(self, request: Request) -> Reply:
        frame = hex_of(request, "raw_hex") if "raw_hex" in request else self._frame(request)
        self._scans += 1
        self._outlet.write(self._together(frame))
        self._faults.happened("scan")
        self.emit({"event": "scan", "hex": frame.hex(" ")})
        return {"hex": frame.hex(" "), "heard": self._is_connected}

    def _frame(self, request: Request) -> bytes:
        text = text_of(request, "text")
        try:
            body = text.encode("latin-1")
        except UnicodeEncodeError as error:
            raise ControlError(f'"text" holds a character no scanner sends: {error.object[error.start]!r}') from error
        if not body:
            raise ControlError('"text" is empty')
        aim = text_of(request, "aim", _usual_aim(text)).encode("ascii", "replace")
        has_prefix = flag_of(request, "prefix", self._has_prefix) and not self._faults.take("no prefix")
        return self._spoilt((aim if has_prefix else b"") + body, self._suffix_of(request))

    def _suffix_of(self, request: Request) -> bytes:
        name = text_of(request, "suffix", self._suffix)
        if name not in SUFFIXES:
            raise ControlError(f'"suffix" is one of {", ".join(SUFFIXES)}')
        return b"" if self._faults.take("no suffix") else SUFFIXES[name]

    def _spoilt(self, body: bytes, suffix: bytes) -> bytes:
        if self._faults.take("control characters"):
            middle = len(body) // 2
            body = body[:middle] + b"\x00\x08\x1b" + body[middle:]
        if self._faults.take("partial"):
            return body[: len(body) // 2]
        frame = body + suffix
        if self._faults.take("binary"):
            frame = self._random.randbytes(256)
        if self._faults.take("hundred kilobytes"):
            frame = bytes(self._random.choices(b"0123456789", k=100_000)) + frame
        if self._faults.take("leading noise"):
            frame = self._random.randbytes(8) + frame
        return frame + frame if self._faults.take("duplicate scan") else frame

    def _together(self, frame: bytes) -> bytes:
        if self._faults.take("two in one write"):
            self._held += frame
            return b""
        held, self._held = self._held, b""
        return held + frame

    def _garbage(self, request: Request) -> Reply:
        """`count` seeded bytes; `kind` any (0..255), printable, or digits; no suffix is added."""
        count = int(number_of(request, "count", 256))
        if not 0 < count <= MAX_GARBAGE:
            raise ControlError(f'"count" is 1 to {MAX_GARBAGE}')
        kinds = {"any": bytes(range(256)), "printable": bytes(range(32, 127)), "digits": b"0123456789"}
        alphabet = kinds.get(text_of(request, "kind", "any"))
        if alphabet is None:
            raise ControlError(f'"kind" is one of {", ".join(kinds)}')
        self._outlet.write(bytes(self._random.choices(alphabet, k=count)))
        return {"count": count, "heard": self._is_connected}

    def _configure(self, request: Request) -> Reply:
        suffix = text_of(request, "suffix", self._suffix)
        if suffix not in SUFFIXES:
            raise ControlError(f'"suffix" is one of {", ".join(SUFFIXES)}')
        self._suffix = suffix
        self._has_prefix = flag_of(request, "prefix", self._has_prefix)
        return self.state()


def _usual_aim(text: str) -> str:
    """The AIM identifier a scanner would send for a code of this length."""
    if text.isdecimal() and len(text) == 13:
        return "]E0"
    return "]E4" if text.isdecimal() and len(text) == 8 else "]C0"
