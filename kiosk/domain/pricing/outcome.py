"""The customer's best outcome of a basket, and what each line saves by it.

What may happen: each piece is taken by at most one promotion that uses up pieces, or by none. A promotion makes groups
of the pieces it gets, dearest first (then by article, then by line), and gives what its kind says for each whole group.
Stackable promotions come off each piece first, unless an exclusive one takes it. The best outcome is the one with the
largest sum of savings over all of these; then come totals that earn something (see `thresholds`). Parts of the basket
that share no group promotion cannot change each other and are solved apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TypeAlias

from kiosk.domain.goods.facts import Saving
from kiosk.domain.pricing.lots import Lot, Option
from kiosk.domain.pricing.promotions import Bundle, Combining, Promotion
from kiosk.domain.pricing.search import chosen
from kiosk.domain.pricing.shares import shares
from kiosk.domain.text import LocalText

ByLine: TypeAlias = Mapping[int, tuple[Saving, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that compete with each other, solved: what each saves, and whether no better outcome exists."""

    savings: ByLine
    saved_minor: int
    is_best: bool


def solved(lots: Iterable[Lot]) -> Part:
    """Solve one part of a basket: all lines that are joined by promotions which take pieces in groups."""
    ordered = sorted(lots, key=attrgetter("order"))
    if not any(lot.options for lot in ordered):
        return _part({lot.goods.n: _Tally() for lot in ordered}, ordered, is_best=True)
    choice = chosen(ordered)
    tallies = {lot.goods.n: _Tally() for lot in ordered}
    for promotion, group in _gaining(_groups(ordered, choice.takers)):
        _shared_out(promotion, group, tallies)
    return _part(tallies, ordered, is_best=choice.is_best)


class _Tally:
    """What is known so far of one line: savings of groups, and how many pieces they took, with or without stacking."""

    __slots__ = ("exclusive", "found", "grouped")

    def __init__(self) -> None:
        self.found: dict[str, list[int]] = {}
        self.grouped = self.exclusive = 0

    def add(self, promotion_id: str, minor: int, pieces: int) -> None:
        """Count what so many pieces save."""
        own = self.found.setdefault(promotion_id, [0, 0])
        own[0] += minor
        own[1] += pieces


Group: TypeAlias = list[tuple[Lot, Option]]


def _groups(lots: Sequence[Lot], takers: Sequence[Promotion | None]) -> Iterator[tuple[Promotion, Group]]:
    taken: dict[str, Group] = {}
    promotions: dict[str, Promotion] = {}
    pieces = (lot for lot in lots for _ in range(lot.goods.qty))
    for lot, taker in zip(pieces, takers, strict=True):
        if taker is not None:
            promotions[taker.id] = taker
            option = next(own for own in lot.options if own.promotion.id == taker.id)
            taken.setdefault(taker.id, []).append((lot, option))
    for name, own in taken.items():
        for group in _cut(promotions[name], own):
            yield promotions[name], group


def _cut(promotion: Promotion, pieces: Group) -> Iterator[Group]:
    size = pieces[0][1].size
    if not isinstance(promotion.kind, Bundle):
        yield from (pieces[begin : begin + size] for begin in range(0, len(pieces), size))
        return
    waiting = [[own for own in pieces if own[1].slot == slot] for slot in range(len(promotion.kind.slots))]
    for turn in range(len(pieces) // size):
        counts = [slot.count for slot in promotion.kind.slots]
        yield [own for mine, c in zip(waiting, counts, strict=True) for own in mine[turn * c : (turn + 1) * c]]


def _gaining(groups: Iterable[tuple[Promotion, Group]]) -> Iterator[tuple[Promotion, Group]]:
    """Leave out groups that are no better than leaving their pieces alone; among equals nothing is taken."""
    for promotion, group in groups:
        gain = _gain(promotion, group) - sum(lot.alone_minor for lot, _ in group)
        if gain > 0:
            yield promotion, group


def _gain(promotion: Promotion, group: Group) -> int:
    if isinstance(promotion.kind, Bundle):
        return sum(option.gains[0] for _, option in group) - promotion.kind.price_minor
    return sum(option.gains[place] for place, (_, option) in enumerate(group))


def _shared_out(promotion: Promotion, group: Group, tallies: Mapping[int, _Tally]) -> None:
    is_exclusive = promotion.combining is Combining.EXCLUSIVE
    bases = [lot.goods.piece_minor if is_exclusive else lot.net_minor for lot, _ in group]
    lost = sum(lot.goods.piece_minor - lot.net_minor for lot, _ in group) if is_exclusive else 0
    for (lot, _), minor in zip(group, shares(bases, _gain(promotion, group) + lost), strict=True):
        tally = tallies[lot.goods.n]
        tally.add(promotion.id, minor, 1)
        tally.grouped += 1
        tally.exclusive += is_exclusive


def _part(tallies: Mapping[int, _Tally], lots: Sequence[Lot], *, is_best: bool) -> Part:
    savings: dict[int, tuple[Saving, ...]] = {}
    saved = 0
    for lot in lots:
        tally = tallies[lot.goods.n]
        _alone(lot, tally)
        texts = _texts(lot)
        found = sorted(tally.found.items(), key=partial(_turn, lot))
        savings[lot.goods.n] = tuple(Saving(name, minor, count, texts[name]) for name, (minor, count) in found if minor)
        saved += sum(own.minor for own in savings[lot.goods.n])
    return Part(savings, saved, is_best)


def _alone(lot: Lot, tally: _Tally) -> None:
    """Count what the pieces save that no group took, and what stackable promotions take off those that may stack."""
    left, stacking = lot.goods.qty - tally.grouped, lot.goods.qty - tally.exclusive
    own = lot.alone
    if own is not None and left:
        is_exclusive = own.combining is Combining.EXCLUSIVE
        lost = lot.goods.piece_minor - lot.net_minor if is_exclusive else 0
        tally.add(own.id, (lot.alone_minor + lost) * left, left)
        stacking -= left * is_exclusive
    for promotion, minor in lot.stacked:
        if stacking:
            tally.add(promotion.id, minor * stacking, stacking)


def _turn(lot: Lot, found: tuple[str, list[int]]) -> tuple[int, str]:
    """Return when a promotion takes something off: those that stack come first, the others see the price after them."""
    name, stacked = found[0], [promotion.id for promotion, _ in lot.stacked]
    return stacked.index(name) if name in stacked else len(stacked), name


def _texts(lot: Lot) -> Mapping[str, LocalText]:
    own = {option.promotion.id: option.promotion.text for option in lot.options}
    own |= {promotion.id: promotion.text for promotion, _ in lot.stacked}
    return own if lot.alone is None else own | {lot.alone.id: lot.alone.text}
