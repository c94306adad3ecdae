"""The terminal's machine: frames in, frames out, one dialogue at a time."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import asdict
from datetime import datetime

from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Json, Outlet, Reply, Request, number_of
from devices.sim.paying import Card, auto_of, card_of, set_knobs
from devices.sim.zvt.commands import dialogue_for
from devices.sim.zvt.core import TerminalCore
from devices.sim.zvt.frames import ACK, Apdu, Assembler, refusal
from devices.sim.zvt.knobs import Knobs
from devices.sim.zvt.phrases import EVENTS, PHRASES
from devices.sim.zvt.steps import Answer, Ask, Dialogue, NoAck, Say, Step, Stopped, Wait
from devices.sim.zvt.store import TurnoverStore


class ZvtTerminal:
    """A payment terminal for ZVT over TCP. `wall` gives local date and time for receipts."""

    name = "zvt"

    def __init__(
        self,
        faults: Faults,
        outlet: Outlet,
        knobs: Knobs,
        store: TurnoverStore,
        wall: Callable[[], datetime],
        seed: int = 0,
    ) -> None:
        self._outlet = outlet
        self._faults = faults
        self._core = TerminalCore(faults, knobs, store, wall, seed)
        self._assembler = Assembler()
        self._dialogue: Dialogue | None = None
        self._step: Step | None = None
        self._deadline_s: float | None = None
        self._now_s = 0.0
        self._early: Card | Stopped | None = None
        self._auto: tuple[float, str] | None = None
        self._auto_due_s: float | None = None
        self._is_powered = True
        faults.offer(PHRASES, EVENTS)
        self._core.settle_open_rows()

    @property
    def emit(self) -> Callable[[dict[str, Json]], None]:
        """Who is told of displays and payments."""
        return self._core.emit

    @emit.setter
    def emit(self, listener: Callable[[dict[str, Json]], None]) -> None:
        self._core.emit = listener

    @property
    def due_s(self) -> float | None:
        """The next deadline of the running dialogue."""
        return min((t for t in (self._deadline_s, self._auto_due_s) if t is not None), default=None)

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """A new connection begins with no half frame."""
        self._assembler.clear()

    def disconnected(self) -> None:
        """A socket closed early ends the running dialogue as a missing acknowledgement does."""
        self._assembler.clear()
        hears = not isinstance(self._step, Wait) or self._step.hears_link
        if self._dialogue is not None and hears:
            self._advance(NoAck())

    def power(self, is_on: bool) -> None:
        """Off: dialogue, registration and card are forgotten. On: open bookings are settled."""
        self._is_powered = is_on
        self._end_dialogue()
        self._core.registration = None
        self._core.card_inside = None
        if is_on:
            self._core.settle_open_rows()
        self._core.show("Welcome" if is_on else "")

    def feed(self, chunk: bytes) -> bytes:
        """Take the ECR's bytes; give what the terminal sends at once."""
        for frame in self._assembler.feed(chunk):
            self._faults.happened(frame.name)
            self._receive(frame)
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Move the clock; time-outs act."""
        self._now_s = now_s
        if self._auto_due_s is not None and now_s >= self._auto_due_s:
            self._auto_due_s = None
            self._present(Card(result=self._auto[1] if self._auto else "00"))
        while self._deadline_s is not None and now_s >= self._deadline_s:
            self._advance(NoAck() if isinstance(self._step, Ask) else None)
        return self._outlet.take()

    def put_off(self, now_s: float, unsent: Container[bytes]) -> None:
        """The patience for an answer begins when its frame has left the line: it is no longer among the unsent."""
        if isinstance(self._step, Ask) and self._encoded(self._step.frame) in unsent:
            self._deadline_s = now_s + self._step.patience_s

    def state(self) -> Reply:
        """Display, registration, counters and knobs."""
        core = self._core
        return {
            "display": core.display,
            "registered": core.registration is not None,
            "config": f"{core.answers.config:02X}",
            "busy": self._dialogue is not None,
            "waits_for_card": isinstance(self._step, Wait) and self._step.for_card,
            "card_inside": core.card_inside is not None,
            "receipt_counter": core.store.receipt_counter,
            "auto": self._auto is not None,
            "knobs": core.knobs.shown(),
        }

    # --- the ECR's side ---------------------------------------------------------------------------------------------

    def _receive(self, frame: Apdu) -> None:
        is_reply = frame.control[0] in (0x80, 0x84)
        if is_reply:
            self._receive_reply(frame)
        elif frame.control == b"\x06\xb0":
            self._receive_abort()
        elif self._dialogue is not None:
            self._write(refusal(0x9C))
        else:
            self._begin(dialogue_for(frame, self._core))

    def _receive_reply(self, frame: Apdu) -> None:
        if self._faults.take_nth("lose ack"):
            return
        self._faults.happened("ack")
        if isinstance(self._step, Ask):
            self._advance(frame)

    def _receive_abort(self) -> None:
        if self._dialogue is None:
            self._core.card_inside = None
            self._write(ACK)
            return
        if not isinstance(self._step, Wait):
            self._write(ACK)
            self._early = Stopped(by_ecr=True)
        elif not self._step.is_final or self._faults.take("abort wins"):
            self._write(ACK)
            self._advance(Stopped(by_ecr=True))
        elif self._faults.take("abort loses"):
            self._write(ACK)
        else:
            self._write(refusal(0x83))

    # --- the dialogue -----------------------------------------------------------------------------------------------

    def _begin(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._early = None
        self._advance(None)

    def _advance(self, answer: Answer | NoAck) -> None:
        """Give the dialogue its answer and carry out steps until it has to wait."""
        while self._dialogue is not None:
            try:
                step = self._dialogue.throw(answer) if isinstance(answer, NoAck) else self._dialogue.send(answer)
            except StopIteration:
                self._end_dialogue()
                return
            self._step, self._deadline_s, answer = step, None, None
            if self._must_wait(step):
                return
            if isinstance(step, Wait) and self._early is not None:
                answer, self._early = self._early, None

    def _must_wait(self, step: Step) -> bool:
        match step:
            case Say(frame):
                self._write(frame)
                return False
            case Ask(frame, patience_s):
                self._write(frame)
                self._deadline_s = self._now_s + patience_s
                return True
            case Wait(seconds, for_card, is_final):
                wanted = self._early is not None and not is_final
                if wanted and (for_card or isinstance(self._early, Stopped)):
                    return False
                self._deadline_s = self._now_s + seconds
                if for_card and self._auto is not None:
                    self._auto_due_s = self._now_s + self._auto[0]
                return True

    def _end_dialogue(self) -> None:
        if self._dialogue is not None:
            self._dialogue.close()
        self._dialogue = None
        self._step = None
        self._deadline_s = None
        self._auto_due_s = None
        self._early = None

    def _write(self, frame: Apdu) -> None:
        if not self._faults.take("lose", frame.control):
            self._outlet.write(self._encoded(frame))
        if frame.control in (b"\x06\xd1", b"\x06\xd3"):
            self._faults.happened("line")
        self._faults.happened(frame.name)

    def _encoded(self, frame: Apdu) -> bytes:
        return frame.encoded(self._faults.stands("long length form") is not None)

    # --- the control side -------------------------------------------------------------------------------------------

    def command(self, verb: str, request: Request) -> Reply | None:
        """`card`, `cancel`, `auto`, `turnovers`, `knobs`, `receipt_counter`."""
        match verb:
            case "card":
                return self._card(request)
            case "cancel":
                return self._cancel()
            case "auto":
                return self._set_auto(request)
            case "turnovers":
                since = int(number_of(request, "since", 0))
                return {"turnovers": [_shown(asdict(row)) for row in self._core.store.rows[since:]]}
            case "knobs":
                return set_knobs(self._core.knobs, request)
            case "receipt_counter":
                return self._counter(request)
        return None

    def _card(self, request: Request) -> Reply:
        card = card_of(request, _code, is_powered=self._is_powered)
        if card is None:
            self._core.card_inside = None
            return {}
        return self._present(card)

    def _present(self, card: Card) -> Reply:
        if isinstance(self._step, Wait) and self._step.for_card:
            self._advance(card)
            return {"taken": True}
        if self._dialogue is not None and self._early is None and not self._host_was_asked():
            self._early = card
            return {"taken": True}
        if card.how == "insert" and self._dialogue is None:
            self._core.card_inside = card
            self._core.show("Remove card")
            return {"taken": False}
        raise ControlError("no payment is waiting for a card")

    def _host_was_asked(self) -> bool:
        return isinstance(self._step, Wait) and self._step.is_final

    def _cancel(self) -> Reply:
        if isinstance(self._step, Wait) and not self._step.is_final:
            self._advance(Stopped(by_ecr=False))
            return {}
        raise ControlError("nothing can be cancelled now")

    def _set_auto(self, request: Request) -> Reply:
        self._auto = auto_of(request, _code)
        self._auto_due_s = None
        if self._auto is not None and isinstance(self._step, Wait) and self._step.for_card:
            self._auto_due_s = self._now_s + self._auto[0]
        return {"auto": self._auto is not None}

    def _counter(self, request: Request) -> Reply:
        if "set" in request:
            number = int(number_of(request, "set"))
            if not 0 <= number <= 9999:
                raise ControlError('"set" is 0 to 9999')
            self._core.store.set_receipt_counter(number)
        return {"receipt_counter": self._core.store.receipt_counter}


def _shown(row: dict[str, Json]) -> dict[str, Json]:
    """A turnover for the ledger: `reversed` says that the money went back, by whichever way."""
    return {**row, "reversed": row["state"] == "undone" or row["is_reversed"]}


def _code(text: str) -> str:
    if len(text) != 2 or any(c not in "0123456789abcdefABCDEF" for c in text):
        raise ControlError('"result" is two hex digits')
    return text.upper()
