"""Rows of travellers into bookings, and what must fit between the rows of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from kiosk.domain.travel.booking import (
    Allowance,
    Booking,
    Concept,
    Coupon,
    CouponState,
    Extra,
    Passenger,
    PassengerKind,
    Segment,
)
from kiosk.domain.travel.flight import Flight
from kiosk.services.departures.importing.flights import flight_id_of
from kiosk.services.departures.importing.reading import Placed, Problem
from kiosk.services.departures.importing.rows import BookingRow
from kiosk.services.departures.ledger import Seating

_SAME: Final = ("currency", "is_pooled", "has_contact", "sells")
_OF_PERSON: Final = (
    "surname", "given_names", "kind", "birth_date", "nationality", "accompanies", "services", "frequent_flyer", "tier",
    "allowance",
)  # fmt: skip
_OF_WAY: Final = ("flight", "date", "origin")


@dataclass(slots=True)
class Bookings:
    """Puts bookings together. `flights` and `seatings` are those of the import and those kept already."""

    flights: Mapping[str, Flight]
    seatings: Mapping[str, Seating]
    problems: list[Problem]
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def made(self, rows: Iterable[Placed]) -> tuple[Booking, ...]:
        """Return the bookings of all rows of travellers; incomplete when there were problems."""
        by_ref: dict[str, list[tuple[str, BookingRow]]] = {}
        for placed in rows:
            if isinstance(placed.row, BookingRow):
                by_ref.setdefault(placed.row.ref, []).append((placed.place, placed.row))
        found = (self._booking(own) for own in by_ref.values())
        return tuple(own for own in found if own is not None)

    def _booking(self, rows: list[tuple[str, BookingRow]]) -> Booking | None:
        count = len(self.problems)
        self._same(rows, _SAME, lambda row: 0)  # the whole booking
        self._same(rows, _OF_PERSON, attrgetter("passenger"))
        self._same(rows, _OF_WAY, attrgetter("segment"))
        kinds = {row.passenger: row.kind for _, row in rows}
        for place, row in rows:
            self._check(place, row, kinds)
        if len(self.problems) != count:
            return None
        first = rows[0][1]
        people = {row.passenger: _passenger(row) for _, row in rows}
        ways = {row.segment: self.flights[_flight_id(row)] for _, row in rows}
        return Booking(
            first.ref,
            tuple(people[n] for n in sorted(people)),
            tuple(Segment(n, ways[n]) for n in sorted(ways)),
            tuple(_coupon(row) for _, row in rows),
            first.currency,
            is_pooled=first.is_pooled,
            has_contact=first.has_contact,
            version=1,
            extras=tuple(extra for _, row in rows for extra in _extras(row)),
            sells=tuple(dict.fromkeys(first.sells.split())),
        )

    def _same(self, rows: list[tuple[str, BookingRow]], names: Iterable[str], key: Callable[[BookingRow], int]) -> None:
        firsts: dict[int, tuple[str, BookingRow]] = {}
        for place, row in rows:
            first_place, first = firsts.setdefault(key(row), (place, row))
            for name in names:
                if getattr(row, name) != getattr(first, name):
                    value = str(getattr(row, name))
                    self.problems.append(Problem(place, name, value, f"the same as on {first_place}"))

    def _check(self, place: str, row: BookingRow, kinds: Mapping[int, PassengerKind]) -> None:
        flight_id = _flight_id(row)
        if flight_id not in self.flights:
            allowed = f"a flight of this import or an earlier one; {flight_id} is not"
            self.problems.append(Problem(place, "flight", row.flight, allowed))
        elif row.seat:
            self._check_seat(place, row, flight_id)
        self._once(
            place, "passenger", f"{row.ref}/{row.passenger}/{row.segment}", "each passenger once on each segment"
        )
        if row.ticket:
            self._once(place, "ticket", f"{row.ticket}/{row.segment}", "each ticket for one passenger and segment")
        if row.sequence:
            self._once(place, "sequence", f"{flight_id}/{row.sequence}", "each number of a flight once")
        if (row.sequence > 0) != (row.state is not CouponState.OPEN):
            self.problems.append(Problem(place, "sequence", str(row.sequence), "above 0 exactly for who is checked in"))
        is_infant = row.kind is PassengerKind.INFANT
        carrier = kinds.get(row.accompanies)
        if is_infant != (row.accompanies > 0) or (is_infant and carrier is not PassengerKind.ADULT):
            allowed = "of an INFANT the adult of the booking who carries it, of nobody else"
            self.problems.append(Problem(place, "accompanies", str(row.accompanies), allowed))

    def _check_seat(self, place: str, row: BookingRow, flight_id: str) -> None:
        seating = self.seatings[flight_id]
        if row.kind is PassengerKind.INFANT:
            self.problems.append(Problem(place, "seat", row.seat, "an INFANT has no seat"))
        elif row.seat not in seating.seats:
            self.problems.append(Problem(place, "seat", row.seat, f"a seat of the cabin {seating.layout}"))
        elif row.seat in seating.given:
            self.problems.append(Problem(place, "seat", row.seat, "a seat that is not taken"))
        else:
            self._once(place, "seat", f"{flight_id}/{row.seat}", "each seat once")

    def _once(self, place: str, name: str, value: str, allowed: str) -> None:
        first = self.places.setdefault((name, value), place)
        if first != place:
            self.problems.append(Problem(place, name, value.rpartition("/")[2], f"{allowed}; it is on {first} already"))


def _flight_id(row: BookingRow) -> str:
    return flight_id_of(row.flight, row.date, row.origin)


def _passenger(row: BookingRow) -> Passenger:
    return Passenger(
        f"p{row.passenger}",
        row.surname,
        row.given_names,
        row.kind,
        row.birth_date,
        row.nationality,
        f"p{row.accompanies}" if row.accompanies else "",
        tuple(row.services.split()),
        row.frequent_flyer,
        row.tier,
        _allowance(row.allowance),
    )


def _extras(row: BookingRow) -> Iterable[Extra]:
    return (Extra(f"p{row.passenger}", row.segment, code) for code in dict.fromkeys(row.extras.split()))


def _allowance(text: str) -> Allowance:
    pieces, _, weight_g = text.partition("x")
    if weight_g:
        return Allowance(Concept.PIECE, int(pieces), int(weight_g))
    return Allowance(Concept.WEIGHT, 0, int(text.rstrip("g")))


def _coupon(row: BookingRow) -> Coupon:
    return Coupon(
        f"p{row.passenger}", row.segment, row.ticket, row.cabin, row.seat, row.state, row.sequence,
        paid_seat_minor=row.paid_seat_minor,
    )  # fmt: skip
