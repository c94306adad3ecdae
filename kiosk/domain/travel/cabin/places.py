"""Where seats are, for who looks part by part or listens: zones of a cabin, and free seats in reading order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.travel.cabin.layout import Layout, Row, SeatPlace


class ZoneName(StrEnum):
    """A third of a cabin."""

    FRONT = "front"
    MIDDLE = "middle"
    BACK = "back"


class Kind(StrEnum):
    """What a seat is asked for by."""

    ANY = "any"
    WINDOW = "window"
    AISLE = "aisle"


@dataclass(frozen=True, slots=True)
class Zone:
    """Rows of a cabin that stand together."""

    name: ZoneName
    rows: tuple[Row, ...]

    @property
    def first(self) -> int:
        """The number of its first row."""
        return self.rows[0].n

    @property
    def last(self) -> int:
        """The number of its last row."""
        return self.rows[-1].n


def zones(layout: Layout, cabin: str) -> tuple[Zone, ...]:
    """Divide a cabin's rows into three parts, as equal as they can be; fewer parts where there are fewer rows."""
    rows = layout.rows_of(cabin)
    parts = min(len(rows), len(ZoneName))
    bounds = [len(rows) * n // parts for n in range(parts + 1)] if parts else []
    return tuple(Zone(name, rows[begin:end]) for name, begin, end in zip(ZoneName, bounds, bounds[1:], strict=False))


def zone_of(layout: Layout, cabin: str, row: int) -> ZoneName | None:
    """Return the part of a cabin a row stands in; None for a row it does not have."""
    return next((zone.name for zone in zones(layout, cabin) if any(own.n == row for own in zone.rows)), None)


def in_reading_order(layout: Layout, cabin: str, free: Collection[str], kind: Kind = Kind.ANY) -> tuple[SeatPlace, ...]:
    """Return the free seats of a kind, from the front row to the last, each row from left to right."""
    seats = (seat for row in layout.rows_of(cabin) for seat in row.seats)
    return tuple(seat for seat in seats if seat.name in free and is_kind(seat, kind))


def next_free(
    layout: Layout, cabin: str, free: Collection[str], after: str = "", kind: Kind = Kind.ANY, step: int = 1
) -> SeatPlace | None:
    """Return the next free seat of a kind in reading order (`step` -1: the one before), over the end to the first.

    `after`: the seat looked at now, free or not; empty: begin at the front. None when no such seat is free.
    """
    order = [seat.name for row in layout.rows_of(cabin) for seat in row.seats]
    begin = order.index(after) if after in order else (-1 if step > 0 else 0)
    for n in range(1, len(order) + 1):
        seat = layout.seats[order[(begin + n * step) % len(order)]]
        if seat.name in free and is_kind(seat, kind):
            return seat
    return None


def is_kind(seat: SeatPlace, kind: Kind) -> bool:
    """True when a seat is of the kind."""
    return kind is Kind.ANY or (seat.is_window if kind is Kind.WINDOW else seat.is_aisle)
