"""A payment terminal as the flows see it: it books, forgets, answers late and loses each of its messages on demand.

It keeps a ledger of its own; what it charged is what the walk compares the kiosk's tables with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import (
    DialogueEnded,
    LastPaymentSilent,
    LastPaymentTold,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
    TerminalPrompted,
)

LATE_MS = 25_000  # a request that the network held back arrives within this time, or never
UNDO_MS = 4_000  # a terminal that undoes what was not acknowledged has done so by then


@dataclass(slots=True)
class Booking:
    """One payment, or one reversal of `takes_back`, as the terminal wrote it down.

    `is_undone`: the terminal took its own word back; `is_reversed`: a reversal gave the money back.
    """

    attempt_id: str
    amount: Money
    number: int
    is_approved: bool
    is_undone: bool = False
    takes_back: Booking | None = None
    is_reversed: bool = False

    @property
    def is_charged(self) -> bool:
        """True while the customer's money is gone."""
        return self.is_approved and not self.is_undone and not self.is_reversed and self.takes_back is None

    def undo(self) -> None:
        """Take the word back; what a reversal gave back is the shop's again."""
        self.is_undone = self.is_approved
        if self.takes_back is not None and self.is_approved:
            self.takes_back.is_reversed = False


@dataclass(slots=True)
class Terminal:
    """The far side of the wire. `post` sends an event after some milliseconds; `later` runs something then."""

    rng: Random
    post: Callable[[Event, int], None]
    later: Callable[[Callable[[], object], int], None]
    loss: float
    missing_ack: str  # reverse | keep | reference: its protocol knows references, and waits for no word of ours
    lose_at: int = 0
    takes_parts: bool = False
    is_gone: bool = False
    ledger: list[Booking] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    busy_for: str = ""
    wants_abort: bool = False
    _waits_for_ack: Booking | None = None
    _numbers: int = 40
    _link: int = 0
    _messages: int = 0

    def _lost(self) -> bool:
        self._messages += 1
        return self.is_gone or self._messages == self.lose_at or self.rng.random() < self.loss

    @property
    def _is_tied(self) -> bool:
        return self.missing_ack == "reference"

    def _told_last(self, attempt_id: str = "") -> Booking | None:
        """Give the last booking, or of a protocol that knows references the one that is asked about."""
        is_asked = [own for own in self.ledger if not self._is_tied or own.attempt_id == attempt_id]
        shown = [own for own in is_asked if not own.is_undone]
        return shown[-1] if shown else None

    # --- what the kiosk asks ----------------------------------------------------------------------------------------

    def connect(self, attempt_id: str) -> None:
        """Register, or stay silent."""
        if self._lost() or self.busy_for:
            self.post(TerminalNotReached(attempt_id, "NoAnswer"), 500)
            return
        last = self._told_last()
        prior = last.number if last and not self._is_tied else None
        self.post(TerminalConnected(attempt_id, "T1", prior, takes_parts=self.takes_parts), 300)

    def reverse(self, attempt_id: str, payment_id: str) -> None:
        """Give one payment back; each message on its way may be lost."""
        payment = next((own for own in self.ledger if own.attempt_id == payment_id), None)
        assert payment is not None, "a reversal of what the terminal never had"
        self.purchase(attempt_id, payment.amount, payment)

    def purchase(self, attempt_id: str, amount: Money, takes_back: Booking | None = None) -> None:
        """Take one payment; each message on its way may be lost."""
        assert attempt_id not in self.requests, "a request left twice"
        self.requests.append(attempt_id)
        fate = self.rng.random()
        if self.is_gone or fate < self.loss / 2:
            self.post(DialogueEnded(attempt_id, "not_sent"), 200)
            return
        if fate < self.loss:  # the link broke behind the request: it arrives late, or never
            self.post(DialogueEnded(attempt_id, "unknown", detail="the link broke"), 1000)
            if self.rng.random() < 0.5:
                self.later(lambda: self._book(attempt_id, amount, takes_back), self.rng.randrange(LATE_MS))
            return
        self.busy_for, self.wants_abort = attempt_id, False
        for after_ms, prompt in ((100, "present_card"), (900, "enter_pin"), (1500, "bank")):
            self.post(TerminalPrompted(attempt_id, prompt), after_ms)
        link = self._link
        self.later(lambda: self._decide(attempt_id, amount, link, takes_back), 2000 + self.rng.randrange(20_000))

    def abort(self, attempt_id: str) -> None:
        """Give up what is not decided yet, if the word arrives."""
        if attempt_id == self.busy_for and not self._lost():
            self.wants_abort = True

    def acknowledge(self, attempt_id: str, *, is_accepted: bool) -> None:
        """Finish what was acknowledged; undo what was refused; wait in vain for what was lost."""
        booking = self._waits_for_ack
        if booking is None or booking.attempt_id != attempt_id:
            return
        self._waits_for_ack = None
        if self._lost():
            self._missed(booking)
            self.post(DialogueEnded(attempt_id, "unknown", detail="the acknowledgement was lost"), 1000)
            return
        if not is_accepted:
            booking.undo()
        self.busy_for = ""
        if self._lost():
            self.post(DialogueEnded(attempt_id, "unknown", detail="the last word was lost"), 1000)
            return
        self.post(DialogueEnded(attempt_id, "completed", "the terminal's text"), 200)

    def ask(self, attempt_id: str) -> None:
        """Tell what became of the last payment, or nothing. The old link is closed first."""
        self.cut()
        is_running = self._is_tied and self.busy_for == attempt_id
        if self._lost() or is_running:
            self.post(LastPaymentSilent(attempt_id, "NoAnswer"), 3000)
            return
        last = self._told_last(attempt_id)
        self.post(LastPaymentTold(attempt_id, self._result(last) if last else None, not self.busy_for, "again"), 300)

    def cut(self) -> None:
        """The link is gone: whatever would have been acknowledged over it is not."""
        self._link += 1
        if self._waits_for_ack is not None:
            self._missed(self._waits_for_ack)
            self._waits_for_ack = None

    # --- what it does by itself -------------------------------------------------------------------------------------

    def _book(
        self, attempt_id: str, amount: Money, takes_back: Booking | None, *, is_given_up: bool = False
    ) -> Booking:
        self._numbers = self._numbers % 99 + 1
        yes = self.rng.random() < 0.7 and not is_given_up
        if takes_back is not None:
            yes = takes_back.is_charged and self.rng.random() < 0.9
            takes_back.is_reversed = takes_back.is_reversed or yes
        elif self.rng.random() < (0.6 if self.takes_parts else 0.05) and amount.minor > 1:  # some cards hold less
            amount = Money(amount.minor * 2 // 3, amount.currency)
        booking = Booking(attempt_id, amount, self._numbers, yes, takes_back=takes_back)
        self.ledger.append(booking)
        return booking

    def _decide(self, attempt_id: str, amount: Money, link: int, takes_back: Booking | None) -> None:
        is_lucky = self.rng.random() < 0.5  # the answer of the bank was faster than the wish to give up
        booking = self._book(attempt_id, amount, takes_back, is_given_up=self.wants_abort and not is_lucky)
        if link != self._link:
            self._missed(booking)
            return
        if self._lost():  # nobody hears the answer, so nobody acknowledges it
            self._missed(booking)
            self.post(DialogueEnded(attempt_id, "unknown", detail="the answer was lost"), 2000)
            return
        self._waits_for_ack = booking
        self.post(TerminalAnswered(attempt_id, self._result(booking)), 100)

    def _missed(self, booking: Booking) -> None:
        def settle() -> None:
            if self.missing_ack == "reverse":
                booking.undo()

        def rest() -> None:
            self.busy_for = ""

        undone_after_ms = self.rng.randrange(UNDO_MS)
        self.later(settle, undone_after_ms)
        self.later(rest, self.rng.randrange(undone_after_ms + 1))  # some call themselves idle before they undo it

    def _result(self, booking: Booking) -> Result:
        refusal = "" if booking.is_approved else ("cancelled" if self.wants_abort else "card")
        code = "00" if booking.is_approved else "05"
        last4 = "4471" if booking.is_approved else ""
        number = None if self._is_tied else booking.number
        name = f"X{booking.number}" if self._is_tied else ""
        return Result(
            booking.is_approved, booking.amount, number, "1", "A", "T1", "Demo", last4, code, refusal,
            transaction_id=name, is_for_reference=self._is_tied,
        )  # fmt: skip
