"""Flights and bookings into the tables, all or nothing; what is past out of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, delete, insert, select, update

from kiosk.domain.travel.booking import BagState, Booking
from kiosk.domain.travel.flight import Flight
from kiosk.domain.values import replace
from kiosk.services.departures.embedded.schema import (
    boarding,
    booking,
    flight,
    lookup,
    order_,
    plate,
    seat_use,
    segment,
)
from kiosk.services.departures.embedded.tables import FLIGHT, SEATING, booking_body, lookup_rows
from kiosk.services.departures.finding import kept_keys
from kiosk.services.departures.ledger import Contents, Seating

_BOOKED: Final = select(segment.c.flight_id)
_AT_ONCE: Final = 500  # rows; SQLite takes 32,766 values in a statement


@dataclass(frozen=True, slots=True)
class Filled:
    """What was taken over. `left`: bookings that were used here meanwhile, and stay as they are."""

    flights: int
    bookings: int
    left: tuple[str, ...] = ()


def fill(engine: Engine, contents: Contents, now_utc_ms: int) -> Filled:
    """Write flights and bookings. A flight that is there already takes its new times, state and gate.

    A booking that is there is replaced, unless an order was made for it: then what was done here stands. Raises
    `sqlalchemy.exc.IntegrityError` when two bookings claim one seat or one bag number, and nothing is written.
    """
    with engine.begin() as connection:
        used = set(connection.execute(select(order_.c.ref).distinct()).scalars())
        fresh = [own for own in contents.bookings if own.ref not in used]
        _forget(connection, [own.ref for own in fresh])
        for own in contents.flights:
            _keep_flight(connection, own, contents.seatings[own.id])
        _keep_bookings(connection, fresh)
        _keep_plates(connection, fresh, now_utc_ms)
        _count_sequences(connection, fresh)
    left = tuple(sorted({own.ref for own in contents.bookings} & used))
    return Filled(len(contents.flights), len(fresh), left)


def forget(engine: Engine, before_utc_ms: int) -> int:
    """Delete bookings whose last flight was before then, with everything personal of them; return how many.

    Bag numbers stay, without their booking: they are not used again in their window.
    """
    with engine.begin() as connection:
        past = sorted(connection.execute(select(booking.c.ref).where(booking.c.ends_utc_ms < before_utc_ms)).scalars())
        for refs in _chunks(past):
            connection.execute(update(plate).where(plate.c.ref.in_(refs)).values(ref="", state=BagState.VOID.value))
            connection.execute(delete(order_).where(order_.c.ref.in_(refs)))
        _forget(connection, past)
        _forget_flights(connection, before_utc_ms)
    return len(past)


def _forget_flights(connection: Connection, before_utc_ms: int) -> None:
    """Delete flights that left before then and that nobody is booked on."""
    gone = select(flight.c.id).where(flight.c.departs_utc_ms < before_utc_ms).where(flight.c.id.not_in(_BOOKED))
    past = list(connection.execute(gone).scalars())
    for ids in _chunks(past):
        connection.execute(delete(boarding).where(boarding.c.flight_id.in_(ids)))
        connection.execute(delete(flight).where(flight.c.id.in_(ids)))


def _forget(connection: Connection, refs: Collection[str]) -> None:
    for part in _chunks(list(refs)):
        connection.execute(delete(seat_use).where(seat_use.c.ref.in_(part)))
        connection.execute(delete(plate).where(plate.c.ref.in_(part)))
        connection.execute(delete(booking).where(booking.c.ref.in_(part)))  # keys and segments go with it


def _keep_flight(connection: Connection, own: Flight, seating: Seating) -> None:
    values = {
        "date": own.date, "departs_utc_ms": own.departs.utc_ms, "body": FLIGHT.dump_json(own).decode(),
        "seating": SEATING.dump_json(replace(seating, version=0)).decode(),
    }  # fmt: skip
    changed = connection.execute(
        update(flight).where(flight.c.id == own.id).values(version=flight.c.version + 1, **values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(flight).values(id=own.id, version=1, last_sequence=0, **values))


def _keep_bookings(connection: Connection, bookings: Collection[Booking]) -> None:
    rows = [
        {"ref": own.ref, "version": max(own.version, 1), "ends_utc_ms": _ends(own), "body": booking_body(own)}
        for own in bookings
    ]
    _insert(connection, booking, rows)
    ways = [{"ref": own.ref, "n": one.n, "flight_id": one.flight.id} for own in bookings for one in own.segments]
    _insert(connection, segment, ways)
    _insert(connection, lookup, [row for own in bookings for row in lookup_rows(own.ref, kept_keys(own))])
    _insert(connection, seat_use, [row for own in bookings for row in _seats(own)])


def _keep_plates(connection: Connection, bookings: Collection[Booking], now_utc_ms: int) -> None:
    rows = [
        {"plate": bag.plate, "state": bag.state.value, "ref": own.ref, "given_utc_ms": now_utc_ms, "instead": ""}
        for own in bookings
        for bag in own.bags
    ]
    _insert(connection, plate, rows)


def _ends(own: Booking) -> int:
    return max(one.flight.arrives.utc_ms for one in own.segments)


def _seats(own: Booking) -> Iterator[dict[str, str]]:
    for coupon in own.coupons:
        way = own.segment(coupon.segment_n)
        if coupon.seat and way is not None:
            yield {
                "flight_id": way.flight.id, "seat": coupon.seat, "ref": own.ref, "passenger_id": coupon.passenger_id,
                "order_id": "",
            }  # fmt: skip


def _count_sequences(connection: Connection, bookings: Collection[Booking]) -> None:
    taken = sorted(
        (way.flight.id, coupon.sequence)
        for own in bookings
        for coupon in own.coupons
        if coupon.sequence and (way := own.segment(coupon.segment_n)) is not None
    )
    for flight_id, sequence in taken:
        is_there = (boarding.c.flight_id == flight_id) & (boarding.c.sequence == sequence)
        if connection.execute(select(boarding.c.sequence).where(is_there)).first() is None:
            connection.execute(insert(boarding).values(flight_id=flight_id, sequence=sequence))
        is_behind = (flight.c.id == flight_id) & (flight.c.last_sequence < sequence)
        connection.execute(update(flight).where(is_behind).values(last_sequence=sequence))


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    for part in _chunks(rows):
        connection.execute(insert(table), part)


def _chunks(rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))
