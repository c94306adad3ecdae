"""A serial barcode scanner that sends what it reads: optional AIM identifier, text, suffix."""

from __future__ import annotations

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Outlet, Reply, Request, flag_of, hex_of, number_of, text_of
from devices.sim.scanners.body import BINARY, TWO_IN_ONE, ScannerBody

SUFFIXES = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "tab": b"\t", "none": b""}
PHRASES = (
    Phrase("partial", Lasts.ONCE, "only the first half of the next scan is sent, without suffix"),
    TWO_IN_ONE,
    Phrase("no suffix", Lasts.ONCE, "the next scan has no suffix"),
    Phrase("no prefix", Lasts.ONCE, "the next scan has no AIM identifier"),
    Phrase("leading noise", Lasts.ONCE, "eight seeded bytes come before the next scan"),
    Phrase("duplicate scan", Lasts.ONCE, "the next scan is sent twice"),
    Phrase("control characters", Lasts.ONCE, "00, 08 and 1B stand inside the next scan"),
    Phrase("hundred kilobytes", Lasts.ONCE, "100,000 seeded digits come before the next scan"),
    BINARY,
)
MAX_GARBAGE = 10_000_000


class LineScanner(ScannerBody):
    """The scanner's machine. `has_prefix` and `suffix` are its configuration; the host's bytes are only counted."""

    name = "linescan"

    def __init__(
        self, faults: Faults, outlet: Outlet, seed: int = 0, has_prefix: bool = True, suffix: str = "cr"
    ) -> None:
        super().__init__(faults, outlet, seed, has_prefix, PHRASES)
        self._suffix = suffix

    def state(self) -> Reply:
        """Configuration and counters."""
        return {**super().state(), "suffix": self._suffix, "bytes_received": self._bytes_received}

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
        return self._send(frame, {"hex": frame.hex(" ")})

    def _frame(self, request: Request) -> bytes:
        text = text_of(request, "text")
        try:
            body = text.encode("latin-1")
        except UnicodeEncodeError as error:
            raise ControlError(f'"text" holds a character no scanner sends: {error.object[error.start]!r}') from error
        if not body:
            raise ControlError('"text" is empty')
        aim = self._aim(request, text)
        if aim and self._faults.take("no prefix"):
            aim = ""
        return self._spoilt(aim.encode("ascii", "replace") + body, self._suffix_of(request))

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
        if self._faults.take("hundred kilobytes"):
            frame = bytes(self._random.choices(b"0123456789", k=100_000)) + frame
        if self._faults.take("leading noise"):
            frame = self._random.randbytes(8) + frame
        return frame + frame if self._faults.take("duplicate scan") else frame

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
