"""Which promotion gets which piece: the best of all ways, found piece by piece from the dearest.

A promotion's groups are made of the pieces it gets in that same order, so all there is to know on the way is how full
its open group is. Ways that leave every group equally full differ only in their gain: the best of them is kept. That
is exact. Where so many promotions compete for so many pieces that ways outgrow `EFFORT`, only the best are followed,
the outcome is at least that of `greedy`, and it says that it is not proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from kiosk.domain.pricing.greedy import greedy
from kiosk.domain.pricing.lots import Lot
from kiosk.domain.pricing.promotions import Bundle, Promotion

EFFORT: Final = 60_000
"""About how many ways are looked at for one part of a basket, over all its pieces."""
LEAST_WIDTH: Final = 16

Fill: TypeAlias = Any  # an int, or of a bundle a tuple of ints; never read outside its own `_Group`
Way: TypeAlias = tuple[Fill, ...]
Reached: TypeAlias = tuple[int, Any]  # the gain so far, and the chain of choices that led to it


@dataclass(frozen=True, slots=True)
class Choice:
    """For each piece in order the promotion that takes it in a group, or None; what that gains; whether it is best."""

    takers: tuple[Promotion | None, ...]
    gain_minor: int
    is_best: bool


class _Group:
    """How full the open group of one promotion is. Without a limit a full group begins anew."""

    def __init__(self, promotion: Promotion, size: int, pieces: int) -> None:
        self.promotion, self.size, self.left = promotion, size, pieces
        self.most = promotion.limit * size
        self.empty: Fill = 0

    def after(self, fill: Fill, gains: tuple[int, ...], slot: int) -> tuple[Fill, int] | None:
        """Return the group with one more piece and what that gains; None when it takes no more."""
        if not self.most:
            return (fill + 1) % self.size, gains[fill]
        return None if fill == self.most else (fill + 1, gains[fill % self.size])

    def is_lost(self, fill: Fill) -> bool:
        """True when too few pieces are left to fill an open group."""
        return bool(-fill % self.size > self.left)


class _Slots(_Group):
    """A bundle: so many pieces for each slot beyond complete bundles; last, where there is a limit, how many of these.

    The dearest pieces may all be of one slot, so more may wait than one bundle needs.
    """

    def __init__(self, promotion: Promotion, kind: Bundle, pieces: int) -> None:
        super().__init__(promotion, sum(own.count for own in kind.slots), pieces)
        self.counts = [own.count for own in kind.slots]
        self.price = kind.price_minor
        self.limit = promotion.limit
        self.empty = (0,) * (len(self.counts) + 1)

    def after(self, fill: Fill, gains: tuple[int, ...], slot: int) -> tuple[Fill, int] | None:
        """Return the waiting pieces with one more, a complete bundle taken out at its price."""
        *waiting, done = fill
        waiting[slot] += 1
        begun = -(-waiting[slot] // self.counts[slot])
        if self.limit and done + begun > self.limit:
            return None
        if all(own >= count for own, count in zip(waiting, self.counts, strict=True)):
            waiting = [own - count for own, count in zip(waiting, self.counts, strict=True)]
            return (*waiting, done + 1 if self.limit else 0), gains[0] - self.price
        return (*waiting, done), gains[0]

    def is_lost(self, fill: Fill) -> bool:
        """True when fewer pieces are left than the bundles that were begun still need."""
        pairs = list(zip(fill[:-1], self.counts, strict=True))
        begun = max(-(-own // count) for own, count in pairs)
        missing: int = sum(begun * count - own for own, count in pairs)
        return missing > self.left


def chosen(lots: Sequence[Lot]) -> Choice:
    """Choose for the pieces of `lots`, which are in their order; each lot has `goods.qty` pieces."""
    groups = _groups(lots)
    place_of = {group.promotion.id: place for place, group in enumerate(groups)}
    offers = sum(lot.goods.qty * (1 + len(lot.options)) for lot in lots)
    width = max(LEAST_WIDTH, EFFORT // max(1, offers))
    ways: dict[Way, Reached] = {tuple(group.empty for group in groups): (0, None)}
    is_best = True
    for lot in lots:
        options = [(place_of[own.promotion.id], own.gains, own.slot) for own in lot.options]
        for _ in range(lot.goods.qty):
            for place, _gains, _slot in options:
                groups[place].left -= 1
            ways = _with_piece(ways, lot.alone_minor, options, groups)
            if len(ways) > width:
                ways, is_best = _narrowed(ways, width, groups), False
    found = _ended(ways, groups)
    return found if is_best else _floored(found, lots)


def _groups(lots: Sequence[Lot]) -> list[_Group]:
    pieces: dict[str, int] = {}
    kinds: dict[str, tuple[Promotion, int]] = {}
    for lot in lots:
        for own in lot.options:
            pieces[own.promotion.id] = pieces.get(own.promotion.id, 0) + lot.goods.qty
            kinds[own.promotion.id] = (own.promotion, own.size)
    return [
        _Slots(own, own.kind, pieces[own.id]) if isinstance(own.kind, Bundle) else _Group(own, size, pieces[own.id])
        for own, size in kinds.values()
    ]


def _with_piece(
    ways: dict[Way, Reached], alone: int, options: Sequence[tuple[int, tuple[int, ...], int]], groups: Sequence[_Group]
) -> dict[Way, Reached]:
    found: dict[Way, Reached] = {}
    for way, (gain, chain) in ways.items():
        for place, gains, slot in options:
            after = groups[place].after(way[place], gains, slot)
            if after is not None:
                new, more = (*way[:place], after[0], *way[place + 1 :]), gain + after[1]
                known = found.get(new)
                if known is None or more > known[0]:
                    found[new] = (more, (chain, place))
        known = found.get(way)
        if known is None or gain + alone > known[0]:
            found[way] = (gain + alone, (chain, -1))
    touched = [(place, groups[place]) for place, _gains, _slot in options]
    return {way: own for way, own in found.items() if not any(group.is_lost(way[place]) for place, group in touched)}


def _narrowed(ways: dict[Way, Reached], width: int, groups: Sequence[_Group]) -> dict[Way, Reached]:
    """Keep the best ways, and the best of those that have no open group: those reach an end in any case."""
    kept = sorted(ways.items(), key=lambda item: -item[1][0])
    closed = next((item for item in kept if _is_closed(item[0], groups)), None)
    return dict([*kept[: width - 1], closed]) if closed is not None else dict(kept[:width])


def _is_closed(way: Way, groups: Sequence[_Group]) -> bool:
    return not any(
        any(fill[:-1]) if isinstance(group, _Slots) else fill % group.size
        for fill, group in zip(way, groups, strict=True)
    )


def _ended(ways: dict[Way, Reached], groups: Sequence[_Group]) -> Choice:
    gain, chain = max(ways.values(), key=lambda own: own[0])
    takers: list[Promotion | None] = []
    while chain is not None:
        chain, place = chain
        takers.append(None if place < 0 else groups[place].promotion)
    return Choice(tuple(reversed(takers)), gain, is_best=True)


def _floored(found: Choice, lots: Sequence[Lot]) -> Choice:
    takers, gain = greedy(lots)
    if gain > found.gain_minor:
        return Choice(tuple(takers), gain, is_best=False)
    return Choice(found.takers, found.gain_minor, is_best=False)
