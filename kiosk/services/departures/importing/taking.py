"""One import of files into the embedded system, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.cabin.layout import Layout
from kiosk.domain.travel.flight import Flight
from kiosk.services.departures.embedded import schema
from kiosk.services.departures.embedded.filling import Filled, fill, forget
from kiosk.services.departures.embedded.opening import open_engine
from kiosk.services.departures.embedded.tables import FLIGHT, SEATING, Tables
from kiosk.services.departures.importing.bookings import Bookings
from kiosk.services.departures.importing.flights import Sky, flight_id_of
from kiosk.services.departures.importing.reading import ImportRefused, Placed, Problem, rows_of
from kiosk.services.departures.importing.rows import BookingRow
from kiosk.services.departures.ledger import Contents, Seating

KEPT_PAST_MS: Final = 24 * 3_600_000


def import_departures(
    files: Sequence[Path], place: Path | str, layouts: Mapping[str, Layout], now_utc_ms: int
) -> Filled:  # fmt: skip
    """Import files together; flights may stand in one and their bookings in another. What is past is deleted first.

    Raises `ImportRefused` with every fault found, `NoDepartures` when the database cannot be used.
    """
    problems: list[Problem] = []
    rows = [placed for file in files for placed in rows_of(file, problems)]
    sky = Sky(layouts, problems)
    sky.take_flights(rows)
    sky.take_seats(rows)
    engine = open_engine(place)
    try:
        flights, seatings = _kept(engine, rows)
        bookings = Bookings(flights | sky.flights, seatings | sky.seatings, problems)
        made = bookings.made(rows)
        if not problems:
            problems += _taken_by_others(engine, made, bookings.places)
        if problems:
            raise ImportRefused(problems)
        forget(engine, now_utc_ms - KEPT_PAST_MS)
        return fill(engine, Contents(tuple(sky.flights.values()), made, sky.seatings), now_utc_ms)
    except IntegrityError as error:
        clash = Problem("all files", "", "", "a seat, ticket or number is another booking's meanwhile: import again")
        raise ImportRefused([clash]) from error
    finally:
        engine.dispose()


def _kept(engine: Engine, rows: Iterable[Placed]) -> tuple[dict[str, Flight], dict[str, Seating]]:
    """Return the flights of earlier imports that rows of travellers name."""
    own = (placed.row for placed in rows)
    ids = sorted({flight_id_of(row.flight, row.date, row.origin) for row in own if isinstance(row, BookingRow)})
    flights: dict[str, Flight] = {}
    seatings: dict[str, Seating] = {}
    columns = (schema.flight.c.id, schema.flight.c.body, schema.flight.c.seating)
    with engine.begin() as connection:
        for flight_id in ids:
            row = connection.execute(select(*columns).where(schema.flight.c.id == flight_id)).one_or_none()
            if row is not None:
                flights[flight_id] = FLIGHT.validate_json(row.body)
                seatings[flight_id] = SEATING.validate_json(row.seating)
    return flights, seatings


def _taken_by_others(
    engine: Engine, made: Sequence[Booking], places: Mapping[tuple[str, str], str]
) -> list[Problem]:  # fmt: skip
    """Name every seat of the import that a booking has which the import does not replace."""
    found: list[Problem] = []
    with engine.begin() as connection:
        tables = Tables(connection)
        used = set(connection.execute(select(schema.order_.c.ref).distinct()).scalars())
        fresh = [own for own in made if own.ref not in used]
        replaced = {own.ref for own in fresh}
        wanted = {
            (way.flight.id, coupon.seat)
            for own in fresh
            for coupon in own.coupons
            if coupon.seat and (way := own.segment(coupon.segment_n)) is not None
        }
        for flight_id in sorted({own for own, _ in wanted}):
            for seat, use in tables.users(flight_id).items():
                if (flight_id, seat) in wanted and use.ref not in replaced:
                    place = places[("seat", f"{flight_id}/{seat}")]
                    found.append(Problem(place, "seat", seat, "another booking has it already"))
    return found
