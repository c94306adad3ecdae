"""Baskets and promotions to try, and the plain way to find the best outcome: try every outcome there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from hypothesis import strategies as st

from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.promotions import (
    ALL_GOODS,
    AmountOff,
    Bundle,
    Combining,
    Kind,
    MixAndMatch,
    NForM,
    NthAt,
    PercentOff,
    Promotion,
    Scope,
    Slot,
)
from kiosk.domain.text import LocalText

SKUS = ("a", "b", "c", "d")
MOST_PIECES = 6
WORDS = LocalText((("en", "Offer"),))


def promotion(name: str, kind: Kind, *, skus: str = "", **more: object) -> Promotion:
    """Make a promotion on these one-letter articles, on all goods where none is named."""
    scope = Scope(frozenset(skus)) if skus else ALL_GOODS
    return Promotion(name, WORDS, kind, scope, **more)  # type: ignore[arg-type]  # named by each test


def goods(n: int, sku: str, unit: int, qty: int = 1, *, category: str = "", weight_g: int | None = None) -> Goods:
    """Make a line: pieces, or one weighed amount at `unit` per kilogram."""
    if weight_g is None:
        return Goods(n, sku, category, unit, qty, unit * qty)
    return Goods(n, sku, category, unit, 1, (unit * weight_g + 500) // 1000, weight_g, is_counted=False)


def _slot(skus: Iterable[str], count: int = 1) -> Slot:
    return Slot(Scope(frozenset(skus)), count)


def _bp() -> st.SearchStrategy[int]:
    return st.sampled_from((500, 1000, 3333, 5000, 10_000))


GROUPING = st.one_of(
    st.tuples(st.integers(2, 4), st.integers(1, 3)).filter(lambda own: own[1] < own[0]).map(lambda own: NForM(*own)),
    st.builds(NthAt, st.integers(1, 3), _bp()),
    st.builds(NthAt, st.integers(1, 3), st.just(0), st.integers(0, 60)),
    st.builds(MixAndMatch, st.integers(1, 3), st.integers(0, 200)),
    st.builds(
        lambda first, price: Bundle((_slot(first), _slot(set(SKUS) - set(first))), price),
        st.sampled_from(("a", "ab", "abc")), st.integers(0, 200),
    ),
    st.builds(
        lambda price: Bundle((_slot("a", 2), _slot("bc")), price), st.integers(0, 200),
    ),
)  # fmt: skip
BY_PIECE = st.one_of(st.builds(PercentOff, _bp()), st.builds(AmountOff, st.integers(1, 120)))
USING = st.builds(
    lambda kind, skus, limit, is_exclusive, priority: (
        kind, skus, {"limit": limit, "priority": priority, "combining": _combining(is_exclusive)}
    ),
    st.one_of(GROUPING, GROUPING, BY_PIECE), st.sampled_from(("", "a", "ab", "bcd", "abc")),
    st.sampled_from((0, 0, 1, 2)), st.booleans(), st.integers(0, 1),
)  # fmt: skip
STACKING = st.builds(
    lambda kind, skus, layer: (kind, skus, {"layer": layer, "combining": Combining.STACKABLE}),
    BY_PIECE, st.sampled_from(("", "ab", "c")), st.integers(0, 1),
)  # fmt: skip


def _combining(is_exclusive: bool) -> Combining:
    return Combining.EXCLUSIVE if is_exclusive else Combining.COMPETING


def _named(found: Sequence[tuple[Kind, str, dict[str, object]]]) -> tuple[Promotion, ...]:
    return tuple(promotion(f"p{n}", kind, skus=skus, **more) for n, (kind, skus, more) in enumerate(found))


PROMOTIONS = st.tuples(st.lists(USING, max_size=4), st.lists(STACKING, max_size=1)).map(
    lambda own: _named([*own[0], *own[1]])
)
LINE = st.tuples(
    st.sampled_from(SKUS), st.integers(1, 120), st.integers(1, 3), st.sampled_from((None, None, None, 250, 1333))
)


def _lines(found: Sequence[tuple[str, int, int, int | None]]) -> tuple[Goods, ...]:
    made: list[Goods] = []
    for n, (sku, unit, qty, weight_g) in enumerate(found, 1):
        if sum(own.qty for own in made) + qty <= MOST_PIECES:
            made.append(goods(n, sku, unit, qty, weight_g=weight_g))
    return tuple(made)


BASKETS = st.lists(LINE, max_size=6).map(_lines)


# --- every outcome there is -----------------------------------------------------------------------------------------


def best_by_trying_all(lines: Sequence[Goods], promotions: Sequence[Promotion]) -> int:
    """Return the largest sum that may be saved on pieces: each piece with each promotion, or with none."""
    pieces = sorted((own for own in lines for _ in range(own.qty)), key=lambda own: (-_price(own), own.sku, own.n))
    using = [own for own in promotions if own.combining is not Combining.STACKABLE]
    stacking = sorted((own for own in promotions if own not in using), key=lambda own: (own.layer, own.id))
    nets = [_stacked(own, stacking) for own in pieces]
    may = [(None, *(one for one in using if _may(one, own))) for own in pieces]
    return max(_saved(pieces, nets, using, takers) for takers in product(*may))


def _price(own: Goods) -> int:
    return own.unit_minor if own.is_counted else own.gross_minor


def _may(promotion: Promotion, own: Goods) -> bool:
    goes_by_weight = isinstance(promotion.kind, PercentOff | AmountOff)
    return promotion.covers(own.sku, own.category) and (own.is_counted or goes_by_weight)


def _stacked(own: Goods, stacking: Sequence[Promotion]) -> int:
    price = _price(own)
    for one in stacking:
        if _may(one, own):
            price -= _off(one.kind, own, price)
    return price


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _off(kind: Kind, own: Goods, price: int) -> int:
    if isinstance(kind, PercentOff):
        return _half_up(price * kind.percent_bp, 10_000)
    assert isinstance(kind, AmountOff)
    amount = kind.minor if own.is_counted else _half_up(kind.minor * (own.weight_g or 0), 1000)
    return min(amount, price)


def _saved(
    pieces: Sequence[Goods], nets: Sequence[int], using: Sequence[Promotion], takers: Sequence[Promotion | None]
) -> int:
    saved = sum(_price(own) - net for own, net in zip(pieces, nets, strict=True))
    for one in using:
        mine = [place for place, taker in enumerate(takers) if taker is one]
        groups = _groups(one, [(place, pieces[place]) for place in mine])
        for group in groups[: one.limit or None]:
            is_alone = one.combining is Combining.EXCLUSIVE
            prices = [_price(pieces[place]) if is_alone else nets[place] for place in group]
            saved += _group_saving(one.kind, pieces[group[-1]], prices)
            if is_alone:
                saved -= sum(_price(pieces[place]) - nets[place] for place in group)
    return saved


def _groups(one: Promotion, mine: Sequence[tuple[int, Goods]]) -> list[list[int]]:
    kind = one.kind
    if isinstance(kind, Bundle):
        queues = [
            [place for place, own in mine if kind.slot_of(own.sku, own.category) == n] for n in range(len(kind.slots))
        ]
        made = []
        while all(len(queue) >= slot.count for queue, slot in zip(queues, kind.slots, strict=True)):
            made.append(
                [queue.pop(0) for queue, slot in zip(queues, kind.slots, strict=True) for _ in range(slot.count)]
            )
        return made
    size = kind.n if isinstance(kind, NForM | NthAt | MixAndMatch) else 1
    places = [place for place, _ in mine]
    return [places[first : first + size] for first in range(0, len(places) // size * size, size)]


def _group_saving(kind: Kind, last: Goods, prices: Sequence[int]) -> int:
    match kind:
        case NForM(pay=pay):
            return sum(prices[pay:])
        case NthAt(price_minor=None, percent_bp=percent):
            return _half_up(prices[-1] * percent, 10_000)
        case NthAt(price_minor=fixed):
            return max(0, prices[-1] - (fixed or 0))
        case MixAndMatch(price_minor=together) | Bundle(price_minor=together):
            return sum(prices) - together
        case _:
            return _off(kind, last, prices[0])
