"""What a driver holds after a thousand times out and in again, beside what it held before: one process per driver."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

from devices.registry import drivers
from devices.sim.process.kinds import usual_listen
from tests.bench.pair import ROOT, Family, Measured, Pair, Wanted, python
from tests.bench.turns import Effort
from tests.bench.verdicts import at_most
from tests.conformance.cases import Case, NotExercised, cases_of

ROUNDS = 1000
LIMIT_S = 1200.0
USUAL = {"pty": ("serial",), "tcp": ("tcp", "http")}
KINDS = ("descriptors", "threads", "tasks")

WHAT = f"descriptors, threads and tasks after {ROUNDS} times out and in, each driver on its usual line"
PAIR = Pair(
    "replug", WHAT, "", "size", "the same process before the first", at_most(1.0),
    "One round is one driver; the worst of them counts.",
)  # fmt: skip


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Run all drivers side by side: most of the time they wait."""
    count = effort.samples(ROUNDS)
    children = [_start(case, count, seed) for seed, case in enumerate(_lines())]
    told = []
    try:
        for child in children:
            out, _ = child.communicate(timeout=LIMIT_S)
            if child.returncode:
                raise RuntimeError(f"{child.args!r} ended with {child.returncode}")
            told.append(json.loads(out.splitlines()[-1]))
    finally:
        for child in children:
            child.kill()
            child.wait(timeout=10)
    after, before = ([[float(sum(one[when].values()))] for one in told] for when in ("after", "before"))
    yield Measured(PAIR, after, before, "", None, tuple(_said(one) for one in told))


def _lines() -> Iterator[Case]:
    """Give each driver once, on the link that its simulator has unless another is asked for."""
    for driver in drivers():
        try:
            cases = {case.transport: case for case in cases_of(driver)}
        except NotExercised:  # tests/conformance names it
            continue
        line = next((transport for transport in USUAL.get(usual_listen(driver), ()) if transport in cases), None)
        if line is not None:
            yield cases[line]


def _start(case: Case, count: int, seed: int) -> subprocess.Popen[str]:
    command = python("tests.bench.children.replug", case.driver, case.transport, str(count), str(seed))
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _said(one: dict[str, Any]) -> str:
    held = ", ".join(f"{one['before'][kind]} {kind} before and {one['after'][kind]} after" for kind in KINDS)
    return f"{one['driver']}: {one['rounds']} times ({one['openings']} openings, usable {one['usable']}): {held}."


FAMILY = Family((PAIR,), measure)
