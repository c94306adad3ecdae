"""What is on the pan of a scale: one load at a time, and whether its weight may be sold.

Source: EN 45501 (a weight counts when it is stable; return to zero, or another weight, between two weighings).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.values import replace

CHANGED_STEPS: Final = 4  # of the scale: less is a leaf that fell off, and no other weight


class Rest(StrEnum):
    """How a load stands. RESTING alone may be sold; TAKEN rests, too, and is on a line already."""

    EMPTY = "empty"
    MOVING = "moving"
    TOO_LIGHT = "too_light"
    RESTING = "resting"
    TAKEN = "taken"
    UNDER_ZERO = "under_zero"
    OVER = "over"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Load:
    """What stands on the scale now. `gross_g` holds where it rests; `n` counts the times it changed."""

    rest: Rest = Rest.MOVING
    gross_g: int = 0
    n: int = 0

    @property
    def is_weight(self) -> bool:
        """True when this may be sold."""
        return self.rest is Rest.RESTING


@dataclass(frozen=True, slots=True)
class Pan:
    """What is known of a scale's load. `least_g` is its minimum load, `step_g` its resolution.

    `before_g` is the one answer that waits for its equal; `taken_g` the weight that is on a line and was not off since.
    """

    least_g: int
    step_g: int
    load: Load = Load()
    before_g: int | None = None
    taken_g: int | None = None

    def unrested(self, rest: Rest) -> Pan:
        """Take an answer that is no weight: in motion, under zero, over its range, or the scale is away."""
        return replace(self, before_g=None, load=_changed(self.load, rest, 0))

    def answered(self, gross_g: int) -> Pan:
        """Take a stable answer; the second equal one in a row is the load."""
        if gross_g != self.before_g:
            is_same = self.load.gross_g == gross_g and self.load.rest not in _NO_WEIGHTS
            return replace(
                self, before_g=gross_g, load=self.load if is_same else _changed(self.load, Rest.MOVING, 0)
            )  # fmt: skip
        other_g = CHANGED_STEPS * self.step_g
        is_other = self.taken_g is not None and abs(gross_g - self.taken_g) >= other_g
        taken_g = None if is_other or gross_g < self.step_g else self.taken_g
        rest = self._rest_of(gross_g, is_taken=taken_g is not None)
        return replace(self, taken_g=taken_g, load=_changed(self.load, rest, gross_g))

    def taken(self, n: int, gross_g: int) -> Pan:
        """Take note that load `n` is on a line. One that moves just now may be the same one, put back."""
        if self.load.n != n and self.load.rest is not Rest.MOVING:
            return self
        load = _changed(self.load, Rest.TAKEN, gross_g) if self.load.is_weight else self.load
        return replace(self, taken_g=gross_g, load=load)

    def known(self, gross_g: int) -> Pan:
        """Take note after a restart that a weight is on a line: as much as that, lying there since, is what was sold.

        Another weight is another load, and nothing is asked of it.
        """
        if self.load.rest is Rest.MOVING:
            return replace(self, taken_g=gross_g)
        is_same = abs(self.load.gross_g - gross_g) < CHANGED_STEPS * self.step_g
        if not self.load.is_weight or not is_same:
            return self
        return replace(self, taken_g=gross_g, load=_changed(self.load, Rest.TAKEN, self.load.gross_g))

    def _rest_of(self, gross_g: int, *, is_taken: bool) -> Rest:
        if gross_g < self.step_g:
            return Rest.EMPTY
        if gross_g < self.least_g:
            return Rest.TOO_LIGHT
        return Rest.TAKEN if is_taken else Rest.RESTING


def _changed(load: Load, rest: Rest, gross_g: int) -> Load:
    return load if (rest, gross_g) == (load.rest, load.gross_g) else Load(rest, gross_g, load.n + 1)


_NO_WEIGHTS: Final = frozenset({Rest.MOVING, Rest.UNDER_ZERO, Rest.OVER, Rest.AWAY})
