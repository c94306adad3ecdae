"""What the bagging scale tells, what a customer answers to a doubt, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.bagging.state import Sample
from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class BagRested(Event):
    """The scale stands still at a weight; None: it is away, and nobody knows what lies on it. `n` grows with each."""

    n: int
    weight_g: int | None = None


@dataclass(frozen=True, slots=True)
class InBagPressed(Event):
    """The customer put what was scanned in the bag, whatever it weighs."""


@dataclass(frozen=True, slots=True)
class NotBaggedPressed(Event):
    """The customer does not bag a piece of line `n`: it is big, or carried."""

    n: int


@dataclass(frozen=True, slots=True)
class OwnBagPressed(Event):
    """What weighs there is the customer's own bag."""


@dataclass(frozen=True, slots=True)
class WatchBag(Effect):
    """Tell what stands on the bagging scale, now and whenever it stands still elsewhere, until `UnwatchBag`."""

    is_for_the_moment: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class UnwatchBag(Effect):
    """Tell no more of the bagging scale."""

    is_for_the_moment: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class LearnWeights(Effect):
    """Learn what pieces weighed that were put in alone and never doubted."""

    samples: tuple[Sample, ...]
