"""A payment on its way through the terminal: card, PIN, host, booking. No wire in it; others move its clock."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from devices.sim.faults import Faults
from devices.sim.machine import Json
from devices.sim.nexo.knobs import Knobs
from devices.sim.nexo.ledger import Ledger, Transaction
from devices.sim.nexo.phrases import ERROR_CONDITIONS
from devices.sim.nexo.replies import stamp, written
from devices.sim.paying import Card

IDLE_TEXT = "Welcome"


class Stage(Enum):
    """Where a payment stands."""

    LATE = auto()  # still on the network
    CARD = auto()
    PIN = auto()
    HOST = auto()


@dataclass(frozen=True, slots=True)
class Order:
    """What the cash register asked to charge, and on which connection it waits (0: on none)."""

    line: int
    header: dict[str, str]
    sale_transaction: dict[str, str]
    amount_minor: int
    currency: str

    @property
    def service_id(self) -> str:
        """The name that the cash register gave it."""
        return self.header["ServiceID"]


class Core:
    """The terminal without its wire. `answered` gets each finished payment with the row that was written down."""

    def __init__(self, faults: Faults, knobs: Knobs, ledger: Ledger, wall: Callable[[], datetime], seed: int) -> None:
        self.faults = faults
        self.knobs = knobs
        self.ledger = ledger
        self.wall = wall
        self.emit: Callable[[dict[str, Json]], None] = lambda _event: None
        self.answered: Callable[[Order, Transaction], None] = lambda _order, _row: None
        self.happened: Callable[[Order, str], None] = lambda _order, event: faults.happened(event)
        self.card_inside: Card | None = None
        self.auto: tuple[float, str] | None = None
        self.order: Order | None = None
        self.stage = Stage.CARD
        self.display = IDLE_TEXT
        self._card = Card()
        self._due_s: float | None = None
        self._auto_due_s: float | None = None
        self._now_s = 0.0
        self._random = random.Random(f"{seed} nexo")  # noqa: S311 - approval numbers of no value

    # --- time -------------------------------------------------------------------------------------------------------

    @property
    def due_s(self) -> float | None:
        """When something happens next."""
        return min((own for own in (self._due_s, self._auto_due_s) if own is not None), default=None)

    def tick(self, now_s: float) -> None:
        """Move the clock; what is due happens."""
        self._now_s = now_s
        if self._auto_due_s is not None and now_s >= self._auto_due_s:
            self._auto_due_s = None
            self.present(Card(result=self.auto[1] if self.auto else "00"))
        while self._due_s is not None and now_s >= self._due_s:
            self._due_s = None
            self._next_stage()

    def _next_stage(self) -> None:
        order = self.order
        if order is None:
            return
        match self.stage:
            case Stage.LATE:
                self._await_card(order)
            case Stage.CARD:
                self.stop("Cancel")
            case Stage.PIN:
                self._ask_host(order)
            case Stage.HOST:
                self._decide(order)

    def _enter(self, stage: Stage, seconds: float) -> None:
        self.stage = stage
        self._due_s = self._now_s + seconds

    # --- a payment --------------------------------------------------------------------------------------------------

    @property
    def waits_for_card(self) -> bool:
        """True while a card is wanted."""
        return self.order is not None and self.stage is Stage.CARD

    def begin(self, order: Order) -> None:
        """Take an order; the terminal must be free."""
        self.order = order
        self.happened(order, "amount")
        if self.order is not order:  # a fault took the power
            return
        late = self.faults.take("late request")
        if late is not None:
            self.order = Order(0, order.header, order.sale_transaction, order.amount_minor, order.currency)
            self._enter(Stage.LATE, late.number(0))
            return
        for name in ERROR_CONDITIONS:
            if self.faults.take(f"error {name}"):
                self.stop(name)
                return
        self._await_card(order)

    def _await_card(self, order: Order) -> None:
        self._show_amount(order, "Insert or hold card")
        self._enter(Stage.CARD, self.knobs.card_timeout_s)
        if self.card_inside is not None:
            self.present(self.card_inside)
        elif self.auto is not None:
            self._auto_due_s = self._now_s + self.auto[0]

    def present(self, card: Card) -> bool:
        """Show a card; True when a payment took it."""
        order = self.order
        if order is None or self.stage is not Stage.CARD:
            return False
        self._card = card
        if card.how == "insert":
            self.card_inside = card
        self.happened(order, "card")
        if self.order is not order:
            return True
        if card.asks_pin:
            self._show_amount(order, "Enter PIN")
            self._enter(Stage.PIN, self.knobs.pin_s)
        else:
            self._ask_host(order)
        return True

    def _ask_host(self, order: Order) -> None:
        self._show_amount(order, "One moment please")
        late = self.faults.take("result after")
        self._enter(Stage.HOST, self.knobs.host_s + (late.number(0) if late else 0.0))

    def stop(self, why: str) -> None:
        """End the payment without a booking: an error condition."""
        order = self.order
        if order is None:
            return
        row = self._row(order, why, 0)
        row.last4 = row.scheme = ""
        if why not in ("Busy", "InProgress"):
            self.ledger.add(row)
        self._finish(order, row, is_booked=False)

    def _decide(self, order: Order) -> None:
        amount_minor = order.amount_minor
        if (part := self.faults.take("partial")) is not None:
            amount_minor = int(part.number(amount_minor // 2))
        if (more := self.faults.take("wrong amount")) is not None:
            amount_minor += int(more.number(1))
        row = self._row(order, self._card.result, amount_minor)
        if more is not None:
            row.asked_minor = amount_minor
        if self.faults.take("wrong currency"):
            row.currency = "USD"
        row.auth = f"{self._random.randrange(1_000_000):06d}" if row.is_approved else ""
        self.ledger.add(row)
        self.happened(order, "booking")
        if self.faults.take("approve then die"):
            self.faults.act("die")
        self._finish(order, row, is_booked=True)

    def _row(self, order: Order, result: str, amount_minor: int) -> Transaction:
        number = self.ledger.next_number()
        return Transaction(
            category="Payment",
            service_id=order.service_id,
            transaction_id=f"BV0q{number:06d}.PRONTO{number:06d}",
            time_stamp=stamp(self.wall()),
            receipt_no=number,
            amount_minor=amount_minor,
            asked_minor=order.amount_minor,
            currency=order.currency,
            result=result,
            sale_transaction=order.sale_transaction,
            last4=self._card.last4,
            scheme=self._card.scheme,
            how=self._card.how,
            batch=self.ledger.batch,
        )

    def _finish(self, order: Order, row: Transaction, *, is_booked: bool) -> None:
        self.forget()
        self.answered(order, row)
        self.happened(order, "payment")
        told = {
            "receipt_no": row.receipt_no if is_booked else None,
            "amount_minor": row.amount_minor if is_booked else None,
            "currency": row.currency if is_booked else None,
            "state": "done" if is_booked else None,
            "kind": "payment" if is_booked else None,
        }
        self.emit({"event": "payment", "result": row.result, **told})

    def forget(self) -> None:
        """No payment is on its way."""
        self.order = None
        self._due_s = self._auto_due_s = None
        self.show(IDLE_TEXT)

    # --- display ----------------------------------------------------------------------------------------------------

    def show(self, text: str) -> None:
        """Put text on the terminal's screen."""
        if text != self.display:
            self.display = text
            self.emit({"event": "display", "text": text})

    def _show_amount(self, order: Order, text: str) -> None:
        self.show(f"{order.currency} {written(order.amount_minor)}\n{text}")
