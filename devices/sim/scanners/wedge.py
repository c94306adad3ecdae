"""A barcode scanner or a document reader in keyboard mode: it types what it reads, each line ended by Enter.

Recorded events can be played as they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.keys.events import Keyboard
from devices.sim.machine import ControlError, Outlet, Reply, Request, hex_of, number_of, text_of
from devices.sim.mrzserial.reader import lines_of
from devices.sim.plain import Choices
from devices.sim.scanners.body import BINARY, TWO_IN_ONE, ScannerBody

PHRASES = (
    Phrase("half scan", Lasts.ONCE, "only the first half of the next scan is typed, without Enter"),
    TWO_IN_ONE,
    Phrase("no enter", Lasts.ONCE, "the next scan has no Enter"),
    Phrase("scan twice", Lasts.ONCE, "the next scan is typed twice"),
    Phrase("function key", Lasts.ONCE, "F1 stands inside the next scan"),
    Phrase("five thousand keys", Lasts.ONCE, "5,000 seeded digits are typed before the next scan"),
    Phrase("long pause", Lasts.ONCE, "two seconds pass in the middle of the next scan, by the time in its events"),
    Phrase("events lost", Lasts.ONCE, "the kernel says in the middle of the next scan that events were lost"),
    Phrase("torn event", Lasts.ONCE, "the last event of the next scan's first key has only 11 bytes"),
    BINARY,
)
KNOBS = {"reads": ("codes", "mrz")}
_KEYS = {
    **{sign: code for code, sign in enumerate("1234567890-=", 2)},
    **{sign: code for code, sign in enumerate("qwertyuiop[]", 16)},
    **{sign: code for code, sign in enumerate("asdfghjkl;'`", 30)},
    **{sign: code for code, sign in enumerate("\\zxcvbnm,./", 43)},
    " ": 57,
}
_UPPER = dict(zip('!@#$%^&*()_+{}:"~|<>?', "1234567890-=[];'`\\,./", strict=True))
_ENTER, _SHIFT, _CONTROL, _F1 = 28, 42, 29, 59


class WedgeScanner(ScannerBody):
    """The machine. With the knob `reads` set to `mrz` it is a reader of documents, whose bytes no log shows."""

    name = "wedge"

    def __init__(
        self,
        faults: Faults,
        outlet: Outlet,
        seed: int = 0,
        has_prefix: bool = True,
        knobs: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(faults, outlet, seed, has_prefix, PHRASES)
        self._keyboard = Keyboard()
        self._knobs = Choices(KNOBS, knobs or {})

    @property
    def hides_bytes(self) -> bool:
        """True for a reader of documents."""
        return self._knobs["reads"] == "mrz"

    def tick(self, now_s: float) -> bytes:
        """Move the kernel's clock on; give what the verbs wrote."""
        self._keyboard.at(now_s)
        return super().tick(now_s)

    def state(self) -> Reply:
        """Configuration and counter."""
        return {**super().state(), **self._knobs.shown}

    def command(self, verb: str, request: Request) -> Reply | None:
        """`scan`, `document`, `events`, `garbage`."""
        match verb:
            case "scan":
                return self._scan(request)
            case "document":
                return self._document(request)
            case "events":
                self._outlet.write(hex_of(request, "raw_hex"))
            case "garbage":
                self._outlet.write(self._random.randbytes(min(100_000, int(number_of(request, "count", 256)))))
            case _:
                return None
        return {"heard": self._is_connected}

    def _scan(self, request: Request) -> Reply:
        text = text_of(request, "text")
        if not text:
            raise ControlError('"text" is empty')
        typed = self._aim(request, text) + text
        for sign in typed:
            if sign.lower() not in _KEYS and sign not in _UPPER and sign != "\x1d":
                raise ControlError(f'"text" holds a character that a US keyboard has no key for: {sign!r}')
        flood = self._random.choices("0123456789", k=5000) if self._faults.take("five thousand keys") else []
        events = b"".join(map(self._stroke, flood)) + b"".join(self._typed(typed))
        return self._send(events * 2 if self._faults.take("scan twice") else events, {"keys": len(typed)})

    def _document(self, request: Request) -> Reply:
        lines = lines_of(request)
        return self._send(b"".join(event for line in lines for event in self._typed(line)), {"lines": len(lines)})

    def _typed(self, text: str) -> Iterator[bytes]:
        is_half, is_torn = self._faults.take("half scan"), self._faults.take("torn event")
        for at, sign in enumerate(text[: len(text) // 2] if is_half else text):
            if at == len(text) // 2:
                yield self._in_the_middle()
            stroke = self._stroke(sign)
            yield stroke[:-13] if is_torn and at == 0 else stroke
        if not self._faults.take("no enter") and not is_half:
            yield self._keyboard.press(_ENTER)

    def _in_the_middle(self) -> bytes:
        if self._faults.take("long pause"):
            self._keyboard.pause(2)
        lost = self._keyboard.lost() if self._faults.take("events lost") else b""
        return lost + (self._keyboard.press(_F1) if self._faults.take("function key") else b"")

    def _stroke(self, sign: str) -> bytes:
        keyboard = self._keyboard
        if sign == "\x1d":
            return keyboard.move(_CONTROL, 1) + keyboard.press(_KEYS["]"]) + keyboard.move(_CONTROL, 0)
        if sign in _UPPER or sign.isupper():
            code = _KEYS[_UPPER.get(sign, sign.lower())]
            return keyboard.move(_SHIFT, 1) + keyboard.press(code) + keyboard.move(_SHIFT, 0)
        return keyboard.press(_KEYS[sign])
