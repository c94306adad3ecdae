"""Finding goods among a million by the letters of a name, beside the plain way in SQL on the same file."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from kiosk.services.catalogue import Catalogue
from tests.bench.figures import Rounds
from tests.bench.pair import Measured, Pair, require_same
from tests.bench.pairs.goods import KINDS, LANGUAGES
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.verdicts import at_least

SAMPLES = 20
LANGUAGE = LANGUAGES[2]
LIKE = "SELECT sku FROM product WHERE names LIKE ? ORDER BY length(names), id LIMIT 12"

PAIR = Pair(
    "product_search", "Catalogue.search among 1,000,000 products", "ms", "wall",
    "LIKE '%letters%' in SQLite on the same file, the shortest names first", at_least(100),
    "Letters as they are typed, from two to a whole word and a number.",
)  # fmt: skip


def measure(ours: Catalogue, path: Path, count: int, effort: Effort) -> Iterator[Measured]:
    """Search in turns in a catalogue that was imported before."""
    twin = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    draw = random.Random(12)  # noqa: S311  # goods, not secrets
    for word in _typed(draw, count, 8):
        found = {own.sku for own in ours.search(word, LANGUAGE, is_loose=False)}
        likewise = {sku for (sku,) in twin.execute(LIKE, (f"%{word}%",))}
        require_same(word, bool(found), bool(likewise))
    rounds = [_typed(draw, count, effort.samples(SAMPLES)) for _ in range(effort.rounds + 1)]

    def asked(word: str) -> object:
        return ours.search(word, LANGUAGE, is_loose=False)

    def looked(word: str) -> object:
        return twin.execute(LIKE, (f"%{word}%",)).fetchall()

    sides = {"ours": partial(_searched, asked, iter(rounds)), "twin": partial(_searched, looked, iter(rounds))}
    timed: dict[str, Rounds] = dict(take_turns(sides, effort.rounds))
    twin.close()
    yield Measured(PAIR, timed["ours"], timed["twin"], f"SQLite {sqlite3.sqlite_version}", None, ())


def _typed(draw: random.Random, count: int, samples: int) -> Sequence[str]:
    """Return letters as a customer types them: each beginning of a name, and the number of one product."""
    words = [draw.choice(KINDS).split()[0].lower() for _ in range(samples)]
    begun = [word[: draw.randint(2, len(word))] for word in words]
    return [word if draw.random() < 0.8 else str(draw.randint(1000, max(1001, count))) for word in begun]


def _searched(search: Callable[[str], object], rounds: Iterator[Sequence[str]]) -> list[float]:
    """Search for the words of the next round."""
    words = next(rounds)
    settle()
    found = []
    for word in words:
        began = time.perf_counter_ns()
        search(word)
        found.append((time.perf_counter_ns() - began) / 1e6)
    return found
