"""Extras: what a table offers to whom on which flight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.travel.asking import ExtraWish
from kiosk.domain.travel.booking import Booking, PassengerKind
from kiosk.domain.travel.flight import Flight

MOST_OFFERS: Final = 3  # on one page
CODES: Final = ("PRIORITY", "FAST", "LOUNGE")  # those that have words in the catalogues
CouponKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ExtraOffer:
    """One row of the table: an extra of one passenger on one flight.

    `prices` in minor units by currency: without a price in the currency of the site it is not offered. `cabins`,
    `origins`, `destinations`: empty for all. `valid_from`, `valid_until`: local dates of departure, ISO 8601, both
    included. `goes_back`: its price goes back when the check-in is cancelled in time.
    """

    code: str
    prices: Mapping[str, int]
    valid_from: str
    valid_until: str
    cabins: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    destinations: frozenset[str] = frozenset()
    goes_back: bool = False

    def holds(self, flight: Flight, cabin: str) -> bool:
        """True when somebody in this cabin of this flight can use it."""
        places = ((self.origins, flight.origin.code), (self.destinations, flight.destination.code))
        is_there = all(not allowed or code in allowed for allowed, code in places)
        return is_there and (not self.cabins or cabin in self.cabins) and self._is_valid(flight.date)

    def _is_valid(self, date: str) -> bool:
        return self.valid_from <= date <= self.valid_until


@dataclass(frozen=True, slots=True)
class Offered:
    """An extra that somebody of the party can have: `price` of one, `who` as passenger and segment."""

    code: str
    price: Money
    goes_back: bool
    who: tuple[CouponKey, ...]


def offered(
    booking: Booking, going: Iterable[CouponKey], table: Iterable[ExtraOffer], currency: str
) -> tuple[Offered, ...]:
    """Return what the party may be offered, in the order of the table. `going`: who is to be checked in where.

    Each passenger is asked for the first of their flights. Infants are not, nor who has it already.
    """
    firsts: dict[str, CouponKey] = {}
    for key in sorted(going, key=lambda own: own[1]):
        firsts.setdefault(key[0], key)
    found = []
    for own in table:
        who = tuple(key for key in _in_order(booking, firsts) if _may_have(booking, key, own))
        if who and currency in own.prices:
            found.append(Offered(own.code, Money(own.prices[currency], currency), own.goes_back, who))
    return tuple(found[:MOST_OFFERS])


def still_offered(wishes: Iterable[ExtraWish], offers: Iterable[Offered]) -> tuple[ExtraWish, ...]:
    """Return the wishes that can still be had."""
    can = {(own.code, key) for own in offers for key in own.who}
    return tuple(own for own in wishes if (own.code, (own.passenger_id, own.segment_n)) in can)


def codes_of(booking: Booking, passenger_id: str, segment_n: int) -> tuple[str, ...]:
    """Return the extras a passenger has on a flight, in the order of their words."""
    own = {one.code for one in booking.extras if (one.passenger_id, one.segment_n) == (passenger_id, segment_n)}
    return (*(code for code in CODES if code in own), *sorted(own - set(CODES)))


def _in_order(booking: Booking, firsts: Mapping[str, CouponKey]) -> list[CouponKey]:
    return [firsts[own.id] for own in booking.passengers if own.id in firsts]


def _may_have(booking: Booking, key: CouponKey, own: ExtraOffer) -> bool:
    person, segment, coupon = booking.passenger(key[0]), booking.segment(key[1]), booking.coupon(*key)
    if person is None or segment is None or coupon is None or person.kind is PassengerKind.INFANT:
        return False
    has_it = own.code in codes_of(booking, *key)
    return own.code in booking.sells and not has_it and own.holds(segment.flight, coupon.cabin)
