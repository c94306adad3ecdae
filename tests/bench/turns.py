"""Who is measured when: the sides of a pair take turns, so that a slow minute of the machine slows them all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Measure = Callable[[], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: rounds, rounds of fresh processes, and the share of each round's samples."""

    rounds: int
    fresh_rounds: int
    share: float
    is_quick: bool

    def samples(self, full: int) -> int:
        """Return how many samples a round takes that takes `full` in a whole run."""
        return max(1, round(full * self.share))


FULL = Effort(rounds=7, fresh_rounds=15, share=1.0, is_quick=False)
QUICK = Effort(rounds=2, fresh_rounds=3, share=0.25, is_quick=True)


def take_turns(sides: Mapping[str, Measure], rounds: int, warm_ups: int = 1) -> dict[str, list[Sequence[float]]]:
    """Measure all sides `rounds` times, the order turned round after each; warm-ups come first and are dropped."""
    measured: dict[str, list[Sequence[float]]] = {name: [] for name in sides}
    for number in range(-warm_ups, rounds):
        order = list(sides) if number % 2 == 0 else list(sides)[::-1]
        for name in order:
            samples = sides[name]()
            if number >= 0:
                measured[name].append(samples)
    return measured


def settle() -> None:
    """Collect what is left over and leave the rest out of later collections; before a round, never inside one."""
    gc.collect()
    gc.freeze()
