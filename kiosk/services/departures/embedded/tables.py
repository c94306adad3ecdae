"""One transaction on the tables, as the desk's ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.domain.travel.booking import BagState, Booking, Segment
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.plates import KEPT_MS
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
    serial,
)
from kiosk.services.departures.finding import Key
from kiosk.services.departures.ledger import KeptOrder, KeptPlate, OrderState, Raced, Seating, Use

BOOKING: Final = TypeAdapter(Booking)
FLIGHT: Final = TypeAdapter(Flight)
SEATING: Final = TypeAdapter(Seating)
ORDER: Final = TypeAdapter(KeptOrder)
# What every traveller asks is put together once: building a statement takes longer than SQLite takes to answer it.
_REFS: Final = select(lookup.c.ref).where(
    lookup.c.kind == bindparam("kind"), lookup.c.value.in_(bindparam("values", expanding=True))
)
_BOOKING: Final = select(booking.c.body, booking.c.version).where(booking.c.ref == bindparam("ref"))
_BOOKING_LOCKED: Final = _BOOKING.with_for_update()
_WAYS: Final = (
    select(segment.c.n, flight.c.body, flight.c.version)
    .join(flight, flight.c.id == segment.c.flight_id)
    .where(segment.c.ref == bindparam("ref"))
    .order_by(segment.c.n)
)


class Tables:
    """A ledger on one connection. `is_writing`: what is read is locked until the end, where the database can."""

    def __init__(self, connection: Connection, *, is_writing: bool = True) -> None:
        self._connection = connection
        self._is_writing = is_writing

    def refs(self, keys: Collection[Key]) -> list[str]:
        """Return the bookings that stand below any of the keys."""
        values_of: dict[str, list[str]] = {}
        for kind, value in keys:
            values_of.setdefault(kind, []).append(value)
        own = set(values_of.pop("ref", ()))
        for kind, values in values_of.items():  # one by one: SQLite reads the whole table for pairs
            own.update(self._connection.execute(_REFS, {"kind": kind, "values": values}).scalars())
        return sorted(own)

    def booking(self, ref: str) -> Booking | None:
        """Read a booking with its flights as they are now."""
        query = _BOOKING_LOCKED if self._is_writing else _BOOKING
        row = self._connection.execute(query, {"ref": ref}).one_or_none()
        if row is None:
            return None
        ways = self._connection.execute(_WAYS, {"ref": ref})
        segments = tuple(Segment(n, _flight(body, version)) for n, body, version in ways)
        return replace(BOOKING.validate_json(row.body), segments=segments, version=row.version)

    def keep_booking(self, booking_: Booking, read_version: int) -> None:
        """Write a booking that was read at a version."""
        changed = self._connection.execute(
            update(booking)
            .where(booking.c.ref == booking_.ref, booking.c.version == read_version)
            .values(version=booking_.version, body=booking_body(booking_))
        )
        if changed.rowcount != 1:
            raise Raced

    def seating(self, flight_id: str) -> Seating | None:
        """Read the seats of a flight."""
        row = self._connection.execute(
            select(flight.c.seating, flight.c.version).where(flight.c.id == flight_id)
        ).one_or_none()
        return replace(SEATING.validate_json(row.seating), version=row.version) if row is not None else None

    def users(self, flight_id: str) -> Mapping[str, Use]:
        """Read who has which seat."""
        columns = (seat_use.c.seat, seat_use.c.ref, seat_use.c.passenger_id, seat_use.c.order_id)
        rows = self._connection.execute(select(*columns).where(seat_use.c.flight_id == flight_id))
        return {seat: Use(ref, person, order_id) for seat, ref, person, order_id in rows}

    def touch(self, flight_id: str) -> None:
        """Count a change of a flight's seats."""
        self._connection.execute(update(flight).where(flight.c.id == flight_id).values(version=flight.c.version + 1))

    def hold(self, flight_id: str, seat: str, use: Use) -> None:
        """Give or hold a seat; its key refuses a seat that is not free."""
        values = {"ref": use.ref, "passenger_id": use.passenger_id, "order_id": use.order_id}
        self._connection.execute(insert(seat_use).values(flight_id=flight_id, seat=seat, **values))

    def leave(self, flight_id: str, ref: str, passenger_id: str) -> None:
        """Free the seat a passenger has."""
        is_own = (seat_use.c.ref == ref) & (seat_use.c.passenger_id == passenger_id) & (seat_use.c.order_id == "")
        self._connection.execute(delete(seat_use).where(seat_use.c.flight_id == flight_id, is_own))

    def drop_holds(self, order_id: str) -> None:
        """Free every seat held for an order."""
        self._connection.execute(delete(seat_use).where(seat_use.c.order_id == order_id))

    def sequences(self, flight_id: str, count: int) -> int:
        """Take the next sequence numbers of a flight; return the first."""
        last: int = self._connection.execute(
            update(flight)
            .where(flight.c.id == flight_id)
            .values(last_sequence=flight.c.last_sequence + count)
            .returning(flight.c.last_sequence)
        ).scalar_one()
        taken = [{"flight_id": flight_id, "sequence": last - count + 1 + place} for place in range(count)]
        self._connection.execute(insert(boarding), taken)
        return last - count + 1

    def order(self, order_id: str) -> KeptOrder | None:
        """Read an order."""
        row = self._one(select(order_.c.body).where(order_.c.id == order_id))
        return ORDER.validate_json(row.body) if row is not None else None

    def keep_order(self, kept: KeptOrder) -> None:
        """Write an order."""
        values: dict[str, Any] = {
            "ref": kept.order.ref, "state": kept.state.value, "until_utc_ms": kept.until_utc_ms,
            "body": ORDER.dump_json(kept).decode(),
        }  # fmt: skip
        changed = self._connection.execute(update(order_).where(order_.c.id == kept.order.id).values(**values))
        if changed.rowcount == 0:
            self._connection.execute(insert(order_).values(id=kept.order.id, **values))

    def prepared(self, ref: str) -> tuple[KeptOrder, ...]:
        """Read the orders of a booking that are PREPARED."""
        query = select(order_.c.body).where(order_.c.ref == ref, order_.c.state == OrderState.PREPARED.value)
        return tuple(ORDER.validate_json(body) for body in self._connection.execute(query).scalars())

    def due(self, now_utc_ms: int) -> tuple[str, ...]:
        """Read which orders have run out of time."""
        is_due = (order_.c.state == OrderState.PREPARED.value) & (order_.c.until_utc_ms <= now_utc_ms)
        return tuple(self._connection.execute(select(order_.c.id).where(is_due).order_by(order_.c.id)).scalars())

    def last_serial(self, carrier_numeric: str) -> int:
        """Read an airline's last bag serial, and keep other kiosks from it until the end."""
        query = select(serial.c.last).where(serial.c.carrier_numeric == carrier_numeric)
        row = self._one(query)
        if row is None:
            self._connection.execute(_insert_once(self._connection, carrier_numeric))
            row = self._one(query)
        return int(row.last) if row is not None else 0

    def keep_serial(self, carrier_numeric: str, last: int) -> None:
        """Write an airline's last bag serial."""
        of_airline = serial.c.carrier_numeric == carrier_numeric
        self._connection.execute(update(serial).where(of_airline).values(last=last))

    def plate(self, plate_: str) -> KeptPlate | None:
        """Read what became of a bag number."""
        row = self._one(select(plate).where(plate.c.plate == plate_))
        return KeptPlate(row.plate, BagState(row.state), row.ref, row.given_utc_ms, row.instead) if row else None

    def give_plate(self, kept: KeptPlate) -> None:
        """Write a bag number that is given out; its key refuses one that is in its window."""
        is_past = (plate.c.plate == kept.plate) & (plate.c.given_utc_ms <= kept.given_utc_ms - KEPT_MS)
        if self._connection.execute(update(plate).where(is_past).values(**_plate(kept))).rowcount == 0:
            self._connection.execute(insert(plate).values(**_plate(kept)))

    def keep_plate(self, kept: KeptPlate) -> None:
        """Write what became of a bag number."""
        self._connection.execute(update(plate).where(plate.c.plate == kept.plate).values(**_plate(kept)))

    def board(self, date: str) -> tuple[Flight, ...]:
        """Return the flights of a local date by time."""
        query = select(flight.c.body, flight.c.version).where(flight.c.date == date)
        rows = self._connection.execute(query.order_by(flight.c.departs_utc_ms, flight.c.id))
        return tuple(_flight(body, version) for body, version in rows)

    def _one(self, query: Select[*tuple[Any, ...]]) -> Row[*tuple[Any, ...]] | None:
        return self._connection.execute(query.with_for_update() if self._is_writing else query).one_or_none()


def booking_body(kept: Booking) -> str:
    """Write a booking as it stands in its table: its flights stand in theirs."""
    return BOOKING.dump_json(replace(kept, segments=())).decode()


def lookup_rows(ref: str, keys: Iterable[Key]) -> list[dict[str, str]]:
    """Write the keys a booking is found by."""
    return [{"kind": kind, "value": value, "ref": ref} for kind, value in sorted(keys)]


def _flight(body: str, version: int) -> Flight:
    return replace(FLIGHT.validate_json(body), version=version)


def _plate(kept: KeptPlate) -> dict[str, Any]:
    return {
        "plate": kept.plate, "state": kept.state.value, "ref": kept.ref, "given_utc_ms": kept.given_utc_ms,
        "instead": kept.instead,
    }  # fmt: skip


def _insert_once(connection: Connection, carrier_numeric: str) -> sqlite.Insert | postgresql.Insert:
    values = {"carrier_numeric": carrier_numeric, "last": 0}
    if connection.dialect.name == "postgresql":
        return postgresql.insert(serial).values(**values).on_conflict_do_nothing()
    return sqlite.insert(serial).values(**values).on_conflict_do_nothing()
