"""Bags: what the fare includes, what more costs, and which are too heavy; told before a bag is on the belt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from kiosk.domain.money import Money, total_of
from kiosk.domain.travel.asking import BagWish
from kiosk.domain.travel.booking import BagState, Booking, Concept, Passenger

HEAVY_G = 23_000  # above it a bag carries a heavy tag
REFUSED_G = 32_000  # above it nobody may lift it. Source: IATA Resolution 780 attachment A, and European ramp rules


@dataclass(frozen=True, slots=True)
class BagPrices:
    """What bags beyond the allowance cost, in minor units of `currency`.

    `pieces`: of the first, second ... piece too many of a party; the last holds for all after it. `heavy`: of a piece
    heavier than its allowance. `per_kg`: of each kilogram begun beyond an allowance by weight.
    `most_pieces`: how many one passenger may check in.
    """

    currency: str
    pieces: tuple[int, ...]
    heavy: int
    per_kg: int
    most_pieces: int


class Charge(StrEnum):
    """What a line of a quote is for."""

    EXCESS_PIECE = "excess_piece"
    HEAVY = "heavy"
    EXCESS_WEIGHT = "excess_weight"


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One charge: `count` pieces or kilograms, `price` for all of them."""

    charge: Charge
    count: int
    price: Money


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of an allowance is used: `used` of `free` pieces, or of grams; used may be above free.

    `owners`: who share it, as passenger ids.
    """

    concept: Concept
    owners: tuple[str, ...]
    used: int
    free: int

    @property
    def is_full(self) -> bool:
        """True when one more piece would cost."""
        return self.used >= self.free


@dataclass(frozen=True, slots=True)
class Quote:
    """What bags cost: lines, sum, and how much of each allowance is used.

    `heavy` (they carry a heavy tag), `refused` (too heavy to be taken): places among the wishes. `over_limit`: who has
    more bags than one passenger may check in. What is refused or over the limit is in the sum all the same.
    """

    lines: tuple[QuoteLine, ...]
    bars: tuple[Bar, ...]
    total: Money
    heavy: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    over_limit: tuple[str, ...] = ()

    def bar_of(self, passenger_id: str) -> Bar | None:
        """Return the allowance a passenger draws on."""
        return next((bar for bar in self.bars if passenger_id in bar.owners), None)


def quote(booking: Booking, wishes: tuple[BagWish, ...], prices: BagPrices, party: tuple[str, ...] = ()) -> Quote:
    """Say what the wished bags cost beyond those checked in already; a weight of 0 is a bag not weighed yet.

    `party`: whose allowances count, all passengers when empty. The same bags in another order cost the same.
    """
    carried = [(own.passenger_id, own.weight_g) for own in booking.bags if own.state is not BagState.VOID]
    wished = [(own.passenger_id, own.weight_g) for own in wishes]
    counts: dict[Charge, int] = dict.fromkeys(Charge, 0)
    minor: dict[Charge, int] = dict.fromkeys(Charge, 0)
    bars = []
    for pool in _pools(booking, party):
        before = pool.excess([weight for owner, weight in carried if owner in pool.owners])
        weights = [weight for owner, weight in (*carried, *wished) if owner in pool.owners]
        bars.append(Bar(pool.concept, pool.owners, pool.used(weights), pool.free))
        for charge, more in pool.excess(weights).items():
            counts[charge] += max(0, more - before[charge])
            minor[charge] += _price(charge, before[charge], more, prices)
    lines = [QuoteLine(own, counts[own], Money(minor[own], prices.currency)) for own in Charge if counts[own]]
    return Quote(
        tuple(lines),
        tuple(bars),
        total_of((line.price for line in lines), prices.currency),
        tuple(n for n, own in enumerate(wishes) if HEAVY_G < own.weight_g <= REFUSED_G),
        tuple(n for n, own in enumerate(wishes) if own.weight_g > REFUSED_G),
        _over_limit(booking, [owner for owner, _ in (*carried, *wished)], prices.most_pieces),
    )


@dataclass(frozen=True, slots=True)
class _Pool:
    """Allowances of one concept that are used together: of a party, or of one passenger. `limits`: grams of each."""

    concept: Concept
    owners: tuple[str, ...]
    limits: tuple[int, ...]

    @property
    def free(self) -> int:
        return len(self.limits) if self.concept is Concept.PIECE else sum(self.limits)

    def used(self, weights: list[int]) -> int:
        return len(weights) if self.concept is Concept.PIECE else sum(weights)

    def excess(self, weights: list[int]) -> dict[Charge, int]:
        """Count what goes beyond. The heaviest piece goes on the largest allowance: no other way costs less."""
        counts = dict.fromkeys(Charge, 0)
        if self.concept is Concept.WEIGHT:
            counts[Charge.EXCESS_WEIGHT] = max(0, -(-(sum(weights) - self.free) // 1000))
            return counts
        limits = sorted(self.limits, reverse=True)
        counts[Charge.EXCESS_PIECE] = max(0, len(weights) - len(limits))
        pairs = zip_longest(sorted(weights, reverse=True), limits[: len(weights)], fillvalue=HEAVY_G)
        counts[Charge.HEAVY] = sum(weight > limit for weight, limit in pairs)
        return counts


def _pools(booking: Booking, party: tuple[str, ...]) -> list[_Pool]:
    """Divide the allowances: where a booking pools them, one for each concept; else one for each passenger."""
    members = [own for own in booking.passengers if not party or own.id in party]
    pools = []
    for concept in Concept:
        of_concept = [own for own in members if own.allowance.concept is concept]
        groups = [of_concept] if booking.is_pooled and of_concept else [[own] for own in of_concept]
        pools += [_Pool(concept, tuple(own.id for own in group), _limits(group)) for group in groups]
    return pools


def _limits(group: list[Passenger]) -> tuple[int, ...]:
    allowances = [own.allowance for own in group]
    counted = [(own.weight_g, own.pieces if own.concept is Concept.PIECE else 1) for own in allowances]
    return tuple(weight for weight, pieces in counted for _ in range(pieces))


def _price(charge: Charge, before: int, now: int, prices: BagPrices) -> int:
    if charge is Charge.EXCESS_PIECE:
        return sum(prices.pieces[min(nth, len(prices.pieces) - 1)] for nth in range(before, now))
    each = prices.heavy if charge is Charge.HEAVY else prices.per_kg
    return each * max(0, now - before)


def _over_limit(booking: Booking, owners: list[str], most_pieces: int) -> tuple[str, ...]:
    return tuple(own.id for own in booking.passengers if owners.count(own.id) > most_pieces)
