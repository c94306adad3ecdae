"""Typed numbers: looked up as a scan is, told apart from one, and never lost without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.basket import Product
from kiosk.effects.scan import Scans
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import LookUpCode, Scanned
from kiosk.services.in_store import in_store_table
from tests.unit.effects.test_scan import CHEESE, MILK, Goods, Scanner
from tests.unit.flows.given import goods

SODA = replace(goods(2), gtin="00042100005264")  # as UPC-E 04252614
SMALL = replace(goods(3), gtin="00000001234565")  # an EAN-8 whose digits are a right UPC-E too


class Shelf(Goods):
    """The goods of the scans, and two whose numbers have eight digits."""

    def find(self, gtin: str) -> Product | None:
        return super().find(gtin) or {own.gtin: own for own in (SODA, SMALL)}.get(gtin)


def typed(code: str, *, country: str = "", is_broken: bool = False) -> Event:
    """Type a number and return the event it became."""
    posted: list[Event] = []
    table = in_store_table(country) if country else None
    Scans(Scanner(), Shelf(is_broken=is_broken), table, "EUR", posted.append).typed(LookUpCode(code))
    assert len(posted) == 1
    return posted[0]


@pytest.mark.parametrize("code", ["", "1", "1234567", "123456789", "952000000000", "95200000000044", "9" * 15, "abc"])
def test_a_number_that_is_wrong_is_never_a_find(code: str) -> None:
    event = typed(code)
    assert isinstance(event, Scanned)
    assert event.is_typed
    assert event.product is None
    assert event.problem in ("LENGTH", "CHECK_DIGIT")


@pytest.mark.parametrize("code", ["", "1", "1234567", "123456789", "9" * 15])
def test_a_number_no_barcode_has_is_told_by_its_length(code: str) -> None:
    assert typed(code) == Scanned(problem="LENGTH", is_typed=True)


@pytest.mark.parametrize("digit", [digit for digit in "0123456789" if digit != "4"])
def test_every_wrong_check_digit_is_found(digit: str) -> None:
    assert typed("952000000000" + digit) == Scanned(problem="CHECK_DIGIT", is_typed=True)


def test_two_digits_the_wrong_way_round_are_found() -> None:
    assert typed("5920000000004") == Scanned(problem="CHECK_DIGIT", is_typed=True)


@pytest.mark.parametrize(
    ("code", "product"),
    [
        ("9520000000004", MILK),
        ("09520000000004", MILK),
        ("9520000000011", CHEESE),
        ("042100005264", SODA),
        ("04252614", SODA),  # no EAN-8: the short form of the one above
        ("01234565", SMALL),  # both: the one that is sold here
        ("9520000000028", None),
    ],
)
def test_a_right_number_is_looked_up_in_every_form_it_is_printed_in(code: str, product: Product | None) -> None:
    assert typed(code) == Scanned(product, is_typed=True)


def test_a_number_of_the_store_itself_is_read_by_its_table() -> None:
    assert typed("2300100505008", country="FI") == Scanned(CHEESE, 500, is_typed=True)


@pytest.mark.allowed_logs("ERROR kiosk.effects.scan: looking up a typed number of 13 digits raised")
def test_a_catalogue_that_fails_is_told_and_stops_nothing() -> None:
    assert typed("9520000000004", is_broken=True) == Scanned(problem="FAILED", is_typed=True)
