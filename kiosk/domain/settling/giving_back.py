"""What pieces of a paid sale give back: what was paid for them, after offers and discounts, and never more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kiosk.domain.goods.sale_facts import Return
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.pricing.shares import part_of
from kiosk.domain.sale import Sale
from kiosk.domain.values import replace

NOT_GONE = (AttemptState.DECLINED, AttemptState.REVERSED)


def paid_for(sale: Sale, pieces: Mapping[int, int], before: Mapping[int, int] | None = None) -> Money:
    """Return what so many pieces of lines, by their numbers, give back.

    `before` are pieces that came back already. A weighed line, or a label's, is one piece. In any order the same
    pieces come to the same sum, and all of them to what was paid. Raises `ValueError` for pieces that are not there.
    """
    lines = {line.n: line for line in sale.lines}
    gone = before or {}
    if unknown := [n for n in (*pieces, *gone) if n not in lines]:
        raise ValueError(f"no line {unknown[0]} in this sale")
    minor = sum(part_of(lines[n].total.minor, lines[n].qty, gone.get(n, 0), count) for n, count in pieces.items())
    return Money(minor, sale.currency)


def came_back(sale: Sale) -> Mapping[int, int]:
    """Return how many pieces of each line came back, by its number: those whose money went back, or may have."""
    gone = {own.id: own.amount.minor for own in sale.attempts if own.state not in NOT_GONE}
    pieces: Counter[int] = Counter()
    for own in sale.facts.returns:
        if sum(gone.get(attempt, 0) for attempt in own.attempts) >= own.minor:
            pieces.update(dict(own.pieces))
    return pieces


def coming_back(sale: Sale, pieces: tuple[tuple[int, int], ...], minor: int) -> Sale:
    """Keep which pieces are about to come back, and for how much; the refunds are named with `brought_by`.

    What goes back without any is kept only after others, so that the newest is always the one under way.
    """
    if not pieces and not sale.facts.returns:
        return sale
    return replace(sale, facts=replace(sale.facts, returns=(*sale.facts.returns, Return(pieces, minor))))


def brought_by(sale: Sale, attempt_id: str) -> Sale:
    """Name a refund that brings back money of the newest return."""
    if not sale.facts.returns:
        return sale
    *before, own = sale.facts.returns
    named = replace(own, attempts=(*own.attempts, attempt_id))
    return replace(sale, facts=replace(sale.facts, returns=(*before, named)))
