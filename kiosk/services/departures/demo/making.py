"""How travellers and bookings of the demo airport are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from kiosk.domain.travel.booking import Allowance, Booking, Concept, Coupon, Passenger, PassengerKind, Segment
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.selling.extras import CODES
from kiosk.domain.values import replace

HAND_ONLY: Final = Allowance(pieces=0)
ONE_BAG: Final = Allowance(pieces=1)
TWO_BAGS: Final = Allowance(pieces=2)
THIRTY_KG: Final = Allowance(Concept.WEIGHT, 0, 30_000)


def aged(person: Passenger, years: int, today: date) -> Passenger:
    """Return a traveller of an age, of the kind that airlines make of it."""
    days = years * 365.25 + 40 + 17 * int(person.id[1:])
    kind = PassengerKind.INFANT if years < 2 else PassengerKind.CHILD if years < 12 else PassengerKind.ADULT
    return replace(person, kind=kind, birth_date=(today - timedelta(days=int(days))).isoformat())


def traveller(n: int, surname: str, given: str, years: int, today: date, **changes: Any) -> Passenger:
    """Return the n-th traveller of a booking; one bag and a Dutch passport unless told otherwise."""
    plain = Passenger(f"p{n}", surname, given, nationality="NLD", allowance=ONE_BAG)
    return replace(aged(plain, years, today), **changes)


def booking_of(
    ref: str, people: Sequence[Passenger], flights: Iterable[Flight], tickets_from: int, **changes: Any
) -> Booking:
    """Return a booking in which everybody flies everything; each traveller has a ticket of their own."""
    segments = tuple(Segment(n, flight) for n, flight in enumerate(flights, start=1))
    numeric = segments[0].flight.carrier_numeric
    coupons = tuple(
        Coupon(person.id, segment.n, f"{numeric}{tickets_from + place:010d}")
        for place, person in enumerate(people)
        for segment in segments
    )
    plain = Booking(ref, tuple(people), segments, coupons, "EUR", has_contact=True, version=1, sells=CODES)
    return replace(plain, **changes)


def with_coupons(booking: Booking, segment_n: int, **changes: Sequence[Any]) -> Booking:
    """Return a booking in which the coupons of a segment have other values, one of each per traveller in order."""
    for name, values in changes.items():
        for person, value in zip(booking.passengers, values, strict=True):
            coupon = booking.coupon(person.id, segment_n)
            if coupon is not None:
                booking = booking.with_coupon(replace(coupon, **{name: value}))
    return booking
