"""A line comes into a basket of 200 under 500 promotions, beside looking at all of them anew."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.pricer import Pricer
from kiosk.domain.pricing.promotions import (
    AmountOff,
    Combining,
    Kind,
    MixAndMatch,
    NForM,
    NthAt,
    PercentOff,
    Promotion,
    Scope,
)
from kiosk.domain.text import LocalText
from tests.bench.pair import Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.twins.shop.naive_pricing import saved_minor
from tests.bench.verdicts import at_most

LINES = 200
PROMOTIONS = 500
ARTICLES = 600
SAMPLES = 200
TWIN_SAMPLES = 20
CHECKED = 25

PAIR = Pair(
    "pricing_200x500", "a line into 200 lines under 500 promotions, priced", "µs", "wall",
    "every promotion over every line anew, the same search", at_most(0.01),
    "Promotions share articles, so that groups compete; one in ten stacks. Every total is equal to the cent.",
)  # fmt: skip


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Fill a basket; then add lines to it one by one, each taken out again before the next."""
    draw = random.Random(29)  # noqa: S311  # goods, not secrets
    promotions = _promotions(draw)
    basket = [_goods(draw, n) for n in range(1, LINES + 1)]
    pricer = Pricer(Book(promotions))
    pricer.follow(basket)
    for new in _new(draw, CHECKED):
        pricer.add(new)
        require_same(new.sku, pricer.pieces_saved_minor, saved_minor([*basket, new], promotions))
        pricer.remove(new.n)
    competing = _competing(basket, Book(promotions))
    rounds = [_new(draw, effort.samples(SAMPLES)) for _ in range(effort.rounds + 1)]
    again = [own[:TWIN_SAMPLES] for own in rounds]
    anew = lambda new: saved_minor([*basket, new], promotions)  # noqa: E731  # the twin's one call
    sides = {"ours": partial(_added, pricer, iter(rounds)), "twin": partial(_anew, anew, iter(again))}
    found = take_turns(sides, effort.rounds)
    remark = f"Of {LINES} lines {competing} compete with others."
    yield Measured(PAIR, found["ours"], found["twin"], "", None, (remark,))


def _promotions(draw: random.Random) -> list[Promotion]:
    return [_promotion(draw, n) for n in range(PROMOTIONS)]


def _promotion(draw: random.Random, n: int) -> Promotion:
    """Make one on some neighbouring articles; its neighbours' articles are partly its own."""
    first = draw.randrange(ARTICLES)
    skus = frozenset(f"s{(first + step) % ARTICLES}" for step in range(draw.randint(2, 8)))
    is_stacking = n % 10 == 0
    kinds: Sequence[Kind] = (
        PercentOff(draw.randint(500, 3000)), AmountOff(draw.randint(10, 60)), NForM(3, 2), NthAt(2, 5000),
        MixAndMatch(2, draw.randint(150, 500)),
    )  # fmt: skip
    kind = PercentOff(500) if is_stacking else draw.choice(kinds)
    combining = Combining.STACKABLE if is_stacking else Combining.COMPETING
    return Promotion(f"p{n}", LocalText((("en", f"Offer {n}"),)), kind, Scope(skus), combining)


def _goods(draw: random.Random, n: int) -> Goods:
    unit, qty = draw.randint(50, 900), draw.randint(1, 3)
    return Goods(n, f"s{draw.randrange(ARTICLES)}", "", unit, qty, unit * qty)


def _new(draw: random.Random, count: int) -> list[Goods]:
    return [_goods(draw, LINES + 1) for _ in range(count)]


def _competing(basket: Sequence[Goods], book: Book) -> int:
    """Count the lines that share a promotion of groups with another line."""
    takers = [{own.id for own in book.taking(goods.sku, "").grouping} for goods in basket]
    return sum(any(own & other for place, other in enumerate(takers) if place != n) for n, own in enumerate(takers))


def _added(pricer: Pricer, rounds: Iterator[Sequence[Goods]]) -> list[float]:
    """Add each line of the next round; taking it out again is not measured."""
    settle()
    found = []
    for new in next(rounds):
        began = time.perf_counter_ns()
        pricer.add(new)
        found.append((time.perf_counter_ns() - began) / 1e3)
        pricer.remove(new.n)
    return found


def _anew(anew: Callable[[Goods], int], rounds: Iterator[Sequence[Goods]]) -> list[float]:
    settle()
    found = []
    for new in next(rounds):
        began = time.perf_counter_ns()
        anew(new)
        found.append((time.perf_counter_ns() - began) / 1e3)
    return found


FAMILY = Family((PAIR,), measure)
