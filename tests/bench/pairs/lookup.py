"""Finding one product among a million by its GTIN, beside an ORM session per call on the same file."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from kiosk.domain.basket import Product
from kiosk.services.catalogue import import_products, open_catalogue
from tests.bench.machine import version_of
from tests.bench.pair import WORK, Family, Measured, Pair, Wanted, require_same
from tests.bench.pairs.catalogue import searching
from tests.bench.pairs.goods import ean, write_csv
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.twins.orm import OrmCatalogue
from tests.bench.verdicts import at_most

PRODUCTS = 1_000_000
QUICK_PRODUCTS = 50_000
SAMPLES = 2_000
CHECKED = 200

PAIR = Pair(
    "gtin_lookup", "Catalogue.find among 1,000,000 products", "µs", "wall",
    "SQLAlchemy ORM on the same file, one session and one query per call", at_most(0.1),
    "Goods drawn evenly; the whole catalogue is asked, not a few hot goods.",
)  # fmt: skip


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Import the goods by the product's own import, then look up in turns."""
    count = QUICK_PRODUCTS if effort.is_quick else PRODUCTS
    folder = WORK / "catalogue"
    folder.mkdir()
    write_csv(folder / "goods.csv", count)
    began = time.perf_counter()
    report = import_products(folder / "goods.csv", folder)
    took_s = time.perf_counter() - began
    require_same("products", report.products, count)
    ours, twin = open_catalogue(folder), OrmCatalogue(report.path)
    draw = random.Random(11)  # noqa: S311  # goods, not secrets
    for code in _codes(draw, count, CHECKED):
        require_same(code, repr(ours.find(code)), repr(twin.find(code)))
    rounds = [_codes(draw, count, effort.samples(SAMPLES)) for _ in range(effort.rounds + 1)]
    sides = {"ours": partial(_looked_up, ours.find, iter(rounds)), "twin": partial(_looked_up, twin.find, iter(rounds))}
    found = take_turns(sides, effort.rounds)
    twin.close()
    remark = f"{count:,} products imported by import-catalogue in {took_s:.1f} s: {count / took_s:,.0f} rows/s."
    yield Measured(PAIR, found["ours"], found["twin"], version_of("SQLAlchemy"), None, (remark,))
    yield from searching.measure(ours, report.path, count, effort)


def _codes(draw: random.Random, count: int, samples: int) -> Sequence[str]:
    return [f"0{ean(draw.randint(1, count))}" for _ in range(samples)]


def _looked_up(find: Callable[[str], Product | None], rounds: Iterator[Sequence[str]]) -> list[float]:
    """Look up the codes of the next round; every one of them is there."""
    codes = next(rounds)
    settle()
    found = []
    for code in codes:
        began = time.perf_counter_ns()
        product = find(code)
        found.append((time.perf_counter_ns() - began) / 1e3)
        if product is None:
            raise LookupError(code)
    return found


FAMILY = Family((PAIR, searching.PAIR), measure)
