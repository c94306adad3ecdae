"""One reversal after another until nothing is left to give back, or one refund: the same on the glass and behind it.

Each is an attempt of its own in the write-ahead order of a payment: INTENT, SENT, the request, the answer, its
acknowledgement, the last word. What is lost on the way is asked for, never sent again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.payment import Verdict, confirm, decide, doubt, give_up, judge_answer, never_left, send
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.settling.undoing import NOT_SENT, intend_refund, next_to_reverse, original_of, reverse
from kiosk.domain.stamp import Stamp, reference, uuid7
from kiosk.flows.base import Effect, EffectFailed, Event, StartTimer, TimedOut
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout.events import (
    AckResult,
    ConnectTerminal,
    DialogueEnded,
    SendRefund,
    SendReversal,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
)

RETRY_TIMER = "checkout.give_back"
RETRY_S = (5, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class Unwinding:
    """A sale whose money goes back. `is_all`: every confirmed payment, last first; else only what is owed anyway.

    `attempt_id` is the reversal or refund on its way, empty between two; `inquiry` asks what became of it.
    """

    sale: Sale
    is_all: bool
    attempt_id: str = ""
    inquiry: asking.Inquiry | None = None
    rounds: int = 0

    @property
    def is_open(self) -> bool:
        """True while something is on its way or left to give back."""
        return bool(self.attempt_id) or next_to_reverse(self.sale, is_all=self.is_all) is not None

    @property
    def is_waiting(self) -> bool:
        """True while nothing of it was begun: another sale is at the terminal."""
        return self.is_open and not self.attempt_id and not self.rounds


Stepped = tuple[Unwinding, tuple[Effect, ...]]


def opened(sale: Sale, at: Stamp, *, is_all: bool, first: str = "") -> Stepped:
    """Begin with payment `first`, else the last, or with what a restart left on its way: that is asked about."""
    for attempt in sale.attempts:
        is_ours = attempt.kind in (AttemptKind.REVERSAL, AttemptKind.REFUND)
        if is_ours and attempt.state in (AttemptState.UNKNOWN, AttemptState.APPROVED):
            return _asked_about(Unwinding(sale, is_all, attempt.id), at)
    return _begun(Unwinding(sale, is_all), at, first)


def refunded(sale: Sale, tender_id: str, amount: Money, at: Stamp) -> Stepped:
    """Begin a refund of a tender whose goods are given. Raises `IllegalMove`."""
    attempt_id = uuid7(at, 6)
    intended = intend_refund(sale, tender_id, attempt_id, reference(at), amount)
    connect = ConnectTerminal(attempt_id, intended.kind_of(attempt_id))
    return Unwinding(intended, is_all=False, attempt_id=attempt_id), (connect,)


def _begun(unwinding: Unwinding, at: Stamp, first: str = "") -> Stepped:
    own = unwinding.sale.attempt(first) if first else None
    payment = own if own is not None else next_to_reverse(unwinding.sale, is_all=unwinding.is_all)
    if payment is None:
        return unwinding, ()
    attempt_id = uuid7(at, 6)
    going = reverse(unwinding.sale, payment.id, attempt_id, reference(at))
    connect = ConnectTerminal(attempt_id, going.kind_of(attempt_id))
    return replace(unwinding, sale=going, attempt_id=attempt_id, inquiry=None), (connect,)


def step(unwinding: Unwinding, event: Event, at: Stamp) -> Stepped:
    """Take a timer, an answer, or a failure; what is of another attempt changes nothing."""
    if unwinding.inquiry is not None:
        return _asked(unwinding, unwinding.inquiry, event, at)
    match event:
        case TimedOut(timer=timer) if timer == RETRY_TIMER and not unwinding.attempt_id:
            return _begun(unwinding, at)
        case TerminalConnected(attempt_id=of) if of == unwinding.attempt_id:
            return _connected(unwinding, event, at)
        case TerminalNotReached(attempt_id=of) if of == unwinding.attempt_id:
            return _not_reached(unwinding, at)
        case TerminalAnswered(attempt_id=of) if of == unwinding.attempt_id:
            return _answered(unwinding, event)
        case DialogueEnded(attempt_id=of) if of == unwinding.attempt_id:
            return _ended(unwinding, event, at)
        case EffectFailed(key=of) if of and of == unwinding.attempt_id:
            return _lost(unwinding, at)
        case _:
            return unwinding, ()


def _attempt(unwinding: Unwinding) -> Attempt:
    attempt = unwinding.sale.attempt(unwinding.attempt_id)
    if attempt is None:
        raise LookupError(unwinding.attempt_id)
    return attempt


def _connected(unwinding: Unwinding, event: TerminalConnected, at: Stamp) -> Stepped:
    if _attempt(unwinding).state is not AttemptState.INTENT:
        return unwinding, ()
    sale = send(unwinding.sale, unwinding.attempt_id, event.terminal_id, event.prior_receipt_no, at.mono_ms)
    sent = replace(unwinding, sale=sale)
    attempt = _attempt(sent)
    original, kind = original_of(sale, attempt), sale.kind_of(attempt.id)
    if attempt.kind is AttemptKind.REFUND:
        return sent, (SendRefund(attempt.id, attempt.ref, original, attempt.amount, kind),)
    return sent, (SendReversal(attempt.id, attempt.ref, original, kind),)


def _not_reached(unwinding: Unwinding, at: Stamp) -> Stepped:
    if _attempt(unwinding).state is not AttemptState.INTENT:
        return unwinding, ()
    return _onward(replace(unwinding, sale=give_up(unwinding.sale, unwinding.attempt_id, NOT_SENT)), at, is_again=True)


def _answered(unwinding: Unwinding, event: TerminalAnswered) -> Stepped:
    attempt = _attempt(unwinding)
    if attempt.state is not AttemptState.SENT:
        is_kept = attempt.state is AttemptState.APPROVED and event.result.is_approved
        return unwinding, (AckResult(attempt.id, is_kept),)
    verdict = judge_answer(attempt, event.result)
    sale = decide(unwinding.sale, attempt.id, verdict, event.result)
    return replace(unwinding, sale=sale), (AckResult(attempt.id, verdict is not Verdict.CONTRADICTION),)


def _ended(unwinding: Unwinding, event: DialogueEnded, at: Stamp) -> Stepped:
    attempt, sale = _attempt(unwinding), unwinding.sale
    if event.end == "completed" and attempt.state is AttemptState.APPROVED:
        confirmed = confirm(sale, attempt.id, event.receipt_text)
        return _onward(replace(unwinding, sale=confirmed, rounds=0), at, is_again=False)
    if event.end == "not_sent" and attempt.state is AttemptState.SENT:
        return _onward(replace(unwinding, sale=never_left(sale, attempt.id)), at, is_again=True)
    return _lost(unwinding, at)


def _lost(unwinding: Unwinding, at: Stamp) -> Stepped:
    attempt = _attempt(unwinding)
    if attempt.state is AttemptState.INTENT:
        return _not_reached(unwinding, at)
    if attempt.state in (AttemptState.SENT, AttemptState.APPROVED):
        return _asked_about(replace(unwinding, sale=doubt(unwinding.sale, attempt.id)), at)
    return _onward(unwinding, at, is_again=attempt.state is AttemptState.DECLINED)


def _asked_about(unwinding: Unwinding, at: Stamp) -> Stepped:
    inquiry, effects = asking.opened(unwinding.sale, unwinding.attempt_id, at)
    return replace(unwinding, inquiry=inquiry), effects


def _asked(unwinding: Unwinding, inquiry: asking.Inquiry, event: Event, at: Stamp) -> Stepped:
    asked, effects = asking.step(replace(inquiry, sale=unwinding.sale), event, at)
    if asked.sale is unwinding.sale and not effects and (asked.rounds, asked.yes) == (inquiry.rounds, inquiry.yes):
        return unwinding, ()
    known = replace(unwinding, sale=asked.sale, inquiry=asked)
    if asked.is_open:
        return known, effects
    onward, more = _onward(known, at, is_again=asked.attempt.state is not AttemptState.CONFIRMED)
    return onward, (*effects, *more)


def _onward(unwinding: Unwinding, at: Stamp, *, is_again: bool) -> Stepped:
    """Go on with the next one, after a pause where the last try was in vain."""
    rounds = unwinding.rounds + 1 if is_again else 0
    free = replace(unwinding, attempt_id="", inquiry=None, rounds=rounds)
    if not free.is_open:
        return free, ()
    if not is_again:
        return _begun(free, at)
    return free, (StartTimer(RETRY_TIMER, RETRY_S[min(rounds, len(RETRY_S)) - 1]),)
