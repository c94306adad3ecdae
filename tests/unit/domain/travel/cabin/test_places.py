"""How a cabin is built, divided into zones, and read seat by seat."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.cabin.layout import Band, Kept, Layout
from kiosk.domain.travel.cabin.places import Kind, ZoneName, in_reading_order, next_free, zone_of, zones
from kiosk.domain.travel.cabin.plan import Section, layout_from
from kiosk.services.departures.tables import layouts

SMALL = layout_from(
    "T", "Test",
    [
        Section("C", 1, 2, "A DG K"),
        Section("Y", 5, 9, "ABC DEF", without=(6,), exits=(7,), bulkheads=(5,), front=(5, 7), legroom=(7,),
            missing=("5A",), infant=("5B",), assistance=("5C",)),
    ],
)  # fmt: skip
FREE = frozenset(SMALL.seats)

WRONG = [
    ((), "counted from front to back"),
    ((Section("Y", 5, 6, "AB"), Section("Y", 1, 2, "AB")), "counted from front to back"),
    ((Section("Y", 1, 2, "AB"), Section("Y", 2, 3, "AB")), "counted from front to back"),
    ((Section("Y", 1, 2, "ABC CDE"),), "twice"),
    ((Section("Y", 1, 2, ""),), "A to Z"),
    ((Section("Y", 1, 2, "ABC  DEF"),), "one blank for each aisle"),
    ((Section("Y", 1, 2, "abc"),), "A to Z"),
    ((Section("Y", 1, 2, "ÅB"),), "A to Z"),
    ((Section("Y", 2, 1, "AB"),), "counted from front to back"),
    ((Section("Y", 1, 2, "AB", exits=(3,)),), "have no 3"),
    ((Section("Y", 1, 5, "AB", without=(4,), front=(4,)),), "have no 4"),
    ((Section("Y", 1, 2, "AB", missing=("1C",)),), "have no 1C"),
    ((Section("Y", 1, 2, "AB", missing=("1A",), infant=("1A",)),), "1A: kept for somebody, but missing"),
]


@pytest.mark.parametrize(("sections", "why"), WRONG)
def test_a_cabin_that_contradicts_itself_is_refused(sections: tuple[Section, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        layout_from("T", "Test", sections)


def test_a_seat_knows_what_it_is() -> None:
    b, c, d = (SMALL.seats[name] for name in ("5B", "5C", "5D"))
    assert (b.row, b.column, b.block, b.place, b.cabin) == (5, "B", 0, 1, "Y")
    assert (b.is_window, b.is_aisle, b.is_bulkhead, b.kept) == (False, False, True, Kept.INFANT)
    assert (c.is_aisle, c.kept, c.band) == (True, Kept.ASSISTANCE, Band.FRONT)
    assert (d.block, d.place, d.is_aisle, d.is_exit) == (1, 0, True, False)
    exit_seat = SMALL.seats["7F"]
    assert (exit_seat.is_window, exit_seat.is_exit, exit_seat.band, exit_seat.kept) == (
        True, True, Band.LEGROOM, Kept.NOBODY,
    )  # fmt: skip
    alone = SMALL.seats["1A"]
    assert (alone.is_window, alone.is_aisle) == (True, True)
    assert SMALL.seat("5A") is None
    assert SMALL.seat("8B") is SMALL.seats["8B"]


def test_a_row_keeps_the_place_of_a_missing_seat() -> None:
    row = SMALL.rows[2]
    assert (row.n, row.columns, row.is_exit) == (5, ("ABC", "DEF"), False)
    assert row.blocks[0][0] is None
    assert [seat.name for seat in row.seats] == ["5B", "5C", "5D", "5E", "5F"]
    assert [own.n for own in SMALL.rows_of("Y")] == [5, 7, 8, 9]
    assert SMALL.abreast == 6
    assert Layout("E", "Empty", (), {}).abreast == 0


@pytest.mark.parametrize(
    ("cabin", "rows"),
    [("Y", [[5], [7], [8, 9]]), ("C", [[1], [2]]), ("F", [])],
)
def test_zones_are_three_parts_of_a_cabin_or_fewer(cabin: str, rows: list[list[int]]) -> None:
    told = zones(SMALL, cabin)
    assert [[row.n for row in zone.rows] for zone in told] == rows
    assert [zone.name for zone in told] == list(ZoneName)[: len(rows)]
    assert [(zone.first, zone.last) for zone in told] == [(own[0], own[-1]) for own in rows]


def test_a_row_stands_in_one_zone() -> None:
    assert zone_of(SMALL, "Y", 9) is ZoneName.BACK
    assert zone_of(SMALL, "Y", 6) is None


def test_free_seats_are_read_row_by_row_from_the_left() -> None:
    free = {"8F", "8A", "5C", "9B", "1A"}
    assert [seat.name for seat in in_reading_order(SMALL, "Y", free)] == ["5C", "8A", "8F", "9B"]
    assert [seat.name for seat in in_reading_order(SMALL, "Y", free, Kind.WINDOW)] == ["8A", "8F"]
    assert [seat.name for seat in in_reading_order(SMALL, "Y", free, Kind.AISLE)] == ["5C"]


@pytest.mark.parametrize(
    ("after", "kind", "step", "name"),
    [
        ("", Kind.ANY, 1, "5B"),
        ("", Kind.WINDOW, 1, "5F"),
        ("5F", Kind.WINDOW, 1, "7A"),
        ("9F", Kind.WINDOW, 1, "5F"),
        ("7A", Kind.WINDOW, -1, "5F"),
        ("", Kind.ANY, -1, "9F"),
        ("5B", Kind.AISLE, -1, "9D"),
        ("77X", Kind.ANY, 1, "5B"),
    ],
)
def test_the_next_free_seat_of_a_kind_goes_round_the_cabin(after: str, kind: Kind, step: int, name: str) -> None:
    seat = next_free(SMALL, "Y", FREE, after, kind, step)
    assert seat is not None
    assert seat.name == name


def test_the_only_free_seat_is_the_next_one_again_and_none_is_none() -> None:
    seat = next_free(SMALL, "Y", {"8A"}, "8A")
    assert seat is SMALL.seats["8A"]
    assert next_free(SMALL, "Y", {"8B"}, "", Kind.WINDOW) is None
    assert next_free(SMALL, "F", FREE) is None


SHIPPED = layouts()


def test_at_least_seven_cabins_are_shipped_up_to_two_aisles() -> None:
    assert len(SHIPPED) >= 7
    aisles = {name: max(len(row.columns) for row in own.rows) - 1 for name, own in SHIPPED.items()}
    assert sorted(set(aisles.values())) == [1, 2]
    widest = {"-".join(str(len(own)) for own in row.columns) for layout in SHIPPED.values() for row in layout.rows}
    assert {"2-2", "3-3", "2-3-2", "2-4-2", "3-3-3", "3-4-3"} <= widest


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_cabin_has_exits_no_row_13_and_the_places_a_family_and_a_wheelchair_need(name: str) -> None:
    layout = SHIPPED[name]
    assert any(row.is_exit for row in layout.rows)
    assert 13 not in {row.n for row in layout.rows_of("Y")}
    assert any(seat.is_bulkhead for seat in layout.seats.values())
    assert Kept.ASSISTANCE in {seat.kept for seat in layout.seats.values()}
    assert {seat.band for seat in layout.seats.values()} == set(Band)
    assert all(layout.seat(seat.name) is seat for row in layout.rows for seat in row.seats)
