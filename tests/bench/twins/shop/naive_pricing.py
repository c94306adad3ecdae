"""Prices as a shop's script would find them: after every change every promotion looks at every line anew.

It solves the same parts by the same search as the product, so that the totals can be compared to the cent; what it does
not have is what is measured: an index by product, and a memory of what the change did not touch.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.pricing.book import Taking
from kiosk.domain.pricing.lots import Lot, lot_of
from kiosk.domain.pricing.outcome import solved
from kiosk.domain.pricing.pieces import Goods, is_by_piece
from kiosk.domain.pricing.promotions import Combining, Promotion


def saved_minor(lines: Sequence[Goods], promotions: Sequence[Promotion]) -> int:
    """Return what a basket saves on its pieces."""
    lots = [_lot(own, promotions) for own in lines]
    parts: list[list[Lot]] = []
    for lot in lots:
        ids = {own.promotion.id for own in lot.options}
        joined = [part for part in parts if any(one.promotion.id in ids for own in part for one in own.options)]
        parts = [part for part in parts if part not in joined]
        parts.append([lot, *(own for part in joined for own in part)])
    return sum(solved(part).saved_minor for part in parts)


def _lot(goods: Goods, promotions: Sequence[Promotion]) -> Lot:
    mine = [own for own in promotions if own.covers(goods.sku, goods.category)]
    mine.sort(key=lambda own: (-own.priority, own.id))
    stacking = [own for own in mine if own.combining is Combining.STACKABLE]
    using = [own for own in mine if own.combining is not Combining.STACKABLE]
    return lot_of(
        goods,
        Taking(
            tuple(sorted(stacking, key=lambda own: (own.layer, own.id))),
            tuple(own for own in using if is_by_piece(own.kind) and not own.limit),
            tuple(own for own in using if not is_by_piece(own.kind) or own.limit),
        ),
    )
