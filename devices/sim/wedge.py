"""A barcode scanner in keyboard mode: what the kernel hands a program that reads its input device.

Each key is four events of 24 bytes: a scan code, the key, a report, and the same for the release. Written from
`linux/input.h` and the HID usage of a US keyboard; recorded events can be played as they were.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator

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

PHRASES = (
    Phrase("half scan", Lasts.ONCE, "only the first half of the next scan is typed, without Enter"),
    Phrase("no enter", Lasts.ONCE, "the next scan has no Enter"),
    Phrase("scan twice", Lasts.ONCE, "the next scan is typed twice"),
    Phrase("function key", Lasts.ONCE, "F1 stands inside the next scan"),
    Phrase("long pause", Lasts.ONCE, "two seconds pass in the middle of the next scan, by the time in its events"),
    Phrase("events lost", Lasts.ONCE, "the kernel says in the middle of the next scan that events were lost"),
    Phrase("torn event", Lasts.ONCE, "the last event of the next scan's first key has only 11 bytes"),
)
EVENTS = ("scan",)
_EVENT = struct.Struct("=qqHHi")
_SYN, _KEY, _MSC = 0, 1, 4
_KEYS = {
    **{sign: code for code, sign in enumerate("1234567890-=", 2)},
    **{sign: code for code, sign in enumerate("qwertyuiop[]", 16)},
    **{sign: code for code, sign in enumerate("asdfghjkl;'`", 30)},
    **{sign: code for code, sign in enumerate("\\zxcvbnm,./", 43)},
    " ": 57,
}
_UPPER = dict(zip('!@#$%^&*()_+{}:"~|<>?', "1234567890-=[];'`\\,./", strict=True))
_ENTER, _SHIFT, _CONTROL, _F1 = 28, 42, 29, 59
_STEP_S = 0.002
_BOOT_S = 1_700_000_000.0


class WedgeScanner:
    """The scanner's machine. `step_s` between two events is the speed of its keyboard reports."""

    name = "wedge"

    def __init__(self, faults: Faults, outlet: Outlet, seed: int = 0, has_prefix: bool = True) -> None:
        self.emit: Callable[[dict[str, Json]], None] = ignore_event
        self._faults = faults
        self._outlet = outlet
        self._random = random.Random(f"{seed} wedge")  # noqa: S311 - repeatable garbage, no secret
        self._has_prefix = has_prefix
        self._now_s = _BOOT_S
        self._scans = 0
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
        """A program opened the device."""
        self._is_connected = True

    def disconnected(self) -> None:
        """The program closed it."""
        self._is_connected = False

    def power(self, is_on: bool) -> None:
        """A scanner keeps its configuration."""

    def feed(self, chunk: bytes) -> bytes:
        """A program writes nothing here."""
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Move the kernel's clock on; give what the verbs wrote."""
        self._now_s = max(self._now_s, _BOOT_S + now_s)
        return self._outlet.take()

    def state(self) -> Reply:
        """Configuration and counter."""
        return {"scans": self._scans, "prefix": "aim" if self._has_prefix else "none"}

    def command(self, verb: str, request: Request) -> Reply | None:
        """`scan`, `events`, `garbage`."""
        match verb:
            case "scan":
                return self._scan(request)
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
        aim = text_of(request, "aim", "]E0" if text.isdecimal() and len(text) == 13 else "]C0")
        typed = (aim if flag_of(request, "prefix", self._has_prefix) else "") + text
        for sign in typed:
            if sign.lower() not in _KEYS and sign not in _UPPER and sign != "\x1d":
                raise ControlError(f'"text" holds a character that a US keyboard has no key for: {sign!r}')
        self._scans += 1
        events = b"".join(self._typed(typed))
        self._outlet.write(events + events if self._faults.take("scan twice") else events)
        self._faults.happened("scan")
        self.emit({"event": "scan", "keys": len(typed)})
        return {"keys": len(typed), "heard": self._is_connected}

    def _typed(self, text: str) -> Iterator[bytes]:
        is_half, is_torn = self._faults.take("half scan"), self._faults.take("torn event")
        for at, sign in enumerate(text[: len(text) // 2] if is_half else text):
            if at == len(text) // 2:
                yield self._in_the_middle()
            stroke = self._stroke(sign)
            yield stroke[:-13] if is_torn and at == 0 else stroke
        if not self._faults.take("no enter") and not is_half:
            yield self._press(_ENTER)

    def _in_the_middle(self) -> bytes:
        if self._faults.take("long pause"):
            self._now_s += 2
        lost = self._event(_SYN, 3, 0) if self._faults.take("events lost") else b""
        return lost + (self._press(_F1) if self._faults.take("function key") else b"")

    def _stroke(self, sign: str) -> bytes:
        if sign == "\x1d":
            return self._move(_CONTROL, True) + self._press(_KEYS["]"]) + self._move(_CONTROL, False)
        is_upper = sign in _UPPER or sign.isupper()
        key = self._press(_KEYS[_UPPER.get(sign, sign.lower())])
        return self._move(_SHIFT, True) + key + self._move(_SHIFT, False) if is_upper else key

    def _press(self, code: int) -> bytes:
        return self._move(code, True) + self._move(code, False)

    def _move(self, code: int, is_down: bool) -> bytes:
        self._now_s += _STEP_S
        return self._event(_MSC, 4, 0x70000 + code) + self._event(_KEY, code, int(is_down)) + self._event(_SYN, 0, 0)

    def _event(self, kind: int, code: int, value: int) -> bytes:
        seconds = int(self._now_s)
        return _EVENT.pack(seconds, int((self._now_s - seconds) * 1_000_000), kind, code, value)
