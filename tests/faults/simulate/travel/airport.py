"""The airport of a simulated day: the cast of the demo airport, flights around the day, and what each traveller holds.

Made once in a process: what a day changes stands in its departures system.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kiosk.domain.travel.booking import Booking, CouponState, Passenger, Proof
from kiosk.domain.travel.eligibility import TravelRules
from kiosk.domain.values import replace
from kiosk.formats.mrz import Content, Format, build
from kiosk.papers.boarding.message import NoPass, message_of
from kiosk.services.departures.demo.cast import cast, stage
from kiosk.services.departures.demo.making import booking_of
from kiosk.services.departures.demo.network import Moment
from kiosk.services.departures.ledger import Contents, Seating
from kiosk.services.departures.seating import seating_of
from kiosk.services.departures.tables import travel_rules
from tests.faults.simulate.outside.ports import START_UTC_MS

AHEAD_MS: Final = 60 * 60_000  # a day lasts an hour or three: its flights close one after another meanwhile
VALID, EXPIRED = "330131", "190131"
DESIRED_LEFT: Final = 2  # seats of the flight that is nearly full
CUT_AT: Final = 52  # letters of a pass of which the end is missing: whose it is still stands in it


@dataclass(frozen=True, slots=True)
class Held:
    """What a party holds: barcodes of passes, and the lines of each one's document, one of them expired."""

    ref: str
    surname: str
    ticket: str
    passes: tuple[bytes, ...]
    documents: tuple[tuple[str, ...], ...]
    expired: tuple[str, ...]


@cache
def rules() -> TravelRules:
    """Return the tables of the demo airport."""
    return travel_rules()


@cache
def contents() -> Contents:
    """Return flights, bookings and seats as the day begins."""
    moment = Moment.of(START_UTC_MS + AHEAD_MS)
    flights = stage(moment)
    seatings = {own.id: seating_of(rules().layouts[own.layout]) for own in flights.values()}
    full = flights["full"].id
    seatings[full] = _nearly_full(seatings[full])
    known = cast(moment, flights)
    return Contents(tuple(flights.values()), (*known, *_overseas(known)), seatings)


def _overseas(known: tuple[Booking, ...]) -> Iterator[Booking]:
    """Yield one and two whose passports were seen: of them only an address and a number to call are asked."""
    like = next(own for own in known if own.ref == "USADD1")
    plain = replace(like.passengers[0], surname="Vuurtoren", proof=Proof.SCANNED, document_country="NLD")
    for ref, tickets_from, names in (("AMER01", 2_900_000_000, ("Roos",)), ("AMER02", 2_900_000_100, ("Mees", "Saar"))):
        people = [replace(plain, id=f"p{n}", given_names=name) for n, name in enumerate(names, start=1)]
        yield booking_of(ref, people, [like.segments[0].flight], tickets_from, has_contact=False)


def _nearly_full(seating: Seating) -> Seating:
    left = [seat for seat in seating.seats if seat not in seating.kept_back][-DESIRED_LEFT:]
    return replace(seating, given=frozenset(seating.seats) - frozenset(left))


@cache
def parties() -> tuple[Held, ...]:
    """Return what every party of the day holds."""
    return tuple(_held(booking) for booking in contents().bookings)


@cache
def surnames() -> dict[str, frozenset[str]]:
    """Return the surnames of each booking by its reference."""
    return {own.ref: frozenset(one.surname for one in own.passengers) for own in contents().bookings}


def _held(booking: Booking) -> Held:
    issued = booking
    for coupon in booking.coupons:
        issued = issued.with_coupon(replace(coupon, state=CouponState.CHECKED_IN))
    first = booking.passengers[0]
    return Held(
        booking.ref,
        first.surname,
        booking.coupons[0].ticket,
        tuple(_pass(issued, own.id) for own in booking.passengers),
        tuple(_lines(own, VALID) for own in booking.passengers),
        _lines(first, EXPIRED),
    )


def _pass(issued: Booking, passenger_id: str) -> bytes:
    """Return the barcode of a pass as an airline sends it before check-in: it names no sequence number."""
    try:
        return message_of(issued, passenger_id, issued.segments[0].n, START_UTC_MS, None).encode()
    except NoPass as error:
        raise AssertionError(f"{issued.ref}: a party of the day has no pass") from error


def _lines(person: Passenger, expiry: str) -> tuple[str, ...]:
    birth = (person.birth_date or "1990-01-01").replace("-", "")[2:]
    number = f"X{sum(map(ord, person.surname + person.given_names)) % 10**7:07d}"
    told = Content("P", person.nationality, number, person.surname, person.given_names, birth, "<", expiry,
                   person.nationality)  # fmt: skip
    return build(Format.TD3, told).lines
