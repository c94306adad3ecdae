"""A CAS scale: asked by ENQ and DC1, or saying its 22 bytes all the time."""

from __future__ import annotations

from collections.abc import Mapping

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import Outlet
from devices.sim.scales import machine
from devices.sim.scales.machine import ScaleMachine

PHRASES = (
    *machine.PHRASES,
    Phrase("bcc", Lasts.ONCE, "the check byte of the next block is wrong"),
    Phrase("not ready", Lasts.ONCE, "the next ENQ is answered by 15"),
)
EVENTS = machine.EVENTS
LINE_EVERY_S = 0.1
ENQ, DC1 = 0x05, 0x11


class CasScale(ScaleMachine):
    """The machine. Knob `mode`: `polled` or `continuous`."""

    name = "cas"

    def __init__(self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str]) -> None:
        self._mode = "polled"
        self._next_line_s = 0.0
        super().__init__(faults, outlet, knobs)
        faults.offer(PHRASES, EVENTS)

    def knob_names(self) -> tuple[str, ...]:
        """Those of the pan, and mode."""
        return (*super().knob_names(), "mode")

    def set_knob(self, name: str, value: str) -> None:
        """Set one knob. Raises `ValueError`."""
        if name != "mode":
            super().set_knob(name, value)
        elif value not in ("polled", "continuous"):
            raise ValueError("mode is polled or continuous")
        else:
            self._mode = value

    @property
    def due_s(self) -> float | None:
        """A late answer, or the next line."""
        late = super().due_s
        line = self._next_line_s if self._says_lines() else None
        return min((at for at in (late, line) if at is not None), default=None)

    def _says_lines(self) -> bool:
        return self._mode == "continuous" and self.is_connected

    def tick(self, now_s: float) -> bytes:
        """Move the clock on; say the lines that are due."""
        self.now_s = now_s
        if self._says_lines() and self._next_line_s <= now_s:
            self._next_line_s = now_s + LINE_EVERY_S
            self.say_weight(self._line())
        return super().tick(now_s)

    def feed(self, chunk: bytes) -> bytes:
        """Take ENQ and DC1; everything else means nothing to it."""
        for octet in chunk:
            if self._mode != "polled":
                continue
            if octet == ENQ:
                self.say(b"\x15" if self.faults.take("not ready") else b"\x06")
            elif octet == DC1:
                self.say_weight(self._block())
        return self.outlet.take()

    def _block(self) -> bytes:
        seen = self.shown()
        sign = "F" if seen.is_over else "-" if seen.is_under else " "
        text = self.digits(min(abs(seen.weight_g), 99_999), 6, 3)[:6]
        unit = "lb" if self.is_in_pounds() else "kg"
        if self.faults.take("two weights"):
            text += self.digits(min(abs(seen.weight_g) + self.pan.step_g, 99_999), 6, 3)[:6]
        body = (("U" if seen.is_moving else "S") + sign + text + unit).encode("ascii")
        check = 0
        for octet in body:
            check ^= octet
        if self.faults.take("bcc"):
            check ^= 0x10
        return b"\x01\x02" + body + bytes([check]) + b"\x03\x04"

    def _line(self) -> bytes:
        seen = self.shown()
        head = "OL" if seen.is_over else "US" if seen.is_moving else "ST"
        text = self.digits(abs(seen.weight_g), 6, 3)
        shown = f"{'-' if seen.is_under else ''}{text}".rjust(8)
        if self.faults.take("two weights"):
            shown += text
        lamp = 0x80 | seen.is_at_zero | seen.is_net << 1 | (not seen.is_net) << 2 | (not seen.is_moving) << 6
        unit = "lb" if self.is_in_pounds() else "kg"
        return f"{head},{'NT' if seen.is_net else 'GS'},1{chr(lamp)},{shown} {unit}\r\n".encode("latin-1")
