"""Bags: what the fare includes, what more costs, and which are too heavy; told before a bag is on the belt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money
from kiosk.domain.travel.asking import BagWish
from kiosk.domain.travel.booking import Booking, Concept

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
    raise NotImplementedError
