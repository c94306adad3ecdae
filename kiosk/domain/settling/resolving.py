"""What a person decides about a payment whose outcome nobody knows: never a new charge, and each way has an end.

While a dialogue with the terminal is open nothing is decided here: its own word may still come.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from kiosk.domain.moves import AttemptState, IllegalMove, SaleState, TenderState
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.settling.undoing import is_held_apart

_A, _K, _T = AttemptState, AttemptKind, TenderState
BY_STAFF = "staff"  # the refusal of what a person said was not paid
_LIVE = frozenset({_A.INTENT, _A.SENT, _A.CANCELLING})
_UNSURE = frozenset({_A.UNKNOWN, _A.APPROVED, _A.REVERSING, _A.REVIEW})
_HOLDING = frozenset({_T.OPEN, _T.CONFIRMED, _T.REVERSING})


class Outcome(StrEnum):
    """What a person may say of a case."""

    PAID = "paid"
    NOT_PAID = "not-paid"
    GIVEN_BACK = "given-back"


def is_case(sale: Sale) -> bool:
    """True when a person has to decide something of this sale."""
    return sale.state is SaleState.REVIEW or any(own.state is _A.REVIEW for own in sale.attempts)


def outcomes(sale: Sale) -> tuple[Outcome, ...]:
    """Return what may be said of a case; nothing while a dialogue about it is open."""
    return tuple(outcome for outcome in Outcome if _is_possible(sale, outcome))


def _is_possible(sale: Sale, outcome: Outcome) -> bool:
    try:
        resolved(sale, outcome)
    except IllegalMove:
        return False
    return True


def resolved(sale: Sale, outcome: Outcome) -> Sale:
    """Return the sale as a person's word leaves it. Raises `IllegalMove` where that word does not fit what is known.

    PAID ends FULFILLED: the goods are the customer's. The others end VOID, once nothing else of the sale is held.
    """
    unsure = [own for own in sale.attempts if own.state in _UNSURE]
    if not is_case(sale) or not unsure or any(own.state in _LIVE for own in sale.attempts):
        raise IllegalMove("nothing of this sale can be decided now")
    for attempt in unsure:
        sale = _decided(sale, attempt, outcome)
    return _ended(sale, outcome)


def _decided(sale: Sale, attempt: Attempt, outcome: Outcome) -> Sale:
    own = attempt if attempt.state is _A.REVIEW else attempt.to(_A.REVIEW)
    match own.kind, outcome:
        case _K.PAYMENT, Outcome.PAID:
            return _paid(sale, attempt, own)
        case _K.PAYMENT, Outcome.NOT_PAID:
            return _not_paid(sale, attempt, own)
        case _K.PAYMENT, Outcome.GIVEN_BACK:
            return _with_tender(sale.with_attempt(own.to(_A.REVERSED)), own, _T.REVERSED)
        case _K.ORPHAN, Outcome.GIVEN_BACK:
            return sale.with_attempt(own.to(_A.REVERSED))
        case _K.ORPHAN, Outcome.NOT_PAID:
            return sale.with_attempt(own.to(_A.DECLINED))
        case ((_K.REVERSAL | _K.REFUND), Outcome.GIVEN_BACK):
            return sale.with_attempt(own.to(_A.CONFIRMED))
        case ((_K.REVERSAL | _K.REFUND), Outcome.PAID):
            return sale.with_attempt(replace(own.to(_A.DECLINED), refusal=BY_STAFF))
        case _:
            raise IllegalMove(f"a {own.kind} is not {outcome}")


def _paid(sale: Sale, known: Attempt, own: Attempt) -> Sale:
    if is_held_apart(sale, known):
        raise IllegalMove("the terminal holds another amount than was asked for")
    held = replace(own, approved_minor=own.held.minor)
    return _with_tender(sale.with_attempt(held.to(_A.CONFIRMED)), own, _T.CONFIRMED)


def _not_paid(sale: Sale, known: Attempt, own: Attempt) -> Sale:
    """Nothing was paid, or the terminal undid its approval by itself; what was money is not undone by a word."""
    tender = sale.tender(own.tender_id)
    if known.state is _A.REVERSING or tender is None or tender.state is not _T.OPEN:
        raise IllegalMove("the terminal has said that this was paid")
    if known.state is _A.APPROVED:
        return _with_tender(sale.with_attempt(replace(own.to(_A.REVERSED), watch=True)), own, _T.REVERSED)
    declined = replace(own.to(_A.DECLINED), refusal=BY_STAFF, watch=True)  # what comes late goes back
    return _with_tender(sale.with_attempt(declined), own, _T.VOID)


def _with_tender(sale: Sale, payment: Attempt, state: TenderState) -> Sale:
    tender = sale.tender(payment.tender_id)
    if tender is None or tender.state is state:
        return sale
    if state is _T.REVERSED and tender.state is _T.CONFIRMED:
        tender = tender.to(_T.REVERSING)
    return sale.with_tender(tender.to(state))


def _ended(sale: Sale, outcome: Outcome) -> Sale:
    if sale.state is not SaleState.REVIEW:
        return sale
    if outcome is Outcome.PAID:
        if sale.confirmed != sale.total:
            raise IllegalMove("not all of this sale is paid")
        return sale.to(SaleState.PAID).to(SaleState.FULFILLED)
    return sale if any(own.state in _HOLDING for own in sale.tenders) else sale.to(SaleState.VOID)
