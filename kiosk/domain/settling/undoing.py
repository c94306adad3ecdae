"""Giving money back: reversals, refunds, and approvals that nobody waited for. Pure moves, as in `payment`.

A reversal is an attempt of its own with its own reference. The step that begins it makes the payment REVERSING, the
step that confirms it makes the payment and its tender REVERSED: no commit lies between.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import HOLDS_TERMINAL, AttemptState, IllegalMove, PrintState, SaleState, TenderState
from kiosk.domain.sale import Attempt, AttemptKind, PaperKind, Sale

MOST_DECLINES = 3  # of a reversal, by the terminal; then a person decides
NOT_SENT = "not_sent"  # refusal of a reversal that never left: it does not count
_A, _K = AttemptState, AttemptKind
_OPEN = frozenset({*HOLDS_TERMINAL, _A.REVIEW})


def is_held_apart(sale: Sale, attempt: Attempt) -> bool:
    """True when a payment is approved with another amount than its tender's: it must shrink the tender or go back."""
    tender = sale.tender(attempt.tender_id)
    is_payment = attempt.kind is _K.PAYMENT and attempt.state is _A.APPROVED
    return is_payment and tender is not None and attempt.held != tender.amount


def reverse(sale: Sale, attempt_id: str, reversal_id: str, ref: str) -> Sale:
    """Begin to give a payment or an orphan back: it is REVERSING, with a reversal in INTENT. Raises `IllegalMove`.

    A PAID sale is PAYING again: nothing is released any more. Of a FULFILLED sale only an orphan goes back.
    """
    original = _found(sale, attempt_id)
    if original.kind not in (_K.PAYMENT, _K.ORPHAN):
        raise IllegalMove(f"a {original.kind} is not reversed")
    if original.kind is _K.PAYMENT and sale.state is SaleState.FULFILLED:
        raise IllegalMove("the goods are given: refund, not reversal")
    if any(a.reverses_id == attempt_id and a.state not in (_A.DECLINED, _A.REVERSED) for a in sale.attempts):
        raise IllegalMove(f"attempt {attempt_id} is being reversed already")
    if original.state is not _A.REVERSING:
        original = original.to(_A.REVERSING)
    n = len(sale.attempts) + 1
    reversal = Attempt(
        reversal_id, original.tender_id, n, _K.REVERSAL, "", "", ref, original.held, reverses_id=attempt_id
    )
    going = _with_tender_of(sale.with_attempt(original), original, TenderState.REVERSING)
    going = going.to(SaleState.PAYING) if going.state is SaleState.PAID else going
    return going.with_attempt(reversal.to(_A.INTENT))


def taken_back(sale: Sale, attempt: Attempt) -> Sale:
    """Carry what a confirmed reversal means to its payment and tender; a refund changes neither."""
    if attempt.reverses_id is None:
        return sale
    original = _found(sale, attempt.reverses_id).to(_A.REVERSED)
    return _with_tender_of(sale.with_attempt(original), original, TenderState.REVERSED)


def after_decline(sale: Sale, attempt: Attempt) -> Sale:
    """Hand a payment whose reversal the terminal declined for the third time to a person; else change nothing."""
    if attempt.reverses_id is None:
        return sale
    own = [a for a in sale.attempts if a.reverses_id == attempt.reverses_id and a.state is _A.DECLINED]
    return after_review(sale, attempt) if sum(a.refusal != NOT_SENT for a in own) >= MOST_DECLINES else sale


def after_review(sale: Sale, attempt: Attempt) -> Sale:
    """Carry a reversal that a person must judge to its payment and its sale."""
    if attempt.reverses_id is None:
        return sale
    reviewed = sale.with_attempt(_found(sale, attempt.reverses_id).to(_A.REVIEW))
    return reviewed.to(SaleState.REVIEW) if reviewed.state is SaleState.PAYING else reviewed


def _with_tender_of(sale: Sale, payment: Attempt, state: TenderState) -> Sale:
    """Move the tender with its payment; an orphan has none."""
    tender = sale.tender(payment.tender_id) if payment.kind is _K.PAYMENT else None
    return sale if tender is None or tender.state is state else sale.with_tender(tender.to(state))


def next_to_reverse(sale: Sale, *, is_all: bool) -> Attempt | None:
    """Return what has to go back next: what is owed anyway, then with `is_all` each confirmed payment, last first.

    Owed is a payment or orphan in REVERSING without a reversal on its way, an orphan, and a payment that is held with
    another amount than its tender's. None while a reversal is on its way, and when nothing is left.
    """
    if any(a.kind is _K.REVERSAL and a.state in HOLDS_TERMINAL for a in sale.attempts):
        return None
    for attempt in reversed(sale.attempts):
        is_orphan = attempt.kind is _K.ORPHAN and attempt.state is _A.APPROVED
        if attempt.state is _A.REVERSING or is_orphan or is_held_apart(sale, attempt):
            return attempt
    if not is_all or any(a.kind is _K.PAYMENT and a.state in _OPEN for a in sale.attempts):
        return None
    places = {tender.id: tender.n for tender in sale.tenders}
    paid = [a for a in sale.attempts if a.kind is _K.PAYMENT and a.state is _A.CONFIRMED]
    return max(paid, key=lambda attempt: places[attempt.tender_id], default=None)


