"""Attempts that ended unheard, and approvals that come late: asked again before the next payment is sent.

"Not found" is not "not charged": behind the fence an attempt is DECLINED and stays on the watch list. What a terminal
tells of it later is a booking that nobody waited for: an ORPHAN, which goes back.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import AttemptState
from kiosk.domain.payment import Result, Verdict, judge_last_payment
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.settling.undoing import adopt_orphan, booking_name, is_known
from kiosk.domain.stamp import Stamp, uuid7


def watched(sale: Sale) -> tuple[Attempt, ...]:
    """Return the payments of a sale that a terminal may still have taken."""
    ended = (AttemptState.DECLINED, AttemptState.REVERSED)
    return tuple(a for a in sale.attempts if a.watch and a.kind is AttemptKind.PAYMENT and a.state in ended)


def heard(sale: Sale, attempt_id: str, result: Result | None, at: Stamp, known: tuple[Sale, ...] = ()) -> Sale:
    """Take what the terminal tells of a watched attempt: its approval becomes an orphan, once; else the same sale.

    `known` are the other sales at hand: a booking that is one of theirs is no orphan of this one.
    """
    attempt = next((own for own in watched(sale) if own.id == attempt_id), None)
    if attempt is None or result is None or result.amount is None:
        return sale
    if judge_last_payment(replace(attempt, approved_minor=None), result) not in (Verdict.APPROVED, Verdict.PARTIAL):
        return sale
    name = booking_name(result.receipt_no, result.trace_no, result.auth_code, result.transaction_id)
    if any(is_known(other, name) for other in known if other.id != sale.id):
        return sale
    booking = Attempt(
        uuid7(at, 7), attempt.tender_id, 0, AttemptKind.ORPHAN, result.terminal_id or attempt.terminal_id,
        attempt.proto, name, result.amount, approved_minor=result.amount.minor, receipt_no=result.receipt_no,
        trace_no=result.trace_no, poi_tx_id=result.transaction_id, auth_code=result.auth_code, scheme=result.scheme,
        last4=result.last4, result_code=result.code,
    )  # fmt: skip
    adopted = adopt_orphan(sale, booking)
    return adopted if adopted is sale else adopted.with_attempt(replace(attempt, watch=False))
