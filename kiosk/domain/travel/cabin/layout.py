"""The seats of an aircraft, as they stand between its aisles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """What a choice of a seat costs by: nothing more, in front, or with room for the legs."""

    STANDARD = "standard"
    FRONT = "front"
    LEGROOM = "legroom"


class Kept(StrEnum):
    """For whom a seat is kept: for anybody, for who carries an infant (a bassinet), for assistance."""

    NOBODY = ""
    INFANT = "infant"
    ASSISTANCE = "assistance"


@dataclass(frozen=True, slots=True)
class SeatPlace:
    """One seat. `block`: between which aisles it stands, from 0 at the left; `place`: its place in the block."""

    name: str
    row: int
    column: str
    block: int
    place: int
    cabin: str
    is_window: bool = False
    is_aisle: bool = False
    is_exit: bool = False
    is_bulkhead: bool = False
    kept: Kept = Kept.NOBODY
    band: Band = Band.STANDARD


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its seats block by block, None where a seat is missing. `columns`: their letters, block by block."""

    n: int
    cabin: str
    columns: tuple[str, ...]
    blocks: tuple[tuple[SeatPlace | None, ...], ...]
    is_exit: bool = False

    @property
    def seats(self) -> tuple[SeatPlace, ...]:
        """The seats there are, from left to right."""
        return tuple(seat for block in self.blocks for seat in block if seat is not None)


@dataclass(frozen=True, slots=True)
class Layout:
    """A cabin from front to back. `seats`: each seat by its name. `title`: what the aircraft is called."""

    name: str
    title: str
    rows: tuple[Row, ...]
    seats: Mapping[str, SeatPlace]

    def seat(self, name: str) -> SeatPlace | None:
        """Find a seat by its name (`14C`)."""
        return self.seats.get(name)

    def rows_of(self, cabin: str) -> tuple[Row, ...]:
        """Return the rows of a cabin (`Y`, `C`)."""
        return tuple(row for row in self.rows if row.cabin == cabin)

    @property
    def abreast(self) -> int:
        """How many letters the widest row has."""
        return max((sum(map(len, row.columns)) for row in self.rows), default=0)
