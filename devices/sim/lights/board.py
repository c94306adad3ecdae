"""A relay board on USB with lamps on its relays and contacts at its inputs.

Knob `board`: `lcus` takes four bytes (A0, number, state, sum) and FF; `text` takes lines such as `relay on 0`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from devices.sim.fault_words import Fault, Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Json, Outlet, Reply, Request, flag_of, ignore_event, number_of

PHRASES = (
    Phrase("relay N sticks", Lasts.STANDING, "relay N, counted from 1, stays as it is"),
    Phrase("brown out", Lasts.NOW, "the board starts anew: every relay is off, the line stays"),
    Phrase("deaf", Lasts.ONCE, "the next command is not taken and not answered"),
    Phrase("strange answer", Lasts.ONCE, "the next answer holds signs that are none"),
)
EVENTS = ("switch", "ask")
KINDS = ("lcus", "text")
KNOBS = ("board", "relays", "inputs")
LINE_CAP = 64
PLACES = "0123456789ABCDEFGHIJKLMNOPQRSTUV"


class RelayBoard:
    """The machine. Knobs: `board`, `relays`, `inputs`."""

    name = "lights"

    def __init__(self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str]) -> None:
        self.emit: Callable[[dict[str, Json]], None] = ignore_event
        self._faults = faults
        self._outlet = outlet
        self._board = "lcus"
        self._relays = [False] * 4
        self._closed = [False] * 4
        self._received = bytearray()
        self._switched = 0
        for name, value in knobs.items():
            self.set_knob(name, value)
        faults.offer(PHRASES, EVENTS)
        faults.perform("brown out", self._brown_out)

    def set_knob(self, name: str, value: str) -> None:
        """Set one knob by its text. Raises `ValueError` with a sentence."""
        match name:
            case "board" if value in KINDS:
                self._board = value
            case "relays" if value.isdecimal() and 1 <= int(value) <= len(PLACES):
                self._relays = [False] * int(value)
            case "inputs" if value.isdecimal() and int(value) <= len(PLACES):
                self._closed = [False] * int(value)
            case "board" | "relays" | "inputs":
                raise ValueError(f"{name}: board is one of {', '.join(KINDS)}; relays 1..32; inputs 0..32")
            case _:
                raise ValueError(f"unknown knob {name!r}; known: {', '.join(KNOBS)}")

    # --- devices.sim.machine.Machine ---

    @property
    def due_s(self) -> float | None:
        """A board says nothing by itself."""
        return None

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """A host opened the line. The relays stay as they are."""

    def disconnected(self) -> None:
        """The host closed the line; half a command is forgotten."""
        self._received.clear()

    def power(self, is_on: bool) -> None:
        """Without power every relay lets go."""
        self._let_go()

    def tick(self, now_s: float) -> bytes:
        """Give what waits."""
        return self._outlet.take()

    def state(self) -> Reply:
        """Relays and contacts, counted from 1."""
        return {
            "board": self._board,
            "on": [place for place, is_on in enumerate(self._relays, 1) if is_on],
            "closed": [place for place, is_closed in enumerate(self._closed, 1) if is_closed],
            "switched": self._switched,
        }

    def command(self, verb: str, request: Request) -> Reply | None:
        """`input`: `number` from 1, `closed`."""
        if verb != "input":
            return None
        place = number_of(request, "number")
        if place != int(place) or not 1 <= place <= len(self._closed):
            raise ControlError(f'"number" is a whole number 1..{len(self._closed)}')
        self._closed[int(place) - 1] = flag_of(request, "closed")
        return self.state()

    def feed(self, chunk: bytes) -> bytes:
        """Take commands."""
        for octet in chunk:
            if self._board == "lcus":
                self._four(octet)
            else:
                self._sign(octet)
        return self._outlet.take()

    # --- four bytes ---

    def _four(self, octet: int) -> None:
        got = self._received
        if not got and octet == 0xFF:
            self._status()
        elif got or octet == 0xA0:
            got.append(octet)
        if len(got) == 4:
            _start, number, state, check = got
            got.clear()
            is_good = check == (0xA0 + number + state) % 256 and 1 <= number <= len(self._relays) and state in (0, 1)
            if is_good and self._faults.take("deaf") is None:
                self._switch(number, state == 1)

    def _status(self) -> None:
        if self._faults.take("deaf"):
            return
        lines = [f"CH{place}: {'ON' if is_on else 'OFF'}\r\n" for place, is_on in enumerate(self._relays, 1)]
        self._say("".join(lines))

    # --- lines of text ---

    def _sign(self, octet: int) -> None:
        if octet not in (0x0A, 0x0D):
            self._received.append(octet)
            del self._received[:-LINE_CAP]
            return
        line = self._received.decode("latin-1")
        self._received.clear()
        if octet == 0x0D and line and self._faults.take("deaf") is None:
            self._line(line)

    def _line(self, line: str) -> None:
        answer = ""
        match line.split():
            case ["relay", "on" | "off" as state, place] if self._has(place, self._relays):
                self._switch(PLACES.index(place) + 1, state == "on")
            case ["relay", "read", place] if self._has(place, self._relays):
                answer = "on" if self._relays[PLACES.index(place)] else "off"
            case ["gpio", "read", place] if self._has(place, self._closed):
                answer = "0" if self._closed[PLACES.index(place)] else "1"
        self._say(f"{line}\n\r{answer}\n\r>" if answer else f"{line}\n\r>", is_answer=bool(answer))

    @staticmethod
    def _has(place: str, among: list[bool]) -> bool:
        return len(place) == 1 and place in PLACES[: len(among)]

    # --- both ---

    def _say(self, text: str, *, is_answer: bool = True) -> None:
        if is_answer and self._faults.take("strange answer"):
            text = text.replace("o", "?").replace("O", "?").replace("0", "?").replace("1", "?")
        self._outlet.write(text.encode("latin-1"))
        if is_answer:
            self._faults.happened("ask")

    def _switch(self, number: int, is_on: bool) -> None:
        sticks = self._faults.stands("relay sticks")
        if sticks is None or int(sticks.number(0)) != number:
            self._relays[number - 1] = is_on
        self._switched += 1
        self.emit({"event": "switch", "relay": number, "on": self._relays[number - 1]})
        self._faults.happened("switch")

    def _brown_out(self, _fault: Fault) -> None:
        self._let_go()
        self._received.clear()

    def _let_go(self) -> None:
        self._relays = [False] * len(self._relays)
        self.emit({"event": "all off"})
