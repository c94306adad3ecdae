"""Asking the terminal what became of a payment, until it is known: the same on the glass and behind it.

Nothing here pays. The rounds back off, "not found" is believed only behind the fence, and an approval is adopted only
when an idle terminal says it twice: some terminals undo a payment whose acknowledgement they missed. A protocol that
knows our reference has no such acknowledgement: what it tells of that reference is heard once.
Source: PA00P015 rev. 13.08, 2.2.8; the two disagreeing chapters are why two answers are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.moves import AttemptState
from kiosk.domain.payment import (
    FENCE_APART_MS,
    NotFound,
    Result,
    Verdict,
    confirm,
    decide,
    is_fenced,
    judge_last_payment,
    undone_by_terminal,
    without_money,
)
from kiosk.domain.sale import Attempt, Sale
from kiosk.domain.settling.undoing import is_held_apart
from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, EffectFailed, Event, StartTimer, TimedOut
from kiosk.flows.checkout.events import AskLastPayment, LastPaymentSilent, LastPaymentTold

ROUNDS_S = (1, 2, 4, 8, 15, 30)
ASK_TIMER = "checkout.ask"


@dataclass(frozen=True, slots=True)
class Yes:
    """One approval told by the terminal."""

    mono_ms: int
    receipt_no: int | None = None
    transaction_id: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One undecided attempt of a sale and what was answered so far.

    `sent_mono_ms` bounds when the request left; after a restart that moment is unknown, so the restart counts.
    """

    sale: Sale
    attempt_id: str
    sent_mono_ms: int
    rounds: int = 0
    not_found: tuple[NotFound, ...] = ()
    yes: tuple[Yes, ...] = ()
    named: Yes | None = None  # the approval told last, whatever was told since
    is_heard: bool = False  # an approval of another amount than the tender's was found: it goes back

    @property
    def attempt(self) -> Attempt:
        """The attempt that is asked about."""
        attempt = self.sale.attempt(self.attempt_id)
        if attempt is None:
            raise LookupError(self.attempt_id)
        return attempt

    @property
    def is_open(self) -> bool:
        """True while the terminal has to be asked again."""
        return not self.is_heard and self.attempt.state in (AttemptState.UNKNOWN, AttemptState.APPROVED)


def opened(sale: Sale, attempt_id: str, at: Stamp) -> tuple[Inquiry, tuple[Effect, ...]]:
    """Start to ask; the first round is a second away, so that a rebooting terminal finds its feet."""
    attempt = sale.attempt(attempt_id)
    sent = attempt.sent_mono_ms if attempt is not None and attempt.sent_mono_ms is not None else at.mono_ms
    return Inquiry(sale, attempt_id, sent), (StartTimer(ASK_TIMER, ROUNDS_S[0]),)


def _next_round(inquiry: Inquiry) -> tuple[Inquiry, tuple[Effect, ...]]:
    later = replace(inquiry, rounds=inquiry.rounds + 1)
    return later, (StartTimer(ASK_TIMER, ROUNDS_S[min(later.rounds, len(ROUNDS_S) - 1)]),)


def step(inquiry: Inquiry, event: Event, at: Stamp) -> tuple[Inquiry, tuple[Effect, ...]]:
    """Take a timer or an answer; other events and answers for other attempts change nothing."""
    if not inquiry.is_open:
        return inquiry, ()
    match event:
        case TimedOut(timer=timer) if timer == ASK_TIMER:
            kind = inquiry.sale.kind_of(inquiry.attempt_id)
            return inquiry, (AskLastPayment(inquiry.attempt_id, inquiry.attempt.ref, kind),)
        case LastPaymentSilent(attempt_id=attempt_id) if attempt_id == inquiry.attempt_id:
            return _next_round(inquiry)
        case EffectFailed(effect="AskLastPayment", key=key) if key == inquiry.attempt_id:
            return _next_round(inquiry)
        case LastPaymentTold(attempt_id=attempt_id) if attempt_id == inquiry.attempt_id:
            told, effects = _told(inquiry, event, at)
            return replace(told, sale=without_money(told.sale)), effects
        case _:
            return inquiry, ()


def _told(inquiry: Inquiry, told: LastPaymentTold, at: Stamp) -> tuple[Inquiry, tuple[Effect, ...]]:
    verdict = judge_last_payment(inquiry.attempt, told.result)
    if verdict is Verdict.NOT_FOUND:
        return _not_found(inquiry, told, at)
    if verdict in (Verdict.APPROVED, Verdict.PARTIAL):
        return _approved(inquiry, told, at)
    if inquiry.attempt.state is AttemptState.APPROVED:
        verdict = Verdict.CONTRADICTION  # we hold a yes: whatever else is said now, a person decides
    return replace(inquiry, sale=decide(inquiry.sale, inquiry.attempt_id, verdict, told.result)), ()


def _not_found(inquiry: Inquiry, told: LastPaymentTold, at: Stamp) -> tuple[Inquiry, tuple[Effect, ...]]:
    seen = replace(inquiry, not_found=(*inquiry.not_found, NotFound(at.mono_ms, told.is_idle)), yes=())
    if seen.attempt.state is AttemptState.APPROVED:
        idle = [answer.mono_ms for answer in seen.not_found if answer.is_idle]
        if idle and idle[-1] - idle[0] >= FENCE_APART_MS:
            return replace(seen, sale=undone_by_terminal(seen.sale, seen.attempt_id)), ()
        return _next_round(seen)
    if is_fenced(seen.sent_mono_ms, seen.not_found):
        return replace(seen, sale=decide(seen.sale, seen.attempt_id, Verdict.NOT_FOUND, None)), ()
    return _next_round(seen)


def _approved(inquiry: Inquiry, told: LastPaymentTold, at: Stamp) -> tuple[Inquiry, tuple[Effect, ...]]:
    result: Result | None = told.result
    yes = Yes(at.mono_ms) if result is None else Yes(at.mono_ms, result.receipt_no, result.transaction_id)
    if _is_other(inquiry, yes):
        sale = decide(inquiry.sale, inquiry.attempt_id, Verdict.CONTRADICTION, result)
        return replace(inquiry, sale=sale), ()
    is_tied = result is not None and result.is_for_reference
    is_agreed = is_tied or any(at.mono_ms - earlier.mono_ms >= FENCE_APART_MS for earlier in inquiry.yes)
    if not (is_agreed and told.is_idle):
        earlier = (*inquiry.yes, yes) if told.is_idle else inquiry.yes
        return _next_round(replace(inquiry, yes=earlier, named=yes, not_found=()))
    sale = inquiry.sale
    if inquiry.attempt.state is AttemptState.UNKNOWN:
        sale = decide(sale, inquiry.attempt_id, Verdict.APPROVED, result)
    heard = replace(inquiry, sale=sale)
    if is_held_apart(sale, heard.attempt):
        return replace(heard, is_heard=True), ()
    return replace(heard, sale=confirm(sale, inquiry.attempt_id, told.receipt_text)), ()


def _is_other(inquiry: Inquiry, yes: Yes) -> bool:
    """Whether this approval is another one than we hold, or than was told before."""
    attempt = inquiry.attempt
    if attempt.state is AttemptState.APPROVED and (attempt.receipt_no, attempt.poi_tx_id) != _names(yes):
        return True
    return inquiry.named is not None and _names(inquiry.named) != _names(yes)


def _names(yes: Yes) -> tuple[int | None, str]:
    return yes.receipt_no, yes.transaction_id
