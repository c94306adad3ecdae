"""Builds a cabin from what is known of its sections, and refuses one that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.travel.cabin.layout import Band, Kept, Layout, Row, SeatPlace


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one cabin that look alike. `columns`: their letters, a blank for each aisle (`ABC DEF`).

    By row number: `without` (no such row), `exits`, `bulkheads` (a wall in front), `front` and `legroom` (price bands).
    By seat: `missing`, and those kept for an `infant` (bassinet) or for `assistance`.
    """

    cabin: str
    first: int
    last: int
    columns: str
    without: tuple[int, ...] = ()
    exits: tuple[int, ...] = ()
    bulkheads: tuple[int, ...] = ()
    front: tuple[int, ...] = ()
    legroom: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    infant: tuple[str, ...] = ()
    assistance: tuple[str, ...] = ()


def layout_from(name: str, title: str, sections: Sequence[Section]) -> Layout:
    """Build a layout. Raises ValueError: rows out of order, letters twice, rows or seats named that do not exist."""
    rows = tuple(row for section in sections for row in _rows(section))
    numbers = [row.n for row in rows]
    if numbers != sorted(set(numbers)) or not rows:
        raise ValueError("rows are to be counted from front to back, each once")
    return Layout(name, title, rows, {seat.name: seat for row in rows for seat in row.seats})


def _rows(section: Section) -> Iterator[Row]:
    _check(section)
    for n in _numbers(section):
        columns = tuple(section.columns.split())
        blocks = tuple(_block(section, n, block, columns) for block in range(len(columns)))
        yield Row(n, section.cabin, columns, blocks, n in section.exits)


def _block(section: Section, n: int, block: int, columns: tuple[str, ...]) -> tuple[SeatPlace | None, ...]:
    letters = columns[block]
    return tuple(
        None if f"{n}{letter}" in section.missing else _seat(section, n, block, place, columns)
        for place, letter in enumerate(letters)
    )


def _seat(section: Section, n: int, block: int, place: int, columns: tuple[str, ...]) -> SeatPlace:
    letters = columns[block]
    name = f"{n}{letters[place]}"
    is_first, is_last = place == 0, place == len(letters) - 1
    left, right = block == 0, block == len(columns) - 1
    return SeatPlace(
        name, n, letters[place], block, place, section.cabin,
        is_window=(is_first and left) or (is_last and right),
        is_aisle=(is_first and not left) or (is_last and not right),
        is_exit=n in section.exits,
        is_bulkhead=n in section.bulkheads,
        kept=_kept(section, name),
        band=Band.LEGROOM if n in section.legroom else Band.FRONT if n in section.front else Band.STANDARD,
    )  # fmt: skip


def _kept(section: Section, name: str) -> Kept:
    if name in section.infant:
        return Kept.INFANT
    return Kept.ASSISTANCE if name in section.assistance else Kept.NOBODY


def _numbers(section: Section) -> list[int]:
    return [n for n in range(section.first, section.last + 1) if n not in section.without]


def _check(section: Section) -> None:
    letters = section.columns.replace(" ", "")
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and all(section.columns.split(" "))):
        raise ValueError(f"columns {section.columns!r}: letters A to Z with one blank for each aisle are wanted")
    if len(set(letters)) != len(letters):
        raise ValueError(f"columns {section.columns}: a letter stands there twice")
    named = {*section.exits, *section.bulkheads, *section.front, *section.legroom}
    unknown = [str(n) for n in sorted(named - set(_numbers(section)))]
    seats = {f"{n}{letter}" for n in _numbers(section) for letter in letters}
    unknown += sorted({*section.missing, *section.infant, *section.assistance} - seats)
    if unknown:
        raise ValueError(f"rows {section.first} to {section.last} have no {', '.join(unknown)}")
    if kept := {*section.infant, *section.assistance} & set(section.missing):
        raise ValueError(f"{', '.join(sorted(kept))}: kept for somebody, but missing")
