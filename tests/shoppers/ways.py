"""The ways of judging that are compared. Each takes the steps of a trip and says when it would bother the customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Costs, Expected, Level, Piece, learned, prior
from tests.shoppers.shop import Ware
from tests.shoppers.trips import Removed, Scan, Trip, Weight

Learned = Mapping[str, Expected]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One trip judged: how often the customer was told, and whether at the step of the theft; what stood at the end."""

    told: int
    is_caught: bool
    is_open: bool
    is_held: bool


def catalogue(wares: tuple[Ware, ...]) -> dict[str, Expected]:
    """Begin with what the catalogue says."""
    return {ware.sku: prior(ware.catalogue_g) for ware in wares}


def walked(trip: Trip, known: Learned, costs: Costs) -> tuple[Outcome, Bagging]:
    """Judge a trip by loss and nuisance."""
    bag, told, is_caught = Bagging(), 0, False
    for place, step in enumerate(trip.steps):
        doubts = bag.doubts
        match step:
            case Scan(n=n, ware=ware):
                bag = bagging.scanned(bag, Piece(n, ware.sku, known[ware.sku], ware.price_minor), costs)
            case Weight(weight_g=weight_g):
                bag = bagging.weighed(bag, weight_g, costs)
            case Removed(n=n):
                bag = bagging.removed(bag, n)
            case _:
                assert_never(step)
        told += bag.doubts > doubts
        is_caught = is_caught or (place == trip.at and bag.doubts > doubts)
    is_held = bag.doubt is not None and bag.doubt.level is Level.HOLD
    return Outcome(told, is_caught, bag.doubt is not None, is_held), bag


def fixed(trip: Trip, known: Learned, tolerance_g: int) -> Outcome:
    """Judge a trip by a fixed tolerance on the same learned means.

    It is given all that a good one has: the first weight is tare, pieces may be put in late or elsewhere, what is
    lifted out may come back, a doubt goes away when the weight fits again.
    """
    base_g, lifted_g, told, is_begun, is_alarmed = 0, 0, 0, False, False
    waiting: list[int] = []
    is_caught = False
    for place, step in enumerate(trip.steps):
        if isinstance(step, Scan):
            is_begun = True
            waiting.append(known[step.ware.sku].mean_mg // 1000)
            continue
        if isinstance(step, Removed):
            continue
        rest_g = step.weight_g - base_g
        if not is_begun or rest_g <= tolerance_g:
            lifted_g += max(0, -rest_g - tolerance_g) if is_begun else 0
            base_g, is_alarmed = step.weight_g, False
            continue
        fit = _fit(waiting[-3:], lifted_g, rest_g, tolerance_g)
        if fit is None:
            told += not is_alarmed
            is_caught = is_caught or place == trip.at
            is_alarmed = True
            continue
        for own_g in fit:
            if own_g in waiting:
                waiting.remove(own_g)
            else:
                lifted_g = 0
        base_g, is_alarmed = step.weight_g, False
    return Outcome(told, is_caught, is_alarmed, is_alarmed)


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
