from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.aim import Symbology
from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.errors import Malformed
from kiosk.formats.symbols import BagTag, UnknownSymbol, read_scan


@pytest.mark.parametrize(
    ("digits", "code"),
    [("", "NOT_DIGITS"), ("00471234X6", "NOT_DIGITS"), ("²" * 10, "NOT_DIGITS"), ("004712345", "LENGTH"),
     ("00471234567", "LENGTH")],
)  # fmt: skip
def test_what_is_no_licence_plate_is_refused(digits: str, code: str) -> None:
    with pytest.raises(Malformed, match=code):
        LicencePlate(digits)


@pytest.mark.parametrize(
    ("airline", "serial", "leading"),
    [("047", -1, 0), ("047", 1_000_000, 0), ("47", 1, 0), ("047", 1, 10), ("TP1", 1, 0)],
)
def test_a_number_out_of_its_field_is_refused(airline: str, serial: int, leading: int) -> None:
    with pytest.raises(Malformed):
        LicencePlate.of(airline, serial, leading)


@pytest.mark.parametrize(("airlines", "is_plausible"), [(None, True), ({"047"}, True), ({"220"}, False)])
def test_a_plate_is_plausible_when_its_airline_flies(airlines: set[str] | None, is_plausible: bool) -> None:
    assert LicencePlate("0047123456").is_plausible(airlines) is is_plausible


def test_no_airline_has_the_number_zero() -> None:
    assert not LicencePlate("0000123456").is_plausible()


def test_a_plate_is_told_apart_and_read_by_people() -> None:
    plate = LicencePlate("2047000042")
    assert (plate.leading, plate.airline, plate.serial) == ("2", "047", "000042")
    assert plate.human_form("TP") == "TP000042"
    assert str(plate) == "2047000042"


@given(airline=st.integers(0, 999), serial=st.integers(0, 999_999), leading=st.integers(0, 9))
def test_a_plate_is_put_together_as_it_is_taken_apart(airline: int, serial: int, leading: int) -> None:
    plate = LicencePlate.of(f"{airline:03}", serial, leading)
    assert (plate.leading, plate.airline, plate.serial) == (str(leading), f"{airline:03}", f"{serial:06}")


@pytest.mark.parametrize("data", ["0047123456", "]C00047123456", "]I0004712345", "]I00047ABCDEF", "]I20047123456"])
def test_ten_digits_that_no_itf_symbol_carried_are_no_bag_tag(data: str) -> None:
    assert isinstance(read_scan(data), UnknownSymbol)


@pytest.mark.parametrize("aim", ["]I0", "]I1"])
def test_ten_digits_of_an_itf_symbol_are_a_bag_tag(aim: str) -> None:
    assert read_scan(f"{aim}0047123456") == BagTag(LicencePlate("0047123456"), Symbology.ITF, aim)
