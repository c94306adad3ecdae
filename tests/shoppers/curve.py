"""Both ways over a row of settings: false alarms per 100 honest trips against the share of faults caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from kiosk.domain.bagging import Costs, Expected
from tests.shoppers.shop import Ware, shop
from tests.shoppers.trips import Theft, Trip, trip
from tests.shoppers.ways import Outcome, catalogue, fixed, taught, walked

THEFT_SHARE = 0.03  # of the trips that are learned from: they are in the weights as they would be in a shop
TOLERANCES_G = (4, 8, 15, 25, 40, 60, 100, 160, 250)
NUISANCES_MINOR = (10, 20, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800)


@dataclass(frozen=True, slots=True)
class Point:
    """One way at one setting. `caught`: thefts that were told of as they happened, per cent; `stands`: still in doubt
    at the end. Of 100 honest trips, `false` were told anything, `told` times; in `held` staff must see the bag.
    """

    way: str
    setting: int
    caught: float
    stands: float
    false: float
    told: float
    held: float


@dataclass(frozen=True, slots=True)
class Trips:
    """Trips to judge, and the weights learned before them."""

    known: dict[str, Expected]
    honest: tuple[Trip, ...]
    faulty: tuple[Trip, ...]


def drawn(seed: int, count: int) -> Trips:
    """Draw a shop, let it learn from `count` trips, and draw as many honest ones and half as many thefts to judge."""
    wares, draw = shop(seed), Random(seed + 1)  # noqa: S311  drawn trips, no secret
    known = catalogue(wares)
    for one in _mixed(wares, draw, count):
        taught(known, walked(one, known, Costs())[1])
    thefts = tuple(Theft)
    faulty = tuple(trip(wares, draw, thefts[n % len(thefts)]) for n in range(count // 2))
    return Trips(known, tuple(trip(wares, draw) for _ in range(count)), faulty)


def _mixed(wares: tuple[Ware, ...], draw: Random, count: int) -> Iterator[Trip]:
    for _ in range(count):
        yield trip(wares, draw, draw.choice(tuple(Theft)) if draw.random() < THEFT_SHARE else None)


def point(trips: Trips, way: str, setting: int, patience_s: int = Costs().patience_s) -> Point:
    """Judge all trips one way: `fixed` by a tolerance in grams, `learned` by the cost of a nuisance.

    `said` as `learned`, where who does not bag a thing may say so; with `lied` the thieves say so of what they switch.
    """
    judge = _judge(trips, way, setting, patience_s)
    honest, faulty = [judge(one) for one in trips.honest], [judge(one) for one in trips.faulty]
    per_100 = 100 / len(honest)
    return Point(
        way,
        setting,
        caught=100 * sum(one.is_caught for one in faulty) / len(faulty),
        stands=100 * sum(one.is_open for one in faulty) / len(faulty),
        false=per_100 * sum(one.told > 0 for one in honest),
        told=per_100 * sum(one.told for one in honest),
        held=per_100 * sum(one.is_held for one in honest),
    )


def _judge(trips: Trips, way: str, setting: int, patience_s: int) -> Callable[[Trip], Outcome]:
    if way == "fixed":
        return lambda one: fixed(one, trips.known, setting, patience_s)
    costs = Costs(nuisance_minor=setting, patience_s=patience_s)
    return lambda one: walked(one, trips.known, costs, says=way != "learned", lies=way == "lied")[0]


def curve(
    trips: Trips, patience_s: int = Costs().patience_s, way: str = "learned"
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Judge by each tolerance, and by each cost of a nuisance."""
    return (
        tuple(point(trips, "fixed", setting, patience_s) for setting in TOLERANCES_G),
        tuple(point(trips, way, setting, patience_s) for setting in NUISANCES_MINOR),
    )


def at_caught(points: tuple[Point, ...], caught: float, figure: Callable[[Point], float]) -> float | None:
    """Return a figure at a rate of faults caught, on the line between the two nearest points; None beyond them."""
    row = sorted(points, key=lambda own: own.caught)
    for low, high in pairwise(row):
        if low.caught <= caught <= high.caught:
            share = (caught - low.caught) / (high.caught - low.caught) if high.caught > low.caught else 0.0
            return figure(low) + share * (figure(high) - figure(low))
    return None
