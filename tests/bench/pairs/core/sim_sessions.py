"""Whole simulated sessions through the product's own runtime, on one core; there is no twin yet."""

from __future__ import annotations

import cProfile
import logging
import pstats
import time
from collections.abc import Iterator
from pathlib import PurePath

from tests.bench.pair import Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort, settle
from tests.faults.simulate.world import CUSTOMERS, World

DAYS = 12
GOAL_PER_S = 2000
SHOWN = 6
PAIR = Pair(
    "sim_sessions", "one customer's session, simulated with every fault: runtime, flows, effects, journal rows", "ms",
    "cpu", "", None,
    f"Goal: {GOAL_PER_S} sessions/s on a core, and twenty times the painted journey, which is not measured here.",
)  # fmt: skip


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Live the same days in every round; each sample is the mean session of a day."""
    logging.disable(logging.CRITICAL)
    try:
        require_same("traces", World(1).run().trace, World(1).run().trace)
        days = effort.samples(DAYS)
        rounds = [_lived(days) for _ in range(effort.rounds)]
        mean_ms = sum(map(sum, rounds)) / sum(map(len, rounds))
        remarks = (f"{1000 / mean_ms:.0f} sessions/s on a core.", f"What is left: {', '.join(_profile(days))}.")
    finally:
        logging.disable(logging.NOTSET)
    yield Measured(PAIR, rounds, [], "", None, remarks)


def _lived(days: int) -> list[float]:
    settle()
    found = []
    for seed in range(1, days + 1):
        began = time.process_time_ns()
        day = World(seed).run()
        found.append((time.process_time_ns() - began) / 1e6 / CUSTOMERS)
        require_same(f"breach of seed {seed}", day.breach, "")
    return found


def _profile(days: int) -> Iterator[str]:
    """Yield the share of own time by folder of the product, the largest first."""
    profile = cProfile.Profile()
    profile.enable()
    for seed in range(1, days + 1):
        World(seed).run()
    profile.disable()
    shares: dict[str, float] = {}
    for (file, _line, _name), (_, _, own_s, *_rest) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]  # typeshed leaves it out
        shares[_place(file)] = shares.get(_place(file), 0.0) + own_s
    whole = sum(shares.values())
    for place, own_s in sorted(shares.items(), key=lambda one: -one[1])[:SHOWN]:
        yield f"{place} {100 * own_s / whole:.0f} %"


def _place(file: str) -> str:
    parts = PurePath(file).parts
    if file == "~":
        return "built-in calls (SQLite, hashing, JSON)"
    for top in ("kiosk", "tests", "sqlalchemy", "devices"):
        if top in parts:
            return "/".join(parts[parts.index(top) : parts.index(top) + 2])
    return "standard library"


FAMILY = Family((PAIR,), measure)
