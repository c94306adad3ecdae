"""Who may sit where, with every reason why not, and what a chosen seat costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Booking, Passenger, PassengerKind
from kiosk.domain.travel.cabin.layout import Band, Kept, Layout, SeatPlace
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.needs import ServiceRule, day_text, months_later

EXIT_YEARS: Final = 16


class SeatReason(StrEnum):
    """Why a seat cannot be had; its words are `checkin.seat.why.<value>`."""

    TAKEN = "taken"
    BLOCKED = "blocked"
    OTHER_CABIN = "other_cabin"
    EXIT_AGE = "exit_age"
    EXIT_INFANT = "exit_infant"
    EXIT_ASSISTANCE = "exit_assistance"
    EXIT_NOT_WILLING = "exit_not_willing"
    OXYGEN = "oxygen"
    KEPT_INFANT = "kept_infant"
    KEPT_ASSISTANCE = "kept_assistance"
    CHILD_ALONE = "child_alone"


@dataclass(frozen=True, slots=True)
class SeatPrices:
    """What a choice costs by band, in minor units of `currency`."""

    currency: str
    standard: int = 0
    front: int = 0
    legroom: int = 0

    def price(self, band: Band) -> Money:
        """Return what a seat of a band costs to choose."""
        minor = {Band.STANDARD: self.standard, Band.FRONT: self.front, Band.LEGROOM: self.legroom}[band]
        return Money(minor, self.currency)


@dataclass(frozen=True, slots=True)
class Cabin:
    """A flight's cabin as it is now, for one segment of a booking.

    `taken`: seats that passengers have, of the booking or not; `blocked`: given to nobody. `infant_seats`: seats of
    others who carry an infant, where the departures system tells. `unwilling`: who will not help at an exit.
    """

    layout: Layout
    segment_n: int
    taken: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    services: tuple[ServiceRule, ...] = ()
    unwilling: frozenset[str] = frozenset()
    infant_seats: frozenset[str] = frozenset()


def seats_of(booking: Booking, segment_n: int, wishes: Iterable[SeatWish] = ()) -> dict[str, str]:
    """Return the seats of the party by passenger: what they wish, else what they have."""
    seats = {own.passenger_id: own.seat for own in booking.coupons if own.segment_n == segment_n and own.seat}
    return seats | {own.passenger_id: own.seat for own in wishes if own.segment_n == segment_n and own.seat}


def seat_reasons(
    seat: SeatPlace, passenger: Passenger, booking: Booking, cabin: Cabin, wishes: Iterable[SeatWish] = ()
) -> tuple[SeatReason, ...]:
    """Return every reason why a passenger cannot sit there, the plainest first; empty: they can.

    `wishes` are seats of the party chosen so far; they count before the seats of the booking. A seat that somebody of
    the party leaves by them is free for the others.
    """
    return tuple(_asker(passenger, booking, cabin, wishes).reasons(seat))


def all_reasons(
    passenger: Passenger, booking: Booking, cabin: Cabin, wishes: Iterable[SeatWish] = ()
) -> dict[str, tuple[SeatReason, ...]]:
    """Return the reasons of every seat of the passenger's aircraft, by its name: a whole map in one go."""
    asker = _asker(passenger, booking, cabin, wishes)
    return {name: tuple(asker.reasons(seat)) for name, seat in cabin.layout.seats.items()}


@dataclass(frozen=True, slots=True)
class Fitness:
    """For which seats a passenger is not fit, whoever sits around: why not at an exit, why not where it is kept."""

    exit: tuple[SeatReason, ...]
    kept: Mapping[Kept, SeatReason]

    def reasons(self, seat: SeatPlace) -> list[SeatReason]:
        """Return why a seat is not for the passenger."""
        kept = self.kept.get(seat.kept)
        return [*(self.exit if seat.is_exit else ()), *((kept,) if kept is not None else ())]


def fitness(passenger: Passenger, booking: Booking, cabin: Cabin) -> Fitness:
    """Find out for which seats of a cabin a passenger is not fit."""
    carries = bool(booking.infants_of(passenger.id))
    helped = set(passenger.services)
    is_adult = passenger.kind is PassengerKind.ADULT and not _is_too_young(passenger, booking, cabin.segment_n)
    at_exit = {
        SeatReason.EXIT_AGE: not is_adult,
        SeatReason.EXIT_INFANT: carries,
        SeatReason.EXIT_ASSISTANCE: any(rule.keeps_from_exit and rule.code in helped for rule in cabin.services),
        SeatReason.EXIT_NOT_WILLING: passenger.id in cabin.unwilling,
    }
    kept = {} if carries else {Kept.INFANT: SeatReason.KEPT_INFANT}
    if not any(rule.may_have_kept_seat and rule.code in helped for rule in cabin.services):
        kept[Kept.ASSISTANCE] = SeatReason.KEPT_ASSISTANCE
    return Fitness(tuple(reason for reason, is_so in at_exit.items() if is_so), kept)


@dataclass(frozen=True, slots=True)
class _Asker:
    """What is the same for every seat one passenger asks for. `company`: seats beside an adult; None: not needed."""

    gone: frozenset[str]
    blocked: frozenset[str]
    cabin: str
    fitness: Fitness
    infants: frozenset[tuple[int, int]]
    company: frozenset[str] | None

    def reasons(self, seat: SeatPlace) -> list[SeatReason]:
        found = []
        if seat.name in self.gone:
            found.append(SeatReason.TAKEN)
        if seat.name in self.blocked:
            found.append(SeatReason.BLOCKED)
        if self.cabin and seat.cabin != self.cabin:
            found.append(SeatReason.OTHER_CABIN)
        if seat.is_exit or seat.kept is not Kept.NOBODY:
            found += self.fitness.reasons(seat)
        if (seat.row, seat.block) in self.infants:
            found.append(SeatReason.OXYGEN)
        if self.company is not None and seat.name not in self.company:
            found.append(SeatReason.CHILD_ALONE)
        return found


