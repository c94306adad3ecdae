"""A tactile keypad with a headset socket: what the kernel hands a program that reads its input device."""

from __future__ import annotations

from collections.abc import Mapping

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.keys.events import Keyboard
from devices.sim.machine import ControlError, Outlet, Reply, Request, flag_of, hex_of, text_of
from devices.sim.plain import Choices, PlainMachine

PHRASES = (
    Phrase("held", Lasts.ONCE, "the next key is held: twenty repeats come before it goes up"),
    Phrase("stuck", Lasts.ONCE, "the next key never goes up"),
    Phrase("bounce", Lasts.ONCE, "the next key goes down and up three times within 20 ms"),
    Phrase("typing mode", Lasts.STANDING, "every key types a letter: the keypad is in another mode"),
    Phrase("events lost", Lasts.ONCE, "the kernel says before the next key that events were lost"),
    Phrase("torn event", Lasts.ONCE, "the last event of the next key has only 11 bytes"),
)
EVENTS = ("key", "headset")
KNOBS = {"headset": ("switch", "keys")}
KEYS: Mapping[str, int] = {
    "up": 103,
    "down": 108,
    "left": 105,
    "right": 106,
    "select": 28,
    "help": 188,
    "volume_up": 115,
    "volume_down": 114,
    "pause": 193,
    "repeat": 194,
}
"""Codes of the keys of one common keypad: arrows and Enter of a keyboard, F18 for help, F23 and F24."""
_HEADSET_IN, _HEADSET_OUT, _LETTER = 191, 192, 30  # F21, F22, A
_HEADPHONES = 2


class Keypad(PlainMachine):
    """The machine. Knob `headset`: the socket has a switch, or it tells of a headset by two keys (F21, F22)."""

    name = "keypad"

    def __init__(self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str] | None = None) -> None:
        super().__init__(faults, outlet, PHRASES, EVENTS)
        self._keyboard = Keyboard()
        self._knobs = Choices(KNOBS, knobs or {})
        self._has_headset = False
        self._keys = 0

    def tick(self, now_s: float) -> bytes:
        """Move the kernel's clock on; give what the verbs wrote."""
        self._keyboard.at(now_s)
        return super().tick(now_s)

    def state(self) -> Reply:
        """Counter and headset."""
        return {"keys": self._keys, "has_headset": self._has_headset, **self._knobs.shown}

    def command(self, verb: str, request: Request) -> Reply | None:
        """`key`, `headset`, `events`."""
        match verb:
            case "key":
                self._key(request)
            case "headset":
                self._headset(flag_of(request, "in"))
            case "events":
                self._outlet.write(hex_of(request, "raw_hex"))
            case _:
                return None
        return {"heard": self._is_connected}

    def _key(self, request: Request) -> None:
        name = text_of(request, "key")
        if name not in KEYS:
            raise ControlError(f'"key" is one of {", ".join(KEYS)}')
        code = _LETTER if self._faults.stands("typing mode") else KEYS[name]
        lost = self._keyboard.lost() if self._faults.take("events lost") else b""
        stroke = self._stroke(code)
        self._outlet.write(lost + (stroke[:-13] if self._faults.take("torn event") else stroke))
        self._keys += 1
        self._faults.happened("key")
        self.emit({"event": "key", "key": name})

    def _stroke(self, code: int) -> bytes:
        keyboard = self._keyboard
        down = keyboard.move(code, 1)
        if self._faults.take("held"):
            down += b"".join(keyboard.move(code, 2) for _ in range(20))
        if self._faults.take("bounce"):
            down += (keyboard.move(code, 0) + keyboard.move(code, 1)) * 2
        return down if self._faults.take("stuck") else down + keyboard.move(code, 0)

    def _headset(self, is_in: bool) -> None:
        self._has_headset = is_in
        if self._knobs["headset"] == "switch":
            self._outlet.write(self._keyboard.switch(_HEADPHONES, is_in))
        else:
            self._outlet.write(self._keyboard.press(_HEADSET_IN if is_in else _HEADSET_OUT))
        self._faults.happened("headset")
        self.emit({"event": "headset", "in": is_in})
