"""A scale that answers the single letters of Toledo 8217."""

from __future__ import annotations

from collections.abc import Mapping

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import Outlet
from devices.sim.scales import machine
from devices.sim.scales.machine import ScaleMachine

PHRASES = (
    *machine.PHRASES,
    Phrase("parity", Lasts.ONCE, "one byte of the next answer has the wrong parity"),
    Phrase("question mark", Lasts.ONCE, "the next answer is a question mark without a status"),
)
EVENTS = (*machine.EVENTS, "zero", "tare")
TARE_ANSWER_S = 0.15
DIGIT_WAIT_S = 0.05


def with_parity(octets: bytes) -> bytes:
    """Seven bits and an even parity bit above them."""
    return bytes(octet ^ 0x80 if bin(octet).count("1") & 1 else octet for octet in octets)


class Toledo8217(ScaleMachine):
    """The machine. Knob `parity`: `even` (the line is 7E1) or `none`."""

    name = "toledo8217"

    def __init__(self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str]) -> None:
        self._parity = "even"
        self._typed = ""
        self._typed_until_s: float | None = None
        super().__init__(faults, outlet, knobs)
        faults.offer(PHRASES, EVENTS)

    def knob_names(self) -> tuple[str, ...]:
        """Those of the pan, and parity."""
        return (*super().knob_names(), "parity")

    def set_knob(self, name: str, value: str) -> None:
        """Set one knob. Raises `ValueError`."""
        if name != "parity":
            super().set_knob(name, value)
        elif value not in ("even", "none"):
            raise ValueError("parity is even or none")
        else:
            self._parity = value

    @property
    def due_s(self) -> float | None:
        """A late answer, or the end of the wait for the digits of a tare."""
        times = [at for at in (super().due_s, self._typed_until_s) if at is not None]
        return min(times, default=None)

    def disconnected(self) -> None:
        """The host closed the line."""
        self._forget_typed()
        super().disconnected()

    def tick(self, now_s: float) -> bytes:
        """Move the clock on."""
        self.now_s = now_s
        if self._typed_until_s is not None and self._typed_until_s <= now_s:
            self._forget_typed()
            self._tare(None)
        return super().tick(now_s)

    def feed(self, chunk: bytes) -> bytes:
        """Take letters."""
        for octet in chunk:
            self._letter(chr(octet & 0x7F))
        return self.outlet.take()

    def _forget_typed(self) -> None:
        self._typed, self._typed_until_s = "", None

    def _letter(self, letter: str) -> None:
        if self._typed:
            if letter.isdecimal():
                self._typed += letter
                self._typed_until_s = self.now_s + DIGIT_WAIT_S
                if len(self._typed) == 6:
                    known_g = int(self._typed[1:])
                    self._forget_typed()
                    self._tare(known_g)
                return
            self._forget_typed()
            self._tare(None)
        match letter:
            case "W":
                self._weigh()
            case "Z":
                self.zero()
                self._answer(self._status())
                self.faults.happened("zero")
            case "T":
                self._typed, self._typed_until_s = "T", self.now_s + DIGIT_WAIT_S
            case "C":
                if not self.shown().is_moving:
                    self.pan.tare_g = 0
                self._answer(self._status(), TARE_ANSWER_S)

    def _tare(self, known_g: int | None) -> None:
        self.tare(known_g)
        self._answer(self._status(), TARE_ANSWER_S)
        self.faults.happened("tare")

    def _weigh(self) -> None:
        seen = self.shown()
        if self.faults.take("question mark"):
            self.say_weight(self._framed("?"))
        elif seen.is_moving or seen.is_over or seen.is_under:
            self.say_weight(self._framed(self._status()))
        else:
            width = 5 if self.is_in_pounds() else 6
            text = self.digits(seen.weight_g, width, 3)
            if self.faults.take("two weights"):
                text += self.digits(seen.weight_g + self.pan.step_g, width, 3)
            self.say_weight(self._framed(text + ("N" if seen.is_net else "")))

    def _status(self) -> str:
        seen = self.shown()
        bits = 0b100_0000
        flags = (seen.is_moving, seen.is_over, seen.is_under, seen.is_outside_zero_range, seen.is_at_zero, seen.is_net)
        for place, is_set in enumerate(flags):
            bits |= is_set << place
        return "?" + chr(bits)

    def _answer(self, text: str, after_s: float = 0.0) -> None:
        self.say(self._framed(text), after_s)

    def _framed(self, text: str) -> bytes:
        octets = b"\x02" + text.encode("ascii") + b"\x0d"
        if self._parity == "even":
            octets = with_parity(octets)
        if self.faults.take("parity"):
            octets = octets[:2] + bytes([octets[2] ^ 0x80]) + octets[3:]
        return octets
