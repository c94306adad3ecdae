"""What shoppers do at the bagging scale, drawn from a seed: scans, and weights that stood still."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from tests.shoppers.shop import Ware

OWN_BAG_FIRST, OWN_BAG_LATE, BAG_SWAP, LEANS = 0.45, 0.06, 0.04, 0.01
ELSEWHERE, IN_TWOS, BEFORE_SCAN, TAKES_BACK = 0.08, 0.12, 0.01, 0.02
NOISE_G = 1.2
DRIFT_G = 0.4  # per change of weight: a scale that warms up
STEP_G = 2  # what one step of the scale's display is
SCAN_S, PUT_S = (2.0, 6.0), (1.0, 4.0)  # between two pieces; between a scan and the weight that stands still
LEANS_S = (0.5, 3.0)
SAYS_IT = 60  # of 100 who carry a thing, where they are asked: an assumption as all shares here


class Theft(StrEnum):
    """What a trip steals, if it does."""

    UNSCANNED = "unscanned"
    SWITCHED = "switched"  # a cheap light thing is scanned, a dear one is put in
    TWO_FOR_ONE = "two_for_one"


@dataclass(frozen=True, slots=True)
class Scan:
    """A product was scanned, as line `n`. `at_s` here and below: since the trip began."""

    n: int
    ware: Ware
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Weight:
    """The scale stands still at so many grams."""

    weight_g: int
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Removed:
    """A line was taken off the list."""

    n: int
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Carried:
    """The piece of line `n` is not bagged. `is_said`: its owner would say so, where there is an answer for it."""

    n: int
    is_said: bool
    at_s: float = 0.0


Step = Scan | Weight | Removed | Carried


@dataclass(frozen=True, slots=True)
class Trip:
    """One trip: its steps in their order; the theft in it, None for an honest one, and the step it is weighed at."""

    steps: tuple[Step, ...]
    theft: Theft | None = None
    at: int = -1


@dataclass(slots=True)
class _Walk:
    """One trip as it happens: what lies on the scale, in grams."""

    draw: Random
    steps: list[Step] = field(default_factory=list)
    inside_g: float = 0.0
    drift_g: float = 0.0
    n: int = 0
    at_s: float = 0.0

    def rest(self, more_g: float = 0.0, *, within_s: tuple[float, float] = PUT_S) -> None:
        """Tell the weight that stands there, with `more_g` leaning on it."""
        self.at_s += self.draw.uniform(*within_s)
        self.drift_g += self.draw.gauss(0, DRIFT_G)
        shown_g = self.inside_g + more_g + self.drift_g + self.draw.gauss(0, NOISE_G)
        self.steps.append(Weight(max(0, STEP_G * round(shown_g / STEP_G)), self.at_s))

    def put(self, weight_g: float) -> None:
        self.inside_g += weight_g
        self.rest()

    def scan(self, ware: Ware) -> None:
        self.n += 1
        self.at_s += self.draw.uniform(*SCAN_S)
        self.steps.append(Scan(self.n, ware, self.at_s))


def trip(wares: tuple[Ware, ...], draw: Random, theft: Theft | None = None) -> Trip:
    """Draw one trip of 3 to 18 pieces; `theft` happens once, somewhere in it."""
    walk = _Walk(draw)
    count = draw.randint(3, 18)
    stolen_at, at = -1, draw.randrange(count) if theft is not None else -1
    walk.put(draw.uniform(8, 250)) if draw.random() < OWN_BAG_FIRST else walk.rest()
    late = draw.randrange(1, count) if draw.random() < OWN_BAG_LATE else -1
    swap = draw.randrange(1, count) if draw.random() < BAG_SWAP else -1
    held: list[Ware] = []
    for k in range(count):
        if k == late:
            walk.put(draw.uniform(8, 250))
        if k == swap:
            _swapped(walk)
        if k == at and theft is not None:
            _stolen(walk, wares, theft)
            stolen_at = len(walk.steps) - 1
        else:
            _honest(walk, draw.choice(wares), held)
    for ware in held:
        walk.put(ware.drawn_g(draw))
    return Trip(tuple(walk.steps), theft, stolen_at)


def _swapped(walk: _Walk) -> None:
    """The full bag is lifted off, another is put in its place; then the first comes back, or not."""
    full_g, walk.inside_g = walk.inside_g, 0.0
    walk.rest()
    if walk.draw.random() < 0.5:
        walk.put(full_g)


def _honest(walk: _Walk, ware: Ware, held: list[Ware]) -> None:
    """One piece, put in after its scan, or the ways in which people do it otherwise."""
    draw = walk.draw
    if draw.random() < BEFORE_SCAN:
        walk.put(ware.drawn_g(draw))
        walk.scan(ware)
        return
    walk.scan(ware)
    chance = draw.random()
    if chance < ELSEWHERE:
        is_said = int(walk.at_s * 1000) % 100 < SAYS_IT  # no draw of its own: the trips are the same without it
        walk.steps.append(Carried(walk.n, is_said, walk.at_s))
        return
    if chance < ELSEWHERE + IN_TWOS and not held:
        held.append(ware)
        return
    put_g = ware.drawn_g(draw) + sum(own.drawn_g(draw) for own in held)
    held.clear()
    walk.put(put_g)
    if draw.random() < LEANS:
        walk.rest(draw.uniform(100, 6_000))
        walk.rest(within_s=LEANS_S)
    if draw.random() < TAKES_BACK:
        walk.inside_g = max(0.0, walk.inside_g - put_g)
        walk.rest()
        walk.at_s += draw.uniform(*SCAN_S)
        walk.steps.append(Removed(walk.n, walk.at_s))


def _stolen(walk: _Walk, wares: tuple[Ware, ...], theft: Theft) -> None:
    draw = walk.draw
    ware = draw.choice(wares)
    match theft:
        case Theft.UNSCANNED:
            walk.put(ware.drawn_g(draw))
        case Theft.TWO_FOR_ONE:
            walk.scan(ware)
            walk.put(ware.drawn_g(draw) + ware.drawn_g(draw))
        case Theft.SWITCHED:
            dear, cheap = max(draw.sample(wares, 6), key=_price), min(draw.sample(wares, 6), key=_price)
            walk.scan(cheap)
            walk.steps.append(Carried(walk.n, is_said=False, at_s=walk.at_s))
            walk.put(dear.drawn_g(draw))


def _price(ware: Ware) -> int:
    return ware.price_minor
