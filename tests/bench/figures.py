"""Medians, percentiles and ratios of what was measured in rounds. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

Round: TypeAlias = Sequence[float]
Rounds: TypeAlias = Sequence[Round]

P99_SAMPLES = 200
"""Below this many samples a 99th percentile is one or two outliers, and is left out."""


class NothingMeasured(ValueError):
    """There is no sample, or the two sides have not as many rounds as each other."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One side of a pair, in the pair's unit; `round_low` and `round_high` are the medians of its extreme rounds."""

    n: int
    rounds: int
    min: float
    p50: float
    p99: float | None
    round_low: float
    round_high: float


def figures(rounds: Rounds) -> Figures:
    """Summarise the rounds of one side. Raises `NothingMeasured`."""
    if not rounds or not all(rounds):
        raise NothingMeasured("a round without a sample")
    samples = sorted(sample for one in rounds for sample in one)
    medians = [median(one) for one in rounds]
    p99 = percentile(samples, 99) if len(samples) >= P99_SAMPLES else None
    return Figures(len(samples), len(rounds), samples[0], median(samples), p99, min(medians), max(medians))


def percentile(ordered: Sequence[float], share: int) -> float:
    """Return the smallest sample that `share` percent of `ordered` do not exceed (nearest rank)."""
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


@dataclass(frozen=True, slots=True)
class Ratio:
    """`p50`: of the medians over all rounds; `low` and `high`: the extreme rounds, each against its own neighbour."""

    p50: float
    low: float
    high: float


def ratio(above: Rounds, below: Rounds) -> Ratio:
    """Return median over median. Round by round, so that what slows the machine for a while slows both sides."""
    if not above or len(above) != len(below) or not all(above) or not all(below):
        raise NothingMeasured(f"{len(above)} rounds against {len(below)}")
    by_round = [median(one) / median(other) for one, other in zip(above, below, strict=True)]
    whole = median([sample for one in above for sample in one]) / median([sample for one in below for sample in one])
    return Ratio(whole, min(whole, *by_round), max(whole, *by_round))
