"""The invariants of the payment machine, checked at every commit, every message and every picture.

I1 never charged twice, I2 never free, I4 no line lost, P1 to P10: see the contract of the payment machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.domain.money import Money
from kiosk.domain.moves import (
    ATTEMPT_MOVES,
    PRINT_MOVES,
    SALE_MOVES,
    TENDER_MOVES,
    AttemptState,
    PrintState,
    SaleState,
    TenderState,
)
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.flows.checkout.events import PrintPaper
from kiosk.flows.shell import Frame, Session
from kiosk.flows.shell.session import Attract
from tests.unit.flows.walk.terminal import Terminal

A, S, T = AttemptState, SaleState, TenderState
SUCCESS = ("checkout/Receipt", "checkout/ThankYou")
HOLDING = (T.OPEN, T.CONFIRMED, T.REVERSING)


def _reaches(moves: Mapping[Any, frozenset[Any]], start: object, to: object) -> bool:
    seen, grown = {start}, {start}
    while grown:
        grown = {end for own in grown for end in moves[own]} - seen
        seen |= grown
    return to in seen


@dataclass(slots=True)
class Rules:
    """Raises AssertionError at the first thing that must never be."""

    sent: set[str] = field(default_factory=set)
    printed: dict[str, set[int]] = field(default_factory=dict)

    def commit(self, was: Sale | None, now: Sale) -> None:
        """Check what one commit makes of a sale."""
        self._money(now)
        if was is None:
            return
        assert _reaches(SALE_MOVES, was.state, now.state), (was.state, now.state)
        for old, new, moves in (
            (was.tenders, now.tenders, TENDER_MOVES),
            (was.attempts, now.attempts, ATTEMPT_MOVES),
            (was.jobs, now.jobs, PRINT_MOVES),
        ):
            kept = {own.id: own for own in new}
            for own in old:
                assert own.id in kept, "a tender, an attempt or a print job is gone"
                assert _reaches(moves, own.state, kept[own.id].state), (own.state, kept[own.id].state)
        self._lines(was, now)

    def _lines(self, was: Sale, now: Sale) -> None:
        numbers = {line.n for line in (*was.lines, *was.removed)}
        assert numbers <= {line.n for line in (*now.lines, *now.removed)}, "I4: a line is gone"
        if was.state is not S.OPEN:
            assert (was.lines, was.removed) == (now.lines, now.removed), "a frozen basket changed"

    def _money(self, sale: Sale) -> None:
        held = sum(own.amount.minor for own in sale.tenders if own.state in HOLDING)
        assert held <= sale.total.minor, "P6: tenders exceed what is due"
        assert sum(own.state is T.OPEN for own in sale.tenders) <= 1, "U4"
        for tender in sale.tenders:
            payments = [own for own in sale.attempts if own.kind is AttemptKind.PAYMENT]
            own = [attempt.state for attempt in payments if attempt.tender_id == tender.id]
            holding = [state for state in own if state not in (A.DECLINED, A.REVERSED)]
            assert len(holding) <= 1, "U1: two attempts may hold the money of one tender"
            assert (tender.state is T.CONFIRMED) == (A.CONFIRMED in own)
        if sale.state in (S.PAID, S.FULFILLED):
            assert sale.confirmed == sale.total, "I2: released without its money"
        if sale.state is S.OPEN:
            assert not any(own.state in HOLDING for own in sale.tenders), "an open basket with a tender"

    def send(self, disk: Mapping[str, Sale], attempt_id: str, amount: Money) -> None:
        """Check what is about to leave: durable as SENT (P1), once (P2), with the amount of its tender (P6)."""
        sale, attempt = found(disk, attempt_id)
        assert attempt.state is A.SENT, "P1"
        assert attempt_id not in self.sent, "P2"
        tender = sale.tender(attempt.tender_id)
        assert tender is not None
        assert amount == tender.amount == attempt.amount, "P6"
        self.sent.add(attempt_id)
        others = [own for other in disk.values() for own in other.attempts if own.id != attempt_id]
        assert not any(own.state in (A.SENT, A.CANCELLING, A.UNKNOWN, A.APPROVED) for own in others), "U2"

    def send_back(self, disk: Mapping[str, Sale], attempt_id: str, payment_id: str) -> None:
        """Check a reversal: durable as SENT, once, of a payment whose goods are not given (P4)."""
        sale, attempt = found(disk, attempt_id)
        payment = sale.attempt(payment_id)
        assert attempt.state is A.SENT, "P1"
        assert attempt_id not in self.sent, "P2"
        assert payment is not None
        assert (payment.state, attempt.reverses_id) == (A.REVERSING, payment_id), "P4"
        assert sale.state in (S.PAYING, S.REVIEW), "P4"
        assert attempt.amount == payment.held, "what goes back is what was taken"
        self.sent.add(attempt_id)

    def acknowledge(self, disk: Mapping[str, Sale], attempt_id: str) -> None:
        """Nothing is acknowledged that is not decided on disk."""
        _, attempt = found(disk, attempt_id)
        assert attempt.state not in (A.INTENT, A.SENT, A.CANCELLING, A.UNKNOWN), "W3 comes before its acknowledgement"

    def release(self, sale: Sale) -> None:
        """Check the moment the goods are given."""
        assert sale.state is S.PAID, "released what is not paid"

    def print(self, disk: Mapping[str, Sale], effect: PrintPaper, *, is_at_boot: bool) -> None:
        """Check a paper: its job is durable (section 6), and no copy number is used twice (P10)."""
        assert not is_at_boot, "P10: printed at boot"
        job = disk[effect.sale.id].job(effect.job.id)
        assert job is not None
        assert job.state is PrintState.SENDING
        copies = self.printed.setdefault(job.doc, set())
        assert job.copy_no not in copies, "P10: the same paper twice without COPY"
        copies.add(job.copy_no)

    def show(self, shown: Frame, disk: Mapping[str, Sale]) -> None:
        """Success is shown only when it is durable (P5)."""
        assert shown.strip.help.event == "HelpPressed"
        if shown.screen in SUCCESS:
            assert any(sale.state is S.FULFILLED for sale in disk.values()), "P5"

    def session(self, session: Session) -> None:
        """Nothing of a customer is on the picture that nobody owns (I7); a terminal that is asked takes no payment."""
        if isinstance(session.screen, Attract):
            assert session.id == "", "I7"
        assert session.site.is_terminal_asked == (session.inquiry is not None)


def found(disk: Mapping[str, Sale], attempt_id: str) -> tuple[Sale, Attempt]:
    """Return the attempt of an id with its sale."""
    for sale in disk.values():
        attempt = sale.attempt(attempt_id)
        if attempt is not None:
            return sale, attempt
    raise AssertionError(f"attempt {attempt_id} is not on disk")


def compare(disk: Mapping[str, Sale], terminal: Terminal) -> None:
    """I1 and I3: the terminal's ledger equals our attempts, reference by reference; nobody is charged twice."""
    attempts = {own.id: own for sale in disk.values() for own in sale.attempts}
    for booking in terminal.ledger:
        if booking.takes_back is not None:
            continue
        attempt = attempts[booking.attempt_id]
        if booking.is_charged:
            assert attempt.state in (A.CONFIRMED, A.REVIEW), f"I3: charged, and we hold it {attempt.state}"
        else:
            assert attempt.state is not A.CONFIRMED, "I2: confirmed, and nothing is charged"
    charged = [own.attempt_id for own in terminal.ledger if own.is_charged]
    assert len(set(charged)) == len(charged)
    for sale in disk.values():
        own = {attempt.id for attempt in sale.attempts}
        taken = sum(one.amount.minor for one in terminal.ledger if one.is_charged and one.attempt_id in own)
        assert taken <= sale.total.minor, "I1: charged twice"
        if sale.state in (S.FULFILLED, S.PAID):
            assert taken == sale.total.minor, "I2: given away"
        if sale.state is S.VOID:
            assert taken == 0, "a void sale is charged"
