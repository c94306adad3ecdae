"""Whole simulated sessions, of a shop and of an airport, on one core, beside the same ones painted."""

from __future__ import annotations

import cProfile
import json
import logging
import pstats
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from tests.bench.figures import Round, Rounds
from tests.bench.machine import version_of
from tests.bench.pair import ROOT, Family, Measured, NotTheSame, Pair, Wanted, python, require_same
from tests.bench.pairs.glass import environment
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.verdicts import at_least
from tests.faults.simulate.world import CUSTOMERS, TRAVEL_SEEDS, World

DAYS, LONG_DAYS = 3, 40
PAINTED_S = 600.0
GOAL_PER_S = 2000
SHOWN = 14
TWIN = "the same days, each picture painted by the product's own screens, offscreen, without motion"
SESSIONS = Pair(
    "sim_sessions", "one customer's session, simulated with every fault: runtime, flows, effects, journal rows", "ms",
    "cpu", TWIN, at_least(20), f"Goal beside the ratio: {GOAL_PER_S} sessions/s on a core.",
)  # fmt: skip
CHECKINS = Pair(
    "sim_checkins", "one traveller's session at the airport, simulated with every fault, as above", "ms", "cpu", TWIN,
    at_least(20), "Some give up, are refused or meet a fault: not every session ends with a pass.",
)  # fmt: skip
FIRST = {
    SESSIONS.id: (1, 1),
    CHECKINS.id: (TRAVEL_SEEDS + 1, 2),
}  # odd seeds: a kiosk of travellers alone


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Live the same days with and without a glass in turns; each sample is the mean session of a day."""
    logging.disable(logging.CRITICAL)
    try:
        for pair in (SESSIONS, CHECKINS):
            if pair.id in wanted:
                yield _measured(pair, effort)
    finally:
        logging.disable(logging.NOTSET)


def _measured(pair: Pair, effort: Effort) -> Measured:
    days = _seeds(pair, effort.samples(DAYS))
    require_same("traces", [World(seed).run().trace for seed in days], _painted(days)["traces"])
    sides = {"kiosk": lambda: _lived(days), "painted": lambda: _samples(_painted(days)["samples_ms"])}
    found = take_turns(sides, effort.rounds, warm_ups=0)
    remarks = tuple(_remarks(_seeds(pair, effort.samples(LONG_DAYS))))
    return Measured(pair, found["kiosk"], found["painted"], version_of("PySide6-Essentials"), None, remarks)


def _seeds(pair: Pair, days: int) -> range:
    first, step = FIRST[pair.id]
    return range(first, first + days * step, step)


def _lived(days: range) -> Round:
    settle()
    found = []
    for seed in days:
        began = time.process_time_ns()
        day = World(seed).run()
        found.append((time.process_time_ns() - began) / 1e6 / CUSTOMERS)
        require_same(f"breach of seed {seed}", day.breach, "")
    return found


def _painted(days: range) -> dict[str, object]:
    """Return what the child tells that paints; its pages are warm when it begins to measure."""
    done = subprocess.run(
        python("tests.bench.children.painted_days", str(days.start), str(days.stop), str(days.step)),
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=PAINTED_S,
    )  # fmt: skip
    if done.returncode != 0:
        raise NotTheSame(f"the painted days ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    told: dict[str, object] = json.loads(done.stdout)
    return told


def _samples(told: object) -> Sequence[float]:
    if not isinstance(told, list):
        raise NotTheSame(f"no samples of the painted days: {told!r}")
    return [float(sample) for sample in told]


def _remarks(days: range) -> Iterator[str]:
    rounds: Rounds = [_lived(days)]
    mean_ms = sum(rounds[0]) / len(rounds[0])
    events = sum(World(seed).run().events for seed in days) / len(days) / CUSTOMERS
    yield f"{1000 / mean_ms:.0f} sessions/s on a core, {events:.0f} events each, over {len(days)} days."
    yield "What is left, by own time under the profiler, calls into C counted where they are made:"
    yield from _profile(days)


def _profile(days: range) -> Iterator[str]:
    """Yield where the time goes, the largest share first."""
    profile = cProfile.Profile()
    profile.enable()
    for seed in days:
        World(seed).run()
    profile.disable()
    shares: dict[str, float] = {}
    for (file, _line, _name), (_, _, own_s, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]  # typeshed leaves it out
        by = {caller: found[2] for (caller, *_), found in callers.items()} if file == "~" else {file: own_s}
        for caller, spent_s in by.items():
            shares[_place(caller)] = shares.get(_place(caller), 0.0) + spent_s
    whole = sum(shares.values())
    for place, own_s in sorted(shares.items(), key=lambda one: -one[1])[:SHOWN]:
        yield f"  {100 * own_s / whole:4.1f} %  {place}"


def _place(file: str) -> str:
    parts = PurePath(file).parts
    for top in ("kiosk", "tests", "sqlalchemy", "devices"):
        if top in parts:
            own = parts[parts.index(top) :]
            return "/".join(own[: {"kiosk": 3, "tests": 4}.get(top, 2)]).removesuffix(".py")
    return "the standard library (dataclasses, asyncio, random, heapq)"


FAMILY = Family((SESSIONS, CHECKINS), measure)
