"""What every dialogue of the terminal shares: settings, memory, display, registration, bookings."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from devices.sim.faults import Faults
from devices.sim.machine import Json
from devices.sim.paying import Card
from devices.sim.zvt.answers import Registration
from devices.sim.zvt.knobs import Knobs
from devices.sim.zvt.receipt import written
from devices.sim.zvt.store import Turnover, TurnoverStore

IDLE_TEXT = "Welcome"


@dataclass(frozen=True, slots=True)
class Order:
    """What the ECR asked to charge. `answer_s`: how long it may take to answer 04 0F; `max_asks`: bitmap 02.

    `reverses`: the receipt number that a reversal takes back.
    """

    kind: str
    amount_minor: int
    currency: str
    answer_s: float
    max_asks: int = 3
    reverses: int | None = None


class TerminalCore:
    """The terminal without its wire. `wall` gives local date and time for receipts."""

    def __init__(
        self, faults: Faults, knobs: Knobs, store: TurnoverStore, wall: Callable[[], datetime], seed: int
    ) -> None:
        self.faults = faults
        self.knobs = knobs
        self.store = store
        self.registration: Registration | None = None
        self.emit: Callable[[dict[str, Json]], None] = lambda _event: None
        self.card_inside: Card | None = None
        self.seed = seed
        self._wall = wall
        self._random = random.Random(f"{seed} zvt")  # noqa: S311 - approval numbers of no value
        self._display = IDLE_TEXT

    @property
    def display(self) -> str:
        """What stands on the terminal's screen."""
        return self._display

    def show(self, text: str) -> None:
        """Put text on the terminal's screen."""
        if text != self._display:
            self._display = text
            self.emit({"event": "display", "text": text})

    def show_with_amount(self, order: Order, text: str) -> None:
        """The amount on the first line, then what to do."""
        self.show(f"{order.currency} {written(order.amount_minor)}\n{text}")

    @property
    def answers(self) -> Registration:
        """The registration in force, or the factory setting before one (config byte 86)."""
        return self.registration or Registration(0x86)

    def book(self, order: Order, card: Card, result: str) -> Turnover:
        """Record what the host answered. From here on the money has moved until somebody takes it back."""
        extra = self.faults.take("wrong amount")
        receipt_no, trace = self.store.next_numbers()
        wall = self._wall()
        row = Turnover(
            receipt_no=receipt_no,
            trace=trace,
            amount_minor=order.amount_minor + (int(extra.number(1)) if extra else 0),
            currency=order.currency,
            result=result,
            kind=order.kind,
            last4=card.last4,
            scheme=card.scheme,
            auth=f"{self._random.randrange(1_000_000):06d}" if result == "00" else "",
            date=wall.strftime("%m%d"),
            time=wall.strftime("%H%M%S"),
            how=card.how,
            batch=self.store.batch,
            reverses=order.reverses,
        )
        self.store.add(row)
        self.faults.happened("booking")
        return row

    def commit(self, row: Turnover) -> None:
        """The ECR acknowledged everything it had to."""
        row.state = "done"
        self.store.save()
        self.faults.happened("commit")

    def undo(self, row: Turnover) -> None:
        """The terminal takes a booking back by itself; what a reversal took back counts again."""
        row.state = "undone"
        self._release(row)
        self.store.save()

    def _release(self, row: Turnover) -> None:
        """A reversal that does not stand leaves its payment as it was."""
        original = self.store.by_receipt(row.reverses) if row.reverses is not None else None
        if original is not None:
            original.is_reversed = False

    def settle_missing(self, row: Turnover) -> None:
        """Do what this terminal's maker does with a booking whose acknowledgements are missing."""
        match self.knobs.missing_ack:
            case "keep":
                self.commit(row)
            case "declined":
                row.result = "6C"
                self._release(row)
                self.commit(row)
            case _:
                self.undo(row)

    def settle_open_rows(self) -> None:
        """After a power cut: every booking that was never acknowledged."""
        for row in self.store.rows:
            if row.state == "open":
                self.settle_missing(row)

    def report(self, row: Turnover | None, result: str) -> None:
        """Tell watchers how a payment ended; `row` None: nothing was booked."""
        self.faults.happened("payment")
        booked = {
            "receipt_no": row.receipt_no if row else None,
            "amount_minor": row.amount_minor if row else None,
            "currency": row.currency if row else None,
            "state": row.state if row else None,
            "kind": row.kind if row else None,
        }
        self.emit({"event": "payment", "result": result, **booked})
