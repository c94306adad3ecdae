"""Open the demo airport on tables: made anew when its flights are closed, kept when a kiosk only starts again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select

from kiosk.domain.travel.cabin.layout import Layout
from kiosk.services.departures.demo import demo_contents
from kiosk.services.departures.embedded import schema
from kiosk.services.departures.embedded.filling import fill, forget
from kiosk.services.departures.embedded.system import EmbeddedDepartures

_CAST: Final = ("HAND01", "FAMI04", "CANCL1")  # where these three travel together, it is the demo airport
CLOSES_BEFORE_MS: Final = 45 * 60_000
_EVER_MS: Final = 1 << 60


def open_demo(
    place: Path | str, layouts: Mapping[str, Layout], now_utc_ms: Callable[[], int]
) -> EmbeddedDepartures:  # fmt: skip
    """Open the demo airport in a data folder (or a PostgreSQL database). Raises `NoDepartures`.

    While the cast can still check in it stays as it is: what a kiosk was doing when it ended is still there. A
    database with flights of a site's own is opened as it is: the demo airport is never made over them.
    """
    system = EmbeddedDepartures(place, now_utc_ms)
    now = now_utc_ms()
    with system.engine.connect() as connection:
        is_empty = connection.execute(select(schema.flight.c.id).limit(1)).first() is None
        is_past = _is_past(connection, now)
    if is_empty or is_past:
        forget(system.engine, _EVER_MS)
        fill(system.engine, demo_contents(layouts, now), now)
    return system


def has_cast(connection: Connection) -> bool:
    """Whether what is in the tables is the demo airport."""
    of_cast = select(func.count()).select_from(schema.booking).where(schema.booking.c.ref.in_(_CAST))
    return bool(connection.execute(of_cast).scalar_one() == len(_CAST))


def _is_past(connection: Connection, now_utc_ms: int) -> bool:
    if not has_cast(connection):
        return False
    leaves = (
        select(func.max(schema.flight.c.departs_utc_ms))
        .join(schema.segment, schema.segment.c.flight_id == schema.flight.c.id)
        .where(schema.segment.c.ref == _CAST[0])
    )
    leaves_utc_ms: int = connection.execute(leaves).scalar_one()
    return leaves_utc_ms - CLOSES_BEFORE_MS <= now_utc_ms
