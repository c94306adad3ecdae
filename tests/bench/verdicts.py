"""Goals and verdicts: a goal is reached only when the worse end of the range reaches it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tests.bench.figures import Ratio, Rounds, ratio

REGRESSION = 0.20
"""A ratio that is worse than the baseline's by more than this share is a regression."""


class Verdict(StrEnum):
    """What a pair's ratio says."""

    PASS = "pass"  # noqa: S105  # a verdict, not a password
    FAIL = "fail"
    UNCLEAR = "unclear"
    REGRESSED = "regressed"
    QUICK = "quick"
    NO_GOAL = "no goal"
    NOT_INSTALLED = "not installed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit on a ratio. `is_gain`: twin over ours, at least `limit`; otherwise ours over twin, at most `limit`."""

    limit: float
    is_gain: bool

    def __str__(self) -> str:
        return f"{'≥' if self.is_gain else '≤'} {self.limit:g}x"

    def ratio(self, ours: Rounds, twin: Rounds) -> Ratio:
        """Return the ratio that this goal limits."""
        return ratio(twin, ours) if self.is_gain else ratio(ours, twin)

    def worse_end(self, found: Ratio) -> float:
        """Return the end of the range that counts against the goal."""
        return found.low if self.is_gain else found.high

    def margin(self, found: Ratio) -> float:
        """Return how far the worse end is on the right side: 1 is just reached, below 1 is missed."""
        return self.worse_end(found) / self.limit if self.is_gain else self.limit / self.worse_end(found)

    def is_reached_by(self, value: float) -> bool:
        """True when a ratio is on the right side."""
        return value >= self.limit if self.is_gain else value <= self.limit

    def has_regressed(self, p50: float, baseline: float) -> bool:
        """True when the ratio is worse than the baseline's by more than `REGRESSION`."""
        return p50 < baseline * (1 - REGRESSION) if self.is_gain else p50 > baseline * (1 + REGRESSION)


def at_least(limit: float) -> Goal:
    """Return the goal to be `limit` times faster than the twin."""
    return Goal(limit, is_gain=True)


def at_most(limit: float) -> Goal:
    """Return the goal to cost at most `limit` times what the twin costs."""
    return Goal(limit, is_gain=False)


def judge(goal: Goal | None, found: Ratio, *, baseline: float | None = None, is_quick: bool = False) -> Verdict:
    """Return the verdict. Quick runs have too few samples to be judged; without a goal there is nothing to judge."""
    if is_quick:
        return Verdict.QUICK
    if goal is None:
        return Verdict.NO_GOAL
    is_low, is_high = goal.is_reached_by(found.low), goal.is_reached_by(found.high)
    if not (is_low or is_high):
        return Verdict.FAIL
    if baseline is not None and goal.has_regressed(found.p50, baseline):
        return Verdict.REGRESSED
    return Verdict.PASS if is_low and is_high else Verdict.UNCLEAR


def is_bad(verdict: Verdict) -> bool:
    """True for what makes the whole run fail."""
    return verdict in (Verdict.FAIL, Verdict.REGRESSED, Verdict.BROKEN)
