"""Some hundreds of invented travellers of all kinds on the demo airline's flights, from a seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import Final

from kiosk.domain.travel.booking import Allowance, Booking, CouponState, Passenger, PassengerKind, Proof
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.domain.values import replace
from kiosk.services.departures.demo.making import (
    HAND_ONLY,
    ONE_BAG,
    THIRTY_KG,
    TWO_BAGS,
    booking_of,
    traveller,
    with_coupons,
)
from kiosk.services.departures.demo.names import names
from kiosk.services.departures.ledger import Seating

_SIGNS: Final = "BCDFGHJKLMNPQRSTVWXZ23456789"  # no vowels: no reference is a word, and none is one of the cast's
_NATIONS: Final = (
    "NLD",
    "NLD",
    "NLD",
    "DEU",
    "BEL",
    "PRT",
    "BRA",
    "ESP",
    "GBR",
    "FRA",
    "POL",
    "USA",
    "IND",
    "MAR",
    "SUR",
)
_SERVICES: Final = ("WCHR", "WCHS", "BLND", "DEAF", "VGML", "PETC", "MEDA", "STCR")
_PARTIES: Final = ((24, 40), (62, 36), (8, 39, 41), (4, 6, 35, 33), (0, 31, 30), (0, 3, 29, 34), (70, 68, 45, 44, 12))


class Crowd:
    """Draws travellers. The same seed and the same flights give the same crowd."""

    def __init__(self, seed: int, today: date) -> None:
        self._random = Random(seed)  # noqa: S311 - invented travellers; they must come out the same again
        self._today = today
        self._refs: set[str] = set()
        self._tickets = 2_500_000_000
        self._sequences: dict[str, int] = defaultdict(int)

    def bookings(
        self, flight: Flight, onward: Flight | None, free: Iterable[str], count: int
    ) -> list[Booking]:  # fmt: skip
        """Return so many bookings of a flight; a few go on with `onward`. `free`: the seats they may have already."""
        seats = list(free)
        self._random.shuffle(seats)
        return [self._booking(flight, onward, seats) for _ in range(count)]

    def given(self, seating: Seating) -> frozenset[str]:
        """Return a third of a flight's seats, as sold by others."""
        return frozenset(self._random.sample(seating.seats, len(seating.seats) // 3))

    def _booking(self, flight: Flight, onward: Flight | None, seats: list[str]) -> Booking:
        people = self._people()
        goes_on = onward is not None and self._random.random() < 0.25
        ways = [flight, onward] if goes_on and onward is not None else [flight]
        self._tickets += 10
        drawn = booking_of(self._ref(), people, ways, self._tickets, is_pooled=self._random.random() < 0.8)
        if self._random.random() < 0.6 and len(seats) >= len(people):
            own = ["" if one.kind is PassengerKind.INFANT else seats.pop() for one in people]
            drawn = with_coupons(drawn, 1, seat=own)
            is_open = flight.state in (FlightState.ON_TIME, FlightState.DELAYED)
            if self._random.random() < 0.25 and is_open:
                drawn = self._checked_in(drawn, flight)
        return drawn

    def _checked_in(self, drawn: Booking, flight: Flight) -> Booking:
        first = self._sequences[flight.id] + 1
        count = len(drawn.passengers)
        self._sequences[flight.id] += count
        numbers = list(range(first, first + count))
        for person in drawn.passengers:
            drawn = drawn.with_passenger(replace(person, proof=Proof.SCANNED, document_country=person.nationality))
        return with_coupons(drawn, 1, state=[CouponState.CHECKED_IN] * count, sequence=numbers, passes=[1] * count)

    def _people(self) -> list[Passenger]:
        given, surnames = names()
        drawn = self._random
        surname, nation = drawn.choice(surnames), drawn.choice(_NATIONS)
        ages: tuple[int, ...] = (drawn.randint(16, 88),)
        if drawn.random() < 0.5:
            ages = drawn.choice(_PARTIES)
        allowance = drawn.choice((HAND_ONLY, ONE_BAG, ONE_BAG, ONE_BAG, TWO_BAGS, THIRTY_KG))
        adults = [f"p{n}" for n, age in enumerate(ages, start=1) if age >= 18]
        return [
            self._person(n, age, surname, drawn.choice(given), nation, allowance, adults)
            for n, age in enumerate(ages, start=1)
        ]

    def _person(
        self, n: int, age: int, surname: str, given: str, nation: str, allowance: Allowance, adults: list[str]
    ) -> Passenger:
        drawn = self._random
        own = traveller(n, surname, given, age, self._today, nationality=nation, allowance=allowance)
        if own.kind is PassengerKind.INFANT:
            return replace(own, accompanies=adults[0], allowance=HAND_ONLY)
        if drawn.random() < 0.05:
            own = replace(own, services=(drawn.choice(_SERVICES),))
        if drawn.random() < 0.2:
            own = replace(own, frequent_flyer=f"NB{drawn.randint(100_000_000, 699_999_999)}", tier="BLUE")
        return own

    def _ref(self) -> str:
        while (ref := "".join(self._random.choices(_SIGNS, k=6))) in self._refs:
            continue
        self._refs.add(ref)
        return ref


def free_seats(seating: Seating, used: Mapping[str, set[str]], flight_id: str) -> list[str]:
    """Return the seats of a flight that anybody may be given."""
    gone = seating.given | seating.blocked | seating.kept_back | used.get(flight_id, set())
    return [seat for seat in seating.seats if seat not in gone]