def _asker(passenger: Passenger, booking: Booking, cabin: Cabin, wishes: Iterable[SeatWish]) -> _Asker:
    seats = seats_of(booking, cabin.segment_n, wishes)
    own = seats.get(passenger.id, "")
    left = set(seats_of(booking, cabin.segment_n).values()) - set(seats.values())
    of_party = {place for who, place in seats.items() if who != passenger.id}
    coupon = booking.coupon(passenger.id, cabin.segment_n)
    return _Asker(
        frozenset((cabin.taken - left - {own}) | of_party),
        cabin.blocked,
        coupon.cabin if coupon is not None else "",
        fitness(passenger, booking, cabin),
        _infants(passenger, booking, cabin, seats),
        _company(passenger, booking, cabin, seats),
    )


def _infants(
    passenger: Passenger, booking: Booking, cabin: Cabin, seats: Mapping[str, str]
) -> frozenset[tuple[int, int]]:
    """Return the blocks with an infant, for who carries one: a block has one oxygen mask more than seats."""
    if not booking.infants_of(passenger.id):
        return frozenset()
    carrying = {own for who, own in seats.items() if who != passenger.id and booking.infants_of(who)}
    others = cabin.infant_seats - {seats.get(passenger.id)}
    places = (cabin.layout.seat(name) for name in carrying | others)
    return frozenset((place.row, place.block) for place in places if place is not None)


def _company(passenger: Passenger, booking: Booking, cabin: Cabin, seats: Mapping[str, str]) -> frozenset[str] | None:
    """Return the seats beside an adult of the booking, and the seat a child has; None for who needs nobody beside."""
    adults = [own.id for own in booking.passengers if own.kind is PassengerKind.ADULT and own.id in seats]
    if passenger.kind is not PassengerKind.CHILD or not adults:
        return None
    places = [place for own in adults if (place := cabin.layout.seat(seats[own])) is not None]
    rows = {place.row for place in places}
    near = (seat for row in cabin.layout.rows if row.n in rows for seat in row.seats)
    beside = {seat.name for seat in near if any(is_beside(seat, place) for place in places)}
    return frozenset(beside | {seats.get(passenger.id, "")})


def lonely(booking: Booking, cabin: Cabin, seats: Mapping[str, str]) -> tuple[str, ...]:
    """Return the children with a seat that have no adult of the booking beside them; none where no adult has a seat."""
    kinds = {own.id: own.kind for own in booking.passengers}
    places = {who: place for who, own in seats.items() if (place := cabin.layout.seat(own)) is not None}
    adults = [place for who, place in places.items() if kinds.get(who) is PassengerKind.ADULT]
    children = [who for who in places if kinds.get(who) is PassengerKind.CHILD]
    return tuple(who for who in children if adults and not any(is_beside(places[who], adult) for adult in adults))


def is_same_block(one: SeatPlace, other: SeatPlace | None) -> bool:
    """True when both stand between the same aisles of a row, under one panel of oxygen masks."""
    return other is not None and (one.row, one.block) == (other.row, other.block)


def is_beside(one: SeatPlace, other: SeatPlace | None) -> bool:
    """True when nobody sits between both, nor an aisle."""
    return other is not None and is_same_block(one, other) and abs(one.place - other.place) == 1


def _is_too_young(passenger: Passenger, booking: Booking, segment_n: int) -> bool:
    segment = booking.segment(segment_n)
    if segment is None or len(passenger.birth_date) < len("2010-01-01"):
        return False
    return _day_of(segment.flight) < months_later(passenger.birth_date, EXIT_YEARS * 12)


def _day_of(flight: Flight) -> str:
    return day_text(flight.departs.day)


@dataclass(frozen=True, slots=True)
class Swap:
    """Two passengers with each other's seats: two wishes, or every reason why not."""

    wishes: tuple[SeatWish, ...] = ()
    reasons: tuple[SeatReason, ...] = ()


def swapped(booking: Booking, cabin: Cabin, one: str, other: str, wishes: tuple[SeatWish, ...] = ()) -> Swap:
    """Let two passengers of the party change seats.

    Raises KeyError when one of them is not of the booking, or has no seat of this cabin.
    """
    seats = seats_of(booking, cabin.segment_n, wishes)
    changed = (
        SeatWish(one, cabin.segment_n, seats[other]),
        SeatWish(other, cabin.segment_n, seats[one]),
    )
    after = (*(own for own in wishes if own.passenger_id not in (one, other)), *changed)
    found: set[SeatReason] = set()
    for wish in changed:
        passenger = booking.passenger(wish.passenger_id)
        if passenger is None:
            raise KeyError(wish.passenger_id)
        found.update(seat_reasons(cabin.layout.seats[wish.seat], passenger, booking, cabin, after))
    if set(lonely(booking, cabin, seats_of(booking, cabin.segment_n, after))) - set(lonely(booking, cabin, seats)):
        found.add(SeatReason.CHILD_ALONE)
    reasons = tuple(reason for reason in SeatReason if reason in found)
    return Swap(reasons=reasons) if reasons else Swap(changed)
