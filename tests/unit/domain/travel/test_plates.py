"""Licence plates: ten digits, the next one of a counter, and none again within its window."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.plates import KEPT_MS, SERIALS, PlatesExhausted, next_plate, plate_of

NOW_MS = 1_795_348_800_000


@pytest.mark.parametrize(
    ("numeric", "serial", "lead"),
    [("99", 1, 0), ("9999", 1, 0), ("99A", 1, 0), ("٩٩٩", 1, 0), ("999", 0, 0), ("999", SERIALS, 0), ("999", 1, 10)],
)
def test_what_is_no_plate_is_refused(numeric: str, serial: int, lead: int) -> None:
    with pytest.raises(ValueError, match=r"digits|wanted"):
        plate_of(numeric, serial, lead)


def test_a_plate_is_the_lead_the_airline_and_the_serial() -> None:
    assert plate_of("125", 728359) == "0125728359"
    assert plate_of("074", 1, 2) == "2074000001"


@pytest.mark.parametrize(
    ("last", "used_ms_ago", "serial"),
    [
        (0, {}, 1),
        (41, {}, 42),
        (SERIALS - 1, {}, 1),
        (SERIALS - 2, {}, SERIALS - 1),
        (41, {42: 0, 43: KEPT_MS - 1}, 44),
        (41, {42: KEPT_MS}, 42),
        (SERIALS - 2, {SERIALS - 1: 5, 1: 5}, 2),
    ],
)
def test_the_next_number_is_the_first_that_was_not_used_in_its_window(
    last: int, used_ms_ago: dict[int, int], serial: int
) -> None:
    used = {plate_of("999", own): NOW_MS - ago for own, ago in used_ms_ago.items()}
    assert next_plate("999", last, used.get, NOW_MS) == (plate_of("999", serial), serial)


def test_when_every_number_is_in_its_window_no_bag_is_tagged() -> None:
    with pytest.raises(PlatesExhausted, match="999999 numbers"):
        next_plate("999", 7, lambda _: NOW_MS, NOW_MS)
