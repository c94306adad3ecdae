"""Open the demo airport on tables: made anew when its flights are closed, kept when a kiosk only starts again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from kiosk.domain.travel.cabin.layout import Layout
from kiosk.services.departures.demo import demo_contents
from kiosk.services.departures.embedded import schema
from kiosk.services.departures.embedded.filling import fill, forget
from kiosk.services.departures.embedded.system import EmbeddedDepartures

_OPEN: Final = "NB0101/%"  # most of the cast flies on it
CLOSES_BEFORE_MS: Final = 45 * 60_000
_EVER_MS: Final = 1 << 60


def open_demo(
    place: Path | str, layouts: Mapping[str, Layout], now_utc_ms: Callable[[], int]
) -> EmbeddedDepartures:  # fmt: skip
    """Open the demo airport in a data folder (or a PostgreSQL database). Raises `NoDepartures`.

    While the cast can still check in it stays as it is: what a kiosk was doing when it ended is still there.
    """
    system = EmbeddedDepartures(place, now_utc_ms)
    now = now_utc_ms()
    with system.engine.connect() as connection:
        of_cast = select(func.max(schema.flight.c.departs_utc_ms)).where(schema.flight.c.id.like(_OPEN))
        leaves_utc_ms = connection.execute(of_cast).scalar_one_or_none()
    if leaves_utc_ms is None or leaves_utc_ms - CLOSES_BEFORE_MS <= now:
        forget(system.engine, _EVER_MS)
        fill(system.engine, demo_contents(layouts, now), now)
    return system
