"""What pieces of a paid sale give back: what was paid for them, after offers and discounts, and never more."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.money import Money
from kiosk.domain.pricing.shares import part_of
from kiosk.domain.sale import Sale


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
