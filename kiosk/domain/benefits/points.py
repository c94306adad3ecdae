"""Points: one rule that rounds, and a ledger in which a sale earns once and each refund takes back once.

Whatever the order of refunds, and however often each is told, the entries of a sale sum to the points of what it has
come to cost: the newest entry is the difference, so nothing is rounded twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def points_of(minor: int, minor_per_point: int) -> int:
    """Return the points for an amount: one for each whole `minor_per_point`; none where that is 0."""
    return max(0, minor) // minor_per_point if minor_per_point else 0


@dataclass(frozen=True, slots=True)
class PointsEntry:
    """One change of a balance. `id` is the sale that earned, or the refund that took back."""

    id: str
    sale_id: str
    member: str
    points: int


def missing(ledger: Sequence[PointsEntry], due: Sequence[PointsEntry]) -> tuple[PointsEntry, ...]:
    """Return what a ledger lacks of the entries that a sale owes; `ledger` has those of this sale.

    One told before changes nothing. What is told by who knows less than the ledger changes nothing either.
    """
    known = {own.id for own in ledger}
    if not known <= {own.id for own in due}:
        return ()
    new = [own for own in due if own.id not in known]
    if not new:
        return ()
    left = sum(own.points for own in due) - sum(own.points for own in ledger)
    first, *rest = new
    after = sum(own.points for own in rest)
    return (PointsEntry(first.id, first.sale_id, first.member, left - after), *rest)
