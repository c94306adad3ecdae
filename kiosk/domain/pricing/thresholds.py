"""What a whole total earns, on top of what the pieces save.

A total is counted before savings, so saving never costs the customer a threshold. Of those that compete no line counts
for two: totals of other goods come off beside each other, of those that share a line the better; stackable ones come
after them in their order. An exclusive one stands for all other savings of the basket, where that is better. For
thresholds on all goods this and the pieces together are the best there is; one on some goods alone is the best beside
the best outcome of the pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeAlias

from kiosk.domain.goods.facts import Saving
from kiosk.domain.money import rounded
from kiosk.domain.pricing.outcome import ByLine
from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.promotions import Combining, Promotion, Threshold
from kiosk.domain.pricing.shares import shares

Earned: TypeAlias = tuple[tuple[Promotion, Mapping[int, int]], ...]

TRIES: Final = 2_000
"""How many sets of competing totals are looked at; the first takes the best that still fits, one after the other."""


@dataclass(frozen=True, slots=True)
class _Total:
    """A competing total that is reached: the lines it takes from, and how much."""

    promotion: Promotion
    lines: frozenset[int]
    minor: int


def with_thresholds(lines: Sequence[Goods], pieces: ByLine, thresholds: Iterable[Promotion]) -> ByLine:
    """Return the savings of each line with what the total earns."""
    reached = [own for own in thresholds if _is_reached(own, lines)]
    if not reached:
        return pieces
    gross = {own.n: own.gross_minor for own in lines}
    net = {own.n: own.gross_minor - sum(one.minor for one in pieces.get(own.n, ())) for own in lines}
    stacking = sorted((one for one in reached if one.combining is Combining.STACKABLE), key=attrgetter("layer", "id"))
    singles = [one for one in reached if one.combining is Combining.COMPETING]
    ways: list[tuple[int, ByLine, Earned]] = []
    for turn in ((), *((one,) for one in singles), _beside_each_other(singles, lines, net)):
        ways.append(_way(lines, pieces, net, (*turn, *stacking)))
    ways += [_way(lines, {}, gross, (one,)) for one in reached if one.combining is Combining.EXCLUSIVE]
    _saved, kept, earned = max(ways, key=lambda way: way[0])
    return _joined(lines, kept, earned)


def _beside_each_other(
    singles: Iterable[Promotion], lines: Sequence[Goods], net: Mapping[int, int]
) -> tuple[Promotion, ...]:
    """Return the competing totals that take most together, no line for two of them."""
    best_of: dict[frozenset[int], _Total] = {}
    for own in singles:
        covered = frozenset(_covered(own, lines))
        minor = _off(own, sum(net[n] for n in covered))
        if minor and (covered not in best_of or minor > best_of[covered].minor):
            best_of[covered] = _Total(own, covered, minor)
    totals = sorted(best_of.values(), key=lambda own: -own.minor)
    best: tuple[int, tuple[_Total, ...]] = (0, ())
    waiting: list[tuple[int, tuple[_Total, ...]]] = [(0, ())]
    for _ in range(TRIES):
        if not waiting:
            break
        place, chosen = waiting.pop()
        saved = sum(own.minor for own in chosen)
        if saved > best[0]:
            best = saved, chosen
        if place == len(totals) or saved + sum(own.minor for own in totals[place:]) <= best[0]:
            continue
        waiting.append((place + 1, chosen))
        if all(totals[place].lines.isdisjoint(own.lines) for own in chosen):
            waiting.append((place + 1, (*chosen, totals[place])))
    return tuple(own.promotion for own in best[1])


def _covered(own: Promotion, lines: Iterable[Goods]) -> list[int]:
    return [one.n for one in lines if own.scope.covers(one.sku, one.category)]


def _is_reached(own: Promotion, lines: Iterable[Goods]) -> bool:
    covered = sum(one.gross_minor for one in lines if own.scope.covers(one.sku, one.category))
    return isinstance(own.kind, Threshold) and covered >= own.kind.from_minor


def _way(
    lines: Sequence[Goods], pieces: ByLine, net: Mapping[int, int], turn: Sequence[Promotion]
) -> tuple[int, ByLine, Earned]:
    left = dict(net)
    earned = []
    for own in turn:
        covered = _covered(own, lines)
        whole = sum(left[n] for n in covered)
        parts = shares([left[n] for n in covered], _off(own, whole))
        for n, minor in zip(covered, parts, strict=True):
            left[n] -= minor
        earned.append((own, dict(zip(covered, parts, strict=True))))
    gross = sum(one.gross_minor for one in lines)
    return gross - sum(left.values()), pieces, tuple(earned)


def _off(own: Promotion, whole: int) -> int:
    kind = own.kind
    if not isinstance(kind, Threshold):
        raise TypeError(f"{own.id} is no threshold")
    return rounded(whole * kind.percent_bp, 10_000) if kind.percent_bp else min(kind.minor, whole)


def _joined(lines: Sequence[Goods], pieces: ByLine, earned: Earned) -> ByLine:
    found = {}
    for own in lines:
        more = [
            Saving(promotion.id, parts[own.n], own.qty, promotion.text)
            for promotion, parts in earned
            if parts.get(own.n)
        ]
        found[own.n] = (*pieces.get(own.n, ()), *more)
    return found
