"""The ways of judging that are compared. Each takes the steps of a trip and says when it would bother the customer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Costs, Expected, Level, Piece, learned, prior
from tests.shoppers.shop import Ware
from tests.shoppers.trips import Carried, Removed, Scan, Trip, Weight

Learned = Mapping[str, Expected]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One trip judged: how often the customer was told, and whether of the theft; what stood at the end."""

    told: int
    is_caught: bool
    is_open: bool
    is_held: bool


@dataclass(slots=True)
class _Told:
    """Who is told of a doubt: nobody before it stood for its time."""

    trip: Trip
    patience_s: float
    count: int = 0
    is_caught: bool = False
    since_s: float | None = None
    is_of_theft: bool = False
    is_covered: bool = False  # the next piece was taken for what was stolen: that piece is too much itself

    def pass_to(self, at_s: float) -> bool:
        """Let the time pass; True when the customer is told now."""
        if self.since_s is None or at_s - self.since_s < self.patience_s:
            return False
        self.since_s = None
        self.count += 1
        self.is_caught = self.is_caught or self.is_of_theft
        return True

    def doubted(self, place: int) -> None:
        """A doubt came up, or grew."""
        self.since_s = self.trip.steps[place].at_s
        self.is_of_theft = self.is_of_theft or self.is_covered or place == self.trip.at
        self.is_covered = False

    def resolved(self, place: int) -> None:
        """It went by itself, or the thing stolen goes by another name until the next weight."""
        is_scan = isinstance(self.trip.steps[place], Scan)
        self.is_covered = is_scan and (self.is_covered or self.is_of_theft)
        self.since_s, self.is_of_theft = None, False


def catalogue(wares: tuple[Ware, ...]) -> dict[str, Expected]:
    """Begin with what the catalogue says."""
    return {ware.sku: prior(ware.catalogue_g) for ware in wares}


def walked(
    trip: Trip, known: Learned, costs: Costs, *, says: bool = False, lies: bool = False
) -> tuple[Outcome, Bagging]:
    """Judge a trip by loss and nuisance. `says`: who does not bag a thing may say so; `lies`: every thief does, too."""
    bag, told = Bagging(), _Told(trip, costs.patience_s)
    for place, step in enumerate(trip.steps):
        if told.pass_to(step.at_s):
            bag = bagging.told(bag)
        doubts = bag.doubts
        match step:
            case Scan(n=n, ware=ware):
                bag = bagging.scanned(bag, Piece(n, ware.sku, known[ware.sku], ware.price_minor), costs)
            case Weight(weight_g=weight_g):
                bag = bagging.weighed(bag, weight_g, costs)
            case Removed(n=n):
                bag = bagging.removed(bag, n)
            case Carried(n=n, is_said=is_said):
                bag = bagging.carried(bag, n, costs) if says and (is_said or lies) else bag
            case _:
                assert_never(step)
        if bag.doubts > doubts:
            told.doubted(place)
        elif bag.doubt is None:
            told.resolved(place)
    told.pass_to(math.inf)
    is_held = bag.doubt is not None and bag.doubt.level is Level.HOLD
    return Outcome(told.count, told.is_caught, bag.doubt is not None, is_held), bag


def fixed(trip: Trip, known: Learned, tolerance_g: int, patience_s: float) -> Outcome:
    """Judge a trip by a fixed tolerance on the same learned means.

    It is given all that a good one has: the first weight is tare, pieces may be put in late or elsewhere, what is
    lifted out may come back, a doubt goes away when the weight fits again, and it is as patient as the other way.
    """
    base_g, lifted_g, is_begun, is_alarmed = 0, 0, False, False
    told, last_g = _Told(trip, patience_s), 0
    waiting: list[int] = []
    for place, step in enumerate(trip.steps):
        told.pass_to(step.at_s)
        if isinstance(step, Scan):
            is_begun = True
            waiting.append(known[step.ware.sku].mean_mg // 1000)
        if isinstance(step, Removed | Carried) or (isinstance(step, Scan) and not is_alarmed):
            continue
        last_g = step.weight_g if isinstance(step, Weight) else last_g
        rest_g = last_g - base_g
        if not is_begun or rest_g <= tolerance_g:
            lifted_g += max(0, -rest_g - tolerance_g) if is_begun else 0
            base_g, is_alarmed = last_g, False
            told.resolved(place)
            continue
        fit = _fit(waiting[-3:], lifted_g, rest_g, tolerance_g)
        if fit is None:
            if not is_alarmed or place == trip.at:
                told.doubted(place)
            is_alarmed = True
            continue
        for own_g in fit:
            if own_g in waiting:
                waiting.remove(own_g)
            else:
                lifted_g = 0
        base_g, is_alarmed = last_g, False
        told.resolved(place)
    told.pass_to(math.inf)
    return Outcome(told.count, told.is_caught, is_alarmed, is_alarmed)


def _fit(waiting: list[int], lifted_g: int, rest_g: int, tolerance_g: int) -> list[int] | None:
    weights = [*waiting, *([lifted_g] if lifted_g else [])]
    best: tuple[int, list[int]] | None = None
    for chosen in range(1, 1 << len(weights)):
        own = [weight_g for place, weight_g in enumerate(weights) if chosen >> place & 1]
        off_g = abs(sum(own) - rest_g)
        if off_g <= tolerance_g and (best is None or off_g < best[0]):
            best = (off_g, own)
    return None if best is None else best[1]


def taught(known: dict[str, Expected], bag: Bagging) -> None:
    """Learn from a trip that was paid without a doubt."""
    if bag.doubt is None:
        for sample in bag.samples:
            known[sample.sku] = learned(known[sample.sku], sample.weight_g)
