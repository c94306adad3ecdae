"""Bookings for tests of rules: one flight from Amsterdam, or a journey of several, and travellers of all kinds."""

from __future__ import annotations

from typing import Any

from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.booking import Booking, Coupon, CouponState, Passenger, PassengerKind, Segment
from kiosk.domain.travel.documents import TravelDocument
from kiosk.domain.travel.flight import MINUTE_MS, Airport, Flight, LocalTime
from kiosk.domain.values import replace

HOUR_MS = 60 * MINUTE_MS
NOON_MS = 1_795_348_800_000  # 2026-11-22 12:00 UTC, 13:00 in Amsterdam
AT = Stamp(NOON_MS, 0, 5)

AMS = Airport("AMS", "Amsterdam", "NL", "Europe/Amsterdam")
EIN = Airport("EIN", "Eindhoven", "NL", "Europe/Amsterdam")
LIS = Airport("LIS", "Lisbon", "PT", "Europe/Lisbon")
JFK = Airport("JFK", "New York", "US", "America/New_York")
GRU = Airport("GRU", "São Paulo", "BR", "America/Sao_Paulo")
LHR = Airport("LHR", "London", "GB", "Europe/London")
DXB = Airport("DXB", "Dubai", "AE", "Asia/Dubai")


def local(hours: float, offset_min: int = 60) -> LocalTime:
    """So many hours after noon."""
    return LocalTime(NOON_MS + int(hours * HOUR_MS), offset_min)


def flight(origin: Airport = AMS, destination: Airport = LIS, leaves_in_h: float = 2, **changes: Any) -> Flight:
    made = Flight(
        f"NB1364/{origin.code}", "NB", "999", "1364", "2026-11-22", origin, destination,
        local(leaves_in_h), local(leaves_in_h + 3, 0), local(leaves_in_h - 24), local(leaves_in_h - 0.75),
        local(leaves_in_h - 1), local(leaves_in_h - 0.5), "A320", desk="12-16",
    )  # fmt: skip
    return replace(made, **changes)


ADULT = Passenger("p1", "Jansen", "Anna", birth_date="1990-05-17", nationality="NLD")
OTHER = Passenger("p2", "Jansen", "Bram", birth_date="1988-01-02", nationality="NLD")
CHILD = Passenger("c1", "Jansen", "Cato", PassengerKind.CHILD, "2018-03-03", "NLD")
INFANT = Passenger("i1", "Jansen", "Daan", PassengerKind.INFANT, "2025-12-01", "NLD", accompanies="p1")


def booking(*passengers: Passenger, flights: tuple[Flight, ...] = (), **changes: Any) -> Booking:
    """Everybody on every flight, nobody checked in."""
    people = passengers or (ADULT,)
    segments = tuple(Segment(n, own) for n, own in enumerate(flights or (flight(),), 1))
    coupons = tuple(Coupon(who.id, segment.n) for who in people for segment in segments)
    return replace(Booking("ABC234", people, segments, coupons, "EUR"), **changes)


def seated(made: Booking, **seats: str) -> Booking:
    """Give seats on the first segment, by passenger id."""
    for who, seat in seats.items():
        made = made.with_coupon(replace(coupon_of(made, who), seat=seat))
    return made


def stated(made: Booking, state: CouponState, *keys: tuple[str, int]) -> Booking:
    """Put coupons into a state; all of them when none is named."""
    for own in made.coupons:
        if not keys or own.key in keys:
            made = made.with_coupon(replace(own, state=state))
    return made


def coupon_of(made: Booking, who: str, segment_n: int = 1) -> Coupon:
    coupon = made.coupon(who, segment_n)
    assert coupon is not None
    return coupon


PASSPORT = TravelDocument(
    "TD3", "passport", "NLD", "NLD", "SPECI2014", "JANSEN", "ANNA", "1990-05-17", "2033-09-01", "F"
)
