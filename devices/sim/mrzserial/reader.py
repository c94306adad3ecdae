"""A reader of travel documents that sends three framed lines, or plain lines as a keyboard would."""

from __future__ import annotations

import random
from collections.abc import Mapping

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Outlet, Reply, Request, flag_of, text_of
from devices.sim.mrzserial.specimen import FORMATS, specimen
from devices.sim.plain import Choices, PlainMachine

PHRASES = (
    Phrase("misread [N]", Lasts.ONCE, "3 (or N) characters of the next document are read as others"),
    Phrase("line missing", Lasts.ONCE, "the first line of the next document is not sent"),
    Phrase("swapped lines", Lasts.ONCE, "the lines of the next document come in the reverse order"),
    Phrase("bcc", Lasts.ONCE, "the check byte of the next frame is wrong"),
    Phrase("upside down", Lasts.ONCE, "the next document is inserted the wrong way: nothing can be read"),
    Phrase("removed early", Lasts.ONCE, "the next document is taken away while it is sent"),
    Phrase("left in reader", Lasts.ONCE, "nobody takes the next document out"),
)
EVENTS = ("document",)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
KNOBS = {"mode": ("frame", "keyboard"), "kind": ("slot", "swipe")}
OUT_S = 2.0
WIDTH = 44


class MrzReader(PlainMachine):
    """The machine. Knobs `mode` (`frame`, `keyboard`) and `kind` (`slot` knows of a document inside, `swipe` not)."""

    name = "mrzserial"
    hides_bytes = True

    def __init__(self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str], seed: int = 0) -> None:
        super().__init__(faults, outlet, PHRASES, EVENTS)
        self._random = random.Random(f"{seed} mrzserial")  # noqa: S311 - repeatable misreadings, no secret
        self._knobs = Choices(KNOBS, knobs)
        self._now_s = 0.0
        self._out_at_s: float | None = None
        self._is_inside = False
        self._documents = 0

    @property
    def due_s(self) -> float | None:
        """When somebody takes the document out."""
        return self._out_at_s

    def tick(self, now_s: float) -> bytes:
        """Move the clock on; somebody may take the document out."""
        self._now_s = now_s
        if self._out_at_s is not None and self._out_at_s <= now_s:
            self._take_out()
        return self._outlet.take()

    def state(self) -> Reply:
        """Counters and what is in the slot; never what was read."""
        return {"documents": self._documents, "inside": self._is_inside, **self._knobs.shown}

    def command(self, verb: str, request: Request) -> Reply | None:
        """`document`, `take_out`."""
        match verb:
            case "document":
                return self._present(request)
            case "take_out":
                self._take_out()
                return self.state()
        return None

    def _present(self, request: Request) -> Reply:
        lines = lines_of(request)
        if flag_of(request, "stays", False) or self._faults.take("left in reader"):
            self._out_at_s = None
        else:
            self._out_at_s = self._now_s + OUT_S
        self._is_inside = self._knobs["kind"] == "slot"
        self._out_at_s = self._out_at_s if self._is_inside else None
        self._documents += 1
        self._send(self._spoilt(lines))
        self.emit({"event": "document", "lines": len(lines)})
        self._faults.happened("document")
        return {"heard": self._is_connected, "inside": self._is_inside}

    def _take_out(self) -> None:
        self._out_at_s = None
        if self._is_inside:
            self._is_inside = False
            if self._knobs["mode"] == "frame":
                self._outlet.write(self._framed(()))
            self.emit({"event": "taken_out"})

    def _spoilt(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        misread = self._faults.take("misread")
        for _ in range(int(misread.number(3)) if misread is not None else 0):
            lines = self._misread(lines)
        if self._faults.take("line missing"):
            lines = lines[1:]
        if self._faults.take("swapped lines"):
            lines = lines[::-1]
        return () if self._faults.take("upside down") else lines

    def _misread(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        row = self._random.randrange(len(lines))
        at = self._random.randrange(len(lines[row]))
        other = self._random.choice([sign for sign in ALPHABET if sign != lines[row][at]])
        return (*lines[:row], lines[row][:at] + other + lines[row][at + 1 :], *lines[row + 1 :])

    def _send(self, lines: tuple[str, ...]) -> None:
        if self._knobs["mode"] == "frame":
            octets = self._framed(lines)
        else:
            octets = "".join(f"{line}\r" for line in lines).encode("ascii")
        if self._faults.take("removed early"):
            octets = octets[: len(octets) // 2]
        self._outlet.write(octets)

    def _framed(self, lines: tuple[str, ...]) -> bytes:
        padded = [line.ljust(WIDTH, "_") for line in ("",) * (3 - len(lines)) + lines]
        flag = "1" if self._is_inside else "0"
        body = b"OU\x02" + flag.encode() + b"".join(line.encode("ascii") + b"\r" for line in padded) + b"\x03"
        body = bytes([len(body)]) + body
        check = 0
        for octet in body:
            check ^= octet
        if self._faults.take("bcc"):
            check ^= 0x21
        return b"\x01" + body + bytes([check])


def lines_of(request: Request) -> tuple[str, ...]:
    """The lines of a control request, or those of an invented document. Raises `ControlError`."""
    lines = request.get("lines")
    if lines is None:
        name = text_of(request, "format", "TD3")
        if name not in FORMATS:
            raise ControlError(f'"format" is one of {", ".join(FORMATS)}')
        return specimen(name)
    found = lines if isinstance(lines, list) else []
    is_fit = all(isinstance(line, str) and 0 < len(line) <= WIDTH and line.isascii() for line in found)
    if not is_fit or not 1 <= len(found) <= 3:
        raise ControlError(f'"lines" are one to three texts of 1 to {WIDTH} ASCII characters')
    return tuple(found)
