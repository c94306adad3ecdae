"""Invented travellers and flights, for examples and tests of check-in. Nobody of this name travels anywhere."""

from __future__ import annotations

from typing import Final

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.booking import (
    Allowance,
    Bag,
    BagState,
    Booking,
    Coupon,
    CouponState,
    Passenger,
    PassengerKind,
    Proof,
    Segment,
)
from kiosk.domain.travel.flight import Airport, Flight, LocalTime
from kiosk.domain.values import replace
from kiosk.flows.checkin.states import Trip

AT: Final = Stamp(utc_ms=1_790_000_000_000, mono_ms=1_000_000, draw=0x1234_5678_9ABC_DEF0_11)
LEAVES_MS: Final = AT.utc_ms + 3_700_000 + 2 * 3_600_000  # 18:35 in Amsterdam, three hours from then
AMS: Final = Airport("AMS", "Amsterdam", "NL", "Europe/Amsterdam")
LIS: Final = Airport("LIS", "Lisbon", "PT", "Europe/Lisbon")
FNC: Final = Airport("FNC", "Funchal", "PT", "Atlantic/Madeira")
ADULT, CHILD, INFANT = PassengerKind.ADULT, PassengerKind.CHILD, PassengerKind.INFANT


def flight(
    number: str = "1364", at_ms: int = LEAVES_MS, way: tuple[Airport, Airport] = (AMS, LIS), minutes: int = 175
) -> Flight:
    """Return an invented flight: two hours ahead of UTC where it starts, one where it ends."""
    here = LocalTime(at_ms, 120 if way[0] is AMS else 60)
    return Flight(
        id=f"NB{number}/2026-09-21/{way[0].code}",
        carrier="NB",
        carrier_numeric="999",
        number=number,
        date="2026-09-21",
        origin=way[0],
        destination=way[1],
        departs=here,
        arrives=LocalTime(at_ms + minutes * 60_000, 60),
        opens=here.shifted(-24 * 60),
        closes=here.shifted(-45),
        bags_until=here.shifted(-60),
        boards=here.shifted(-40),
        layout="A320",
        gate="D12" if way[0] is AMS else "",
    )


DIRECT: Final = (Segment(1, flight()),)
ONWARD: Final = Segment(2, flight("1702", LEAVES_MS + 5 * 3_600_000, (LIS, FNC), 105))


def _seen(person: Passenger) -> Passenger:
    """Return a passenger whose passport was seen before."""
    return replace(person, nationality="NLD", proof=Proof.SCANNED, document_country="NLD")


ANA: Final = _seen(Passenger("p1", "Ribeiro", "Ana", birth_date="1988-03-02", allowance=Allowance(pieces=1)))
DAVI: Final = _seen(Passenger("p2", "Ribeiro", "Davi", CHILD, "2017-02-11", allowance=Allowance(pieces=1)))
LIA: Final = _seen(Passenger("p3", "Ribeiro", "Lia", INFANT, "2025-12-01", accompanies="p1"))
RUI: Final = _seen(Passenger("p4", "Ribeiro de Albuquerque", "Rui Sebastião", birth_date="1984-07-19"))
LONG: Final = _seen(Passenger("p5", "Wolfeschlegelsteinhausen-O'Shaughnessy van den Boogaard", "Maximiliana"))
SEATS: Final = {"p1": "14C", "p2": "14B", "p4": "14A", "p5": "15C"}


def booking(*people: Passenger, segments: tuple[Segment, ...] = DIRECT, is_done: bool = False) -> Booking:
    """Return a booking of some travellers, checked in already or not."""
    coupons = tuple(
        Coupon(
            own.id,
            segment.n,
            f"999{segment.n}00000{index:04d}",
            seat=SEATS.get(own.id, ""),
            state=CouponState.CHECKED_IN if is_done else CouponState.OPEN,
            sequence=30 + index if is_done else 0,
        )
        for segment in segments
        for index, own in enumerate(people)
    )
    return Booking("7K2PMX", people, segments, coupons, "EUR", version=3)


def trip_of(found: Booking) -> Trip:
    """Return a trip with everybody chosen."""
    sale = Sale("01f00000-0000-7000-8000-000000000001", "EUR", "01f00000-0000-7000-8000-000000000002", AT.utc_ms)
    return Trip(sale, found, chosen=tuple(own.id for own in found.passengers))


SELLS: Final = ("PRIORITY", "FAST", "LOUNGE")
ALONE: Final = booking(ANA)
FAMILY: Final = booking(ANA, DAVI, LIA, RUI)
FAR: Final = booking(ANA, DAVI, segments=(*DIRECT, ONWARD))
DONE: Final = replace(
    booking(ANA, DAVI, is_done=True), bags=(Bag("p1", "0999000123", 18_400, 1), Bag("p2", "0999000124", 0, 1))
)
TAGGED: Final = replace(DONE, bags=tuple(replace(own, state=BagState.ACTIVE) for own in DONE.bags))
