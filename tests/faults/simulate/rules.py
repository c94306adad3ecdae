"""What must hold at every commit, every message, every paper and every picture; the first breach ends the day.

I1 never charged twice, I2 never free, I4 no line lost, I7 nothing of the last customer, P1 to P10, U1 to U6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from kiosk.domain.goods.extras import without_donation
from kiosk.domain.money import Money
from kiosk.domain.moves import (
    ATTEMPT_MOVES,
    HOLDS_TENDER,
    HOLDS_TERMINAL,
    PRINT_MOVES,
    SALE_MOVES,
    TENDER_MOVES,
    AttemptState,
    PrintState,
    SaleState,
    TenderState,
)
from kiosk.domain.sale import Attempt, AttemptKind, PrintJob, Sale
from kiosk.domain.settling.undoing import NOT_SENT
from kiosk.flows.base import PLAIN
from kiosk.flows.registry import flows
from kiosk.flows.shell import Frame, Session
from kiosk.flows.shell.session import Attract, InFlow, OutOfService

A, S, T = AttemptState, SaleState, TenderState
MOST_REFUSALS = 3
SUCCESS = frozenset({"checkout/Receipt", "checkout/ThankYou"})
HOLDING = frozenset({T.OPEN, T.CONFIRMED, T.REVERSING})
UNSAID = frozenset({A.INTENT, A.SENT, A.CANCELLING, A.UNKNOWN})
TABLES: tuple[tuple[str, Mapping[Any, frozenset[Any]]], ...] = (
    ("tenders", TENDER_MOVES), ("attempts", ATTEMPT_MOVES), ("jobs", PRINT_MOVES),
)  # fmt: skip


class Broken(BaseException):  # a verdict; no `except Exception` of the product may take it for a fault
    """A rule does not hold. The text begins with its id."""


def require(is_held: bool, what: str, *about: object) -> None:  # reads as a sentence
    """Raise `Broken` unless it holds."""
    if not is_held:
        raise Broken(" ".join((what, *map(str, about))))


KINDS: Final = {
    "I1": "doubled", "P2": "doubled", "U1": "doubled", "I3": "ghost", "I2": "free", "I4": "lost", "lost": "lost",
}  # fmt: skip


def told(error: BaseException) -> Broken:
    """Return what was raised as a broken rule."""
    if isinstance(error, Broken):
        return error
    broken = Broken(f"F19: {type(error).__name__}: {error}")
    broken.__cause__ = error
    return broken


def kind_of(breach: str) -> str:
    """Return under which count a breach falls."""
    return next((kind for word, kind in KINDS.items() if breach.startswith(word)), "other")


@cache
def _reaches(table: str, start: object, to: object) -> bool:
    moves = dict(TABLES).get(table, SALE_MOVES)
    seen, grown = {start}, {start}
    while grown:
        grown = {end for own in grown for end in moves[own]} - seen
        seen |= grown
    return to in seen


@dataclass(slots=True)
class Rules:
    """What a day has shown so far, as far as a rule needs it."""

    sent: set[str] = field(default_factory=set)
    printed: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)  # jobs of which the printer said that they are done
    unasked: set[str] = field(default_factory=set)  # attempts that ended unheard, and were not asked about since
    last_screen: str = ""
    takes_parts: bool = False  # what the terminal's profile says
    _is_asked: bool = False
    _is_touched: bool = False

    def restarted(self) -> None:
        """Nobody has asked for anything since the machine started."""
        self._is_asked = self._is_touched = False
        self.last_screen = ""

    def asked(self, *, is_paper: bool) -> None:
        """Somebody pressed something; `is_paper`: where it may lead to a paper."""
        self._is_asked |= is_paper
        self._is_touched = True

    # --- commits ----------------------------------------------------------------------------------------------------

    def commit(self, was: Sale | None, now: Sale) -> None:
        """Check what one commit makes of a sale."""
        self._money(now)
        if was is None:
            return
        require(_reaches("sale", was.state, now.state), "MOVES: sale", was.state, now.state)
        for table, _ in TABLES:
            old = getattr(was, table)
            new = getattr(now, table)
            if old is not new:
                self._kept(table, old, new)
        if was.attempts is not now.attempts:
            self._heard(was, now)
            self._unheard(was, now)
            self._given_back(was, now)
        done = [own.number for own in now.jobs if own.state is PrintState.DONE] if was.jobs is not now.jobs else []
        require(self.proven.issuperset(done), "P10: a paper counts as done that the printer did not prove")
        if (was.lines, was.removed) != (now.lines, now.removed):
            is_reopened = now.state is S.OPEN and now.lines == without_donation(was).lines  # no more than that goes
            require(was.state is S.OPEN or is_reopened, "P7: a frozen basket changed")
            numbers = {line.n for line in (*was.lines, *was.removed)}
            is_kept = was.is_service or numbers <= {line.n for line in (*now.lines, *now.removed)}
            require(is_kept, "I4: a line is gone")  # what a trip costs is told anew with each order

    def _heard(self, was: Sale, now: Sale) -> None:
        """Check what a live answer came to: a part is kept as a part where the profile takes parts."""
        sent = {own.id for own in was.attempts if own.kind is AttemptKind.PAYMENT and own.state is A.SENT}
        for own in now.attempts:
            if own.id in sent and own.state is A.APPROVED and own.held.minor < own.amount.minor:
                tender = now.tender(own.tender_id)
                is_shrunk = tender is not None and tender.amount == own.held
                require(is_shrunk == self.takes_parts, "5.3: a part that was approved, and its tender is", tender)

    def _unheard(self, was: Sale, now: Sale) -> None:
        known = {own.id for own in was.attempts if own.watch}
        payments = (own for own in now.attempts if own.watch and own.kind is AttemptKind.PAYMENT)
        self.unasked |= {own.id for own in payments if own.id not in known}

    def ask(self, attempt_id: str) -> None:
        """Take note that the terminal is asked about an attempt."""
        self.unasked.discard(attempt_id)

    def _given_back(self, was: Sale, now: Sale) -> None:
        """Check what begins to go back, the last tender first, and what a person has to judge, not sooner than due."""
        before = {own.id: own.state for own in was.attempts}
        for own in now.attempts:
            if own.state is A.REVERSING and before.get(own.id) is A.CONFIRMED:
                later = [one.n for one in now.tenders if one.state is T.CONFIRMED]
                tender = now.tender(own.tender_id)
                require(tender is None or tender.n > max(later, default=0), "5.4: not the last tender first")
            if own.state is A.REVIEW and before.get(own.id) is A.REVERSING:
                backs = [one for one in now.attempts if one.reverses_id == own.id]
                refusals = sum(one.state is A.DECLINED and one.refusal != NOT_SENT for one in backs)
                is_unclear = any(one.state is A.REVIEW for one in backs)
                require(is_unclear or refusals >= MOST_REFUSALS, "5.5: given up after", refusals, "refusals")

    def _kept(self, table: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
        states = {own.id: own.state for own in new}
        for own in old:
            require(own.id in states, table, "lost one")
            require(_reaches(table, own.state, states[own.id]), "MOVES:", table, own.state, states[own.id])

    def _money(self, sale: Sale) -> None:
        if not sale.tenders:
            require(sale.state not in (S.PAID, S.FULFILLED) or sale.total.minor == 0, "I2: given without its money")
            return
        total = sale.total.minor
        require(sum(own.amount.minor for own in sale.tenders if own.state in HOLDING) <= total, "P6: more than is due")
        require(sum(own.state is T.OPEN for own in sale.tenders) <= 1, "U4")
        for tender in sale.tenders:
            own = [one for one in sale.attempts if one.tender_id == tender.id and one.kind is AttemptKind.PAYMENT]
            require(sum(one.state in HOLDS_TENDER for one in own) <= 1, "U1: two payments of one tender")
            for one in own:
                is_ours = one.state not in (A.APPROVED, A.CONFIRMED, A.REVERSING) or one.held.minor <= one.amount.minor
                require(is_ours, "5.5: more than was asked for is taken for ours")
            if tender.state is T.CONFIRMED:
                require(any(one.state is A.CONFIRMED for one in own), "I2: confirmed without an approval")
        if sale.state in (S.PAID, S.FULFILLED):
            require(sale.confirmed.minor == total, "I2: released without its money")
        if sale.state is S.OPEN:
            require(not any(own.state in HOLDING for own in sale.tenders), "an open basket with a tender")
        for document in {job.doc for job in sale.jobs}:
            waiting = (PrintState.QUEUED, PrintState.SENDING)
            require(sum(job.doc == document and job.state in waiting for job in sale.jobs) <= 1, "U6")

    # --- messages and papers ----------------------------------------------------------------------------------------

    def send(self, disk: Mapping[str, Sale], reference: str, minor: int) -> None:
        """Check what is about to leave: durable as SENT (P1), once (P2), with the amount of its tender (P6)."""
        sale, attempt = _found(disk, reference)
        require(attempt.state is A.SENT, "P1: sent before it was kept", attempt.state)
        require(reference not in self.sent, "P2: sent twice")
        self.sent.add(reference)
        tender = sale.tender(attempt.tender_id)
        require(minor == attempt.amount.minor, "P6: another amount")
        if attempt.kind is AttemptKind.PAYMENT:
            require(tender is not None and tender.amount == attempt.amount, "P6: not the amount of its tender")
            require(not self.unasked, "5.5: what ended unheard is not asked about before the next payment")
        if attempt.reverses_id is not None:
            self._goes_back(sale, attempt)
        others = (own for other in disk.values() for own in other.attempts if own.ref != reference)
        busy = [own.kind for own in others if own.kind is not AttemptKind.ORPHAN and own.state in HOLDS_TERMINAL]
        require(not busy, "U2: the terminal has another payment", *busy)

    def _goes_back(self, sale: Sale, attempt: Attempt) -> None:
        """Check a reversal: not after the third refusal, and no goods are given."""
        own = [one for one in sale.attempts if one.reverses_id == attempt.reverses_id and one.state is A.DECLINED]
        require(
            sum(one.refusal != NOT_SENT for one in own) < MOST_REFUSALS, "5.5: asked for again after three refusals"
        )
        original = sale.attempt(attempt.reverses_id or "")
        is_paid_for = sale.state is S.FULFILLED and original is not None and original.kind is AttemptKind.PAYMENT
        require(not is_paid_for, "P4: the goods are given, and the money goes back")

    def acknowledge(self, disk: Mapping[str, Sale], attempt_id: str) -> None:
        """Nothing is acknowledged that is not decided on the disk."""
        states = [own.state for sale in disk.values() for own in sale.attempts if own.id == attempt_id]
        require(bool(states) and states[0] not in UNSAID, "W3 comes before its acknowledgement")

    def release(self, sale: Sale) -> None:
        """Check the moment the goods are given."""
        require(sale.state is S.PAID, "I2: goods of a sale in", sale.state)

    def print(self, disk: Mapping[str, Sale], number: int) -> None:
        """Check a paper: its job is durable, was asked for, and no copy number comes twice (P10)."""
        jobs: list[tuple[str, PrintJob]] = [
            (sale.id, job) for sale in disk.values() for job in sale.jobs if job.number == number
        ]
        require(bool(jobs), "P10: a paper of no job")
        of, job = jobs[-1]
        require(job.state is PrintState.SENDING, "P10: a job in", job.state)
        copies = self.printed.setdefault((of, job.doc), set())
        require(job.copy_no not in copies, "P10: the same paper twice without COPY")
        is_of_money_back = job.kind.value == "REVERSAL"  # always printed, but never because the machine started
        is_wanted = self._is_touched if is_of_money_back else self._is_asked
        require(is_wanted, "P10: printed without being asked")
        copies.add(job.copy_no)

    # --- pictures ---------------------------------------------------------------------------------------------------

    def show(self, shown: Frame, session: Session, disk: Mapping[str, Sale]) -> None:
        """Check a picture before it is seen."""
        require(shown.strip.help.event == "HelpPressed", "I10: no help")
        is_lost = isinstance(session.screen, OutOfService)
        for sale in session.sales:
            require(is_lost or disk.get(sale.id) is sale, "I4: shown and not on the disk")
        if shown.screen in SUCCESS and isinstance(session.screen, InFlow):
            held = flows()[session.screen.flow].sales(session.screen.state)
            require(all(sale.state is S.FULFILLED for sale in held), "P5: success before W4")
        if isinstance(session.screen, Attract):
            require(session.id == "", "I7: the session lives on")
            require(shown.view.rows is None and not _amounts(shown), "I7: something of a basket is left")
            if self.last_screen.startswith(("checkout/", "checkin/")):
                is_home = session.site.language == session.home_language
                require(is_home and session.sheet is None and session.access == PLAIN, "I7: the last one's choices")
        self.last_screen = shown.screen


def _amounts(shown: Frame) -> bool:
    return any(isinstance(value, Money) for value in shown.view.parts.values())


def _found(disk: Mapping[str, Sale], reference: str) -> tuple[Sale, Attempt]:
    for sale in disk.values():
        for attempt in sale.attempts:
            if attempt.ref == reference:
                return sale, attempt
    raise Broken(f"P1: the reference {reference} is not on the disk")
