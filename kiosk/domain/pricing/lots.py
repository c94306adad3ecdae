"""One line made ready: what each promotion would take off its pieces, place by place in a group."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.pricing.book import Taking
from kiosk.domain.pricing.pieces import Goods, is_by_piece, may_take, off_piece
from kiosk.domain.pricing.promotions import Bundle, Combining, MixAndMatch, NForM, NthAt, Promotion


@dataclass(frozen=True, slots=True)
class Option:
    """A promotion that takes pieces in groups of `size`, and what it gains with a piece at each place of a group.

    Gains are above what the piece saves by stackable promotions; one that is exclusive loses those. Of a bundle,
    `slot` is the place that the piece fills and `gains` has one entry; its price comes off when it is complete.
    """

    promotion: Promotion
    size: int
    gains: tuple[int, ...]
    slot: int = -1


@dataclass(frozen=True, slots=True)
class Lot:
    """One line with what it may take part in. `alone_minor` is the best that a piece gets by itself, by `alone`.

    `stacked` is what stackable promotions take off one piece, `net_minor` what it costs after them.
    """

    goods: Goods
    stacked: tuple[tuple[Promotion, int], ...]
    net_minor: int
    alone: Promotion | None
    alone_minor: int
    options: tuple[Option, ...]

    @property
    def order(self) -> tuple[int, str, int]:
        """Dearest first, as promotions take pieces; then by article, then by line."""
        return (-self.goods.piece_minor, self.goods.sku, self.goods.n)


def lot_of(goods: Goods, taking: Taking) -> Lot:
    """Make a line ready."""
    price = net = goods.piece_minor
    stacked: list[tuple[Promotion, int]] = []
    for own in taking.stacking:
        off = off_piece(own.kind, goods, net) if may_take(own, goods) else 0
        if off:
            stacked.append((own, off))
            net -= off
    alone, alone_minor = None, 0
    for own in taking.by_piece:
        if may_take(own, goods):
            gain = _single(own, goods, price, net)
            if gain > alone_minor:
                alone, alone_minor = own, gain
    options = tuple(_option(own, goods, price, net) for own in taking.grouping if may_take(own, goods))
    return Lot(goods, tuple(stacked), net, alone, alone_minor, options)


def _single(own: Promotion, goods: Goods, price: int, net: int) -> int:
    if own.combining is Combining.EXCLUSIVE:
        return off_piece(own.kind, goods, price) - (price - net)
    return off_piece(own.kind, goods, net)


def _option(own: Promotion, goods: Goods, price: int, net: int) -> Option:
    base, lost = (price, price - net) if own.combining is Combining.EXCLUSIVE else (net, 0)
    match own.kind:
        case NForM(n=n, pay=pay):
            return Option(own, n, (-lost,) * pay + (base - lost,) * (n - pay))
        case NthAt(n=n) as kind:
            last = off_piece(NthAt(1, kind.percent_bp, kind.price_minor), goods, base)
            return Option(own, n, (-lost,) * (n - 1) + (last - lost,))
        case MixAndMatch(n=n, price_minor=together):
            return Option(own, n, (base - lost,) * (n - 1) + (base - lost - together,))
        case Bundle(slots=slots) as kind:
            slot = kind.slot_of(goods.sku, goods.category)
            return Option(own, sum(one.count for one in slots), (base - lost,), -1 if slot is None else slot)
        case kind if is_by_piece(kind):
            return Option(own, 1, (_single(own, goods, price, net),))
        case _:
            raise TypeError(f"{type(own.kind).__name__} takes no pieces")
