"""A small world of flights and bookings that the contract of the departures port speaks of. Everybody is invented."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from kiosk.domain.travel.asking import Answer, BagWish, Done, Facts, Found, Order, Outcome, Refused, SeatWish
from kiosk.domain.travel.booking import (
    Allowance,
    Booking,
    Coupon,
    CouponState,
    Passenger,
    PassengerKind,
    Segment,
)
from kiosk.domain.travel.departures import Departures, SeatInventory
from kiosk.domain.travel.flight import Airport, Flight, FlightState, LocalTime
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.domain.values import replace
from kiosk.services.departures.ledger import Contents, Seating

MINUTE: Final = 60_000
HOUR: Final = 60 * MINUTE
NOW: Final = 1_795_255_200_000  # 2026-11-21 10:00 UTC

AMS: Final = Airport("AMS", "Amsterdam", "NL", "Europe/Amsterdam")
LIS: Final = Airport("LIS", "Lisbon", "PT", "Europe/Lisbon")
GRU: Final = Airport("GRU", "Sao Paulo", "BR", "America/Sao_Paulo")


def flight(number: str, origin: Airport, destination: Airport, in_min: int, **changes: Any) -> Flight:
    """A flight that leaves so many minutes from now, by clocks one hour ahead of UTC."""
    departs = LocalTime(NOW + in_min * MINUTE, 60)
    date = "2026-11-21" if departs.day == LocalTime(NOW, 60).day else "2026-11-22"
    plain = Flight(
        f"NB{number}/{date}/{origin.code}", "NB", "989", number, date, origin, destination, departs,
        departs.shifted(150), departs.shifted(-24 * 60), departs.shifted(-40), departs.shifted(-60),
        departs.shifted(-45), "small", "B7",
    )  # fmt: skip
    return replace(plain, **changes)


TO_LISBON: Final = flight("0101", AMS, LIS, 180)
ON_TO_SP: Final = flight("0102", LIS, GRU, 480)
TOMORROW: Final = flight("0103", AMS, LIS, 26 * 60)
NEARLY_GONE: Final = flight("0104", AMS, LIS, 30)
BAGS_OVER: Final = flight("0105", AMS, LIS, 50)
CANCELLED: Final = flight("0106", AMS, LIS, 200, state=FlightState.CANCELLED)
OF_ANOTHER: Final = flight("0107", AMS, LIS, 210, carrier="QX", is_here=False, desk="12")
SMALL: Final = flight("0108", AMS, LIS, 240)
FLIGHTS: Final = (TO_LISBON, ON_TO_SP, TOMORROW, NEARLY_GONE, BAGS_OVER, CANCELLED, OF_ANOTHER, SMALL)

CABIN: Final = Seating(
    "small", 1, tuple(f"{row}{letter}" for row in range(1, 6) for letter in "ABCD"), frozenset({"5D"}),
    frozenset({"3A", "3B", "3C", "3D"}), frozenset({"4A"}),
)  # fmt: skip
SEATINGS: Final = {own.id: CABIN for own in FLIGHTS} | {SMALL.id: Seating("tiny", 1, ("1A", "1B"))}


def one(ref: str, surname: str, given: str, *flights: Flight, birth: str = "", ticket: str = "", card: str = "",
        seat: str = "", allowance: Allowance | None = None) -> Booking:  # fmt: skip
    """A booking of one adult."""
    person = Passenger("p1", surname, given, birth_date=birth, frequent_flyer=card, allowance=allowance or Allowance())
    segments = tuple(Segment(n, own) for n, own in enumerate(flights, start=1))
    coupons = tuple(Coupon("p1", own.n, ticket, seat=seat if own.n == 1 else "") for own in segments)
    return Booking(ref, (person,), segments, coupons, "EUR", version=1)


ANA: Final = one("ANA001", "Müller-Nuñez", "Ana Rosa", TO_LISBON, ON_TO_SP, birth="1990-04-01",
                 ticket="9892400000011", card="NB700100200", seat="2A")  # fmt: skip
FAMILY: Final = Booking(
    "FAM002",
    (
        Passenger("p1", "de Vries", "Jan", birth_date="1985-02-03"),
        Passenger("p2", "de Vries", "Els", birth_date="1986-03-04"),
        Passenger("p3", "de Vries", "Pim", PassengerKind.CHILD, "2018-05-06"),
        Passenger("p4", "de Vries", "Bo", PassengerKind.INFANT, "2026-01-02", accompanies="p2"),
    ),
    (Segment(1, TO_LISBON),),
    tuple(Coupon(f"p{n}", 1, f"98924000000{20 + n}") for n in range(1, 5)),
    "EUR",
    version=1,
)
TWICE_SOON: Final = one("TWO003", "Okafor", "Ike", TO_LISBON, birth="1970-07-07")
TWICE_NEXT: Final = one("TWO004", "Okafor", "Ike", TOMORROW, birth="1970-07-07")
NAMESAKE: Final = one("NAM005", "Silva", "Rui", TO_LISBON)
LATE: Final = one("LAT006", "Late", "Lou", NEARLY_GONE)
EARLY: Final = one("EAR007", "Early", "Eva", TOMORROW)
NO_BAGS: Final = one("BAG008", "Heavy", "Hal", BAGS_OVER)
GROUNDED: Final = one("CAN009", "Ground", "Gil", CANCELLED)
ELSEWHERE: Final = one("OTH010", "Other", "Ola", OF_ANOTHER)
SOLE: Final = one("SOL011", "Sole", "Sam", SMALL)
RIVAL: Final = one("RIV012", "Rival", "Ria", SMALL)
THIRD: Final = one("THI013", "Third", "Tom", SMALL)
LETTER: Final = one("LET014", "O", "A", TO_LISBON, birth="2001-01-01")
TO_LISBON_TWIN: Final = one("DST015", "Okoro", "Uju", TO_LISBON, birth="1980-08-08", card="NB111222333")
TO_SP_TWIN: Final = one("DST016", "Okoro", "Uju", ON_TO_SP, birth="1980-08-08", card="NB111222333")
SAME_FLIGHT: Final = one("REF017", "Eze", "Obi", TO_LISBON, birth="1982-02-02", ticket="9892400000171")
SAME_AGAIN: Final = one("REF018", "Eze", "Obi", TO_LISBON, birth="1982-02-02", ticket="9892400000181")
PAID: Final = one("PAY019", "Paid", "Pia", TO_LISBON, seat="3B").with_coupon(
    Coupon("p1", 1, seat="3B", paid_seat_minor=1200)
)
SELLING: Final = replace(one("SEL020", "Keen", "Kim", TO_LISBON), sells=("FAST", "LOUNGE"))
BOOKINGS: Final = (
    ANA, FAMILY, TWICE_SOON, TWICE_NEXT, NAMESAKE, LATE, EARLY, NO_BAGS, GROUNDED, ELSEWHERE, SOLE, RIVAL, THIRD,
    LETTER, TO_LISBON_TWIN, TO_SP_TWIN, SAME_FLIGHT, SAME_AGAIN, PAID, SELLING,
)  # fmt: skip
CONTENTS: Final = Contents(FLIGHTS, BOOKINGS, SEATINGS)


def check_in(order_id: str, booking: Booking, *people: str, seat: str = "", bags: int = 0, version: int = 1) -> Order:
    """An order that checks people (the first without a name) in on the first segment."""
    who = people or ("p1",)
    seats = (SeatWish(who[0], 1, seat),) if seat else ()
    wishes = (BagWish(who[0], 20_000),) * bags
    return Order(order_id, booking.ref, version, tuple((own, 1) for own in who), seats, wishes)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.utc_ms = NOW

    def __call__(self) -> int:
        return self.utc_ms


class Kiosk:
    """A departures system as a kiosk asks it, one question after the other."""

    def __init__(self, departures: Departures, runner: asyncio.Runner, clock: Clock) -> None:
        self.departures = departures
        self.clock = clock
        self.runner = runner

    def find(self, **facts: Any) -> Answer:
        return self.runner.run(self.departures.find(replace(Facts(), **facts)))

    def seats(self, own: Flight) -> SeatInventory:
        found = self.runner.run(self.departures.seats(own.id))
        assert found is not None
        return found

    def prepare(self, order: Order) -> Outcome:
        return self.runner.run(self.departures.prepare(order))

    def complete(self, order_id: str) -> Outcome:
        return self.runner.run(self.departures.complete(order_id))

    def release(self, order_id: str) -> Outcome:
        return self.runner.run(self.departures.release(order_id))

    def take_back(self, order_id: str) -> TakenBack | Refused:
        return self.runner.run(self.departures.take_back(order_id))

    def bag_accepted(self, plate: str) -> bool:
        """Have the belt read a bag: no part of the port, every system under test has its own way."""
        told: bool = self.departures.bag_accepted(plate)  # type: ignore[attr-defined]  # the airport's, not the kiosk's
        return told

    def tag_printed(self, plate: str) -> bool:
        return self.runner.run(self.departures.tag_printed(plate))

    def tag_failed(self, plate: str) -> str:
        return self.runner.run(self.departures.tag_failed(plate))

    def pass_printed(self, ref: str, passenger: str, n: int = 1) -> bool:
        return self.runner.run(self.departures.pass_printed(ref, passenger, n))

    def board(self, today: str) -> tuple[Flight, ...]:
        return self.runner.run(self.departures.board(today))


def state_of(booking: Booking, person: str = "p1", n: int = 1) -> CouponState:
    found = booking.coupon(person, n)
    assert found is not None
    return found.state


def done(outcome: object) -> Booking:
    """The booking of an order that holds."""
    assert isinstance(outcome, Done), outcome
    return outcome.booking


def found(answer: object) -> Found:
    """An answer that is one booking."""
    assert isinstance(answer, Found), answer
    return answer
