"""The demo airport: an invented airline at real airports, its flights around now, and who travels on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.cabin.layout import Layout
from kiosk.domain.travel.flight import Flight
from kiosk.domain.values import replace
from kiosk.services.departures.demo.cast import cast, stage
from kiosk.services.departures.demo.crowd import Crowd, free_seats
from kiosk.services.departures.demo.network import OTHER, OTHER_NUMERIC, Moment, flight_of, timetable
from kiosk.services.departures.ledger import Contents, Seating
from kiosk.services.departures.seating import seating_of

SEED: Final = 1903
_PER_FLIGHT: Final = 8
_ONWARD_EVERY: Final = 6


def demo_contents(layouts: Mapping[str, Layout], now_utc_ms: int, seed: int = SEED) -> Contents:
    """Return the demo airport as it is around an instant: the same seed, layouts and five minutes, the same airport."""
    moment = Moment.of(now_utc_ms)
    flights = timetable(moment)
    onward = _onward(moment, flights)
    acts = stage(moment)
    players = cast(moment, acts)
    everything = (*flights, *onward.values(), *acts.values())
    seatings = {own.id: seating_of(layouts[own.layout]) for own in everything}
    used = _used(players)
    seatings[acts["full"].id] = _nearly_full(seatings[acts["full"].id])
    crowd = Crowd(seed, date.fromisoformat(acts["open"].date))
    bookings = list(players)
    for flight in flights:
        plain = seatings[flight.id]
        seatings[flight.id] = replace(plain, given=crowd.given(plain))
        free = free_seats(seatings[flight.id], used, flight.id)
        bookings += crowd.bookings(flight, onward.get(flight.id), free, _PER_FLIGHT)
    return Contents(everything, tuple(bookings), seatings)


def _onward(moment: Moment, flights: tuple[Flight, ...]) -> dict[str, Flight]:
    """Return flights of another airline from some destinations, by the flight they continue."""
    found: dict[str, Flight] = {}
    for n, flight in enumerate(flights[::_ONWARD_EVERY]):
        to = "SYD" if flight.destination.code in ("NRT", "SIN", "DXB", "BKK") else "LIM"
        leaves_min = (flight.arrives.utc_ms - moment.utc_ms) // 60_000 + 150
        way = (flight.destination.code, to)
        plain = flight_of(moment, 2001 + n, way, leaves_min, 480, "A332", (OTHER, OTHER_NUMERIC))
        found[flight.id] = replace(plain, is_here=False, desk="ZZ 1")
    return found


def _nearly_full(seating: Seating) -> Seating:
    """Leave two seats that anybody may be given."""
    left = [seat for seat in seating.seats if seat not in seating.kept_back][-2:]
    return replace(seating, given=frozenset(seating.seats) - frozenset(left))


def _used(bookings: tuple[Booking, ...]) -> dict[str, set[str]]:
    used: dict[str, set[str]] = defaultdict(set)
    for booking in bookings:
        for coupon in booking.coupons:
            way = booking.segment(coupon.segment_n)
            if coupon.seat and way is not None:
                used[way.flight.id].add(coupon.seat)
    return used