def booking_name(receipt_no: int | None, trace_no: str, auth_code: str, transaction_id: str) -> str:
    """Name a booking as its terminal does: the same one told twice has the same name."""
    return transaction_id or f"{receipt_no}.{trace_no}.{auth_code}"


def is_known(sale: Sale, name: str) -> bool:
    """True when a sale holds the booking of this name already, as a payment of its own or as an orphan."""
    ended = (_A.NEW, _A.INTENT, _A.DECLINED)
    own = (a for a in sale.attempts if a.state not in ended and not (a.watch and a.state is _A.REVERSED))
    return any(booking_name(a.receipt_no, a.trace_no, a.auth_code, a.poi_tx_id) == name for a in own)


def adopt_orphan(sale: Sale, booking: Attempt) -> Sale:
    """Keep an approval that fits no open attempt: a row of kind ORPHAN in APPROVED, once. Raises `IllegalMove`.

    `booking` is in NEW, its `ref` the terminal's own name of it, its `tender_id` that of the payment it strayed from.
    """
    if booking.kind is not _K.ORPHAN:
        raise IllegalMove(f"{booking.kind} is no orphan")
    if is_known(sale, booking.ref):
        return sale
    return sale.with_attempt(replace(booking, n=len(sale.attempts) + 1).to(_A.APPROVED))


def refundable(sale: Sale, tender_id: str) -> Money:
    """Return how much of a tender can still be refunded: its amount less what refunds took or may take."""
    tender = sale.tender(tender_id)
    if tender is None or tender.state is not TenderState.CONFIRMED or sale.state is not SaleState.FULFILLED:
        return Money(0, sale.currency)
    own = (a for a in sale.attempts if a.kind is _K.REFUND and a.tender_id == tender_id)
    return tender.amount - total_of((a.amount for a in own if a.state not in (_A.DECLINED, _A.REVERSED)), sale.currency)


def intend_refund(sale: Sale, tender_id: str, attempt_id: str, ref: str, amount: Money) -> Sale:
    """W1 of a refund: part or all of a tender whose goods are given. Raises `IllegalMove`; sale and tender stay."""
    if not 0 < amount.minor <= refundable(sale, tender_id).minor:
        raise IllegalMove("more than the tender still holds")
    if any(a.kind is _K.REFUND and a.tender_id == tender_id and a.state in _OPEN for a in sale.attempts):
        raise IllegalMove("a refund of this tender is not decided")
    n = len(sale.attempts) + 1
    return sale.with_attempt(Attempt(attempt_id, tender_id, n, _K.REFUND, "", "", ref, amount).to(_A.INTENT))


def original_of(sale: Sale, attempt: Attempt) -> Attempt:
    """Return the payment that a reversal or refund is about. Raises `IllegalMove`."""
    if attempt.reverses_id is not None:
        return _found(sale, attempt.reverses_id)
    own = [a for a in sale.attempts if a.kind is _K.PAYMENT and a.tender_id == attempt.tender_id]
    paid = next((a for a in own if a.state is _A.CONFIRMED), None)
    if paid is None:
        raise IllegalMove(f"tender {attempt.tender_id} has no payment")
    return paid


def given_back(sale: Sale, newest_id: str = "") -> tuple[Attempt, ...]:
    """Return the confirmed reversals that one receipt is about, up to `newest_id` or to the last; or that one refund.

    What stands on an earlier receipt of this sale stands on no second one, unless that is known not to have printed.
    """
    newest = sale.attempt(newest_id)
    if newest is not None and newest.kind is _K.REFUND:
        return (newest,) if newest.state is _A.CONFIRMED else ()
    own = [a for a in sale.attempts if a.kind is _K.REVERSAL and a.state is _A.CONFIRMED]
    last_n = newest.n if newest is not None else max((a.n for a in own), default=0)
    told = {j.attempt_id for j in sale.jobs if j.kind is PaperKind.REVERSAL and j.state is not PrintState.FAILED}
    first_n = max((a.n for a in own if a.id in told and a.n < last_n), default=0)
    return tuple(a for a in own if first_n < a.n <= last_n)


def _found(sale: Sale, attempt_id: str) -> Attempt:
    attempt = sale.attempt(attempt_id)
    if attempt is None:
        raise IllegalMove(f"no attempt {attempt_id} in sale {sale.id}")
    return attempt
