"""A number tried by a table of masks: why it is not read, to the digit; else what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.ean import check_digit
from kiosk.formats.in_store import InStoreTable, Measure, Rule
from kiosk.formats.label_trial import Fault, tried

TABLE = InStoreTable(
    "FI", "EUR", 2, (Rule("20IIIIIIMMMMC", Measure.PRICE, 2), Rule("23IIIIVMMMMMC", Measure.WEIGHT, 3))
)


def completed(digits: str) -> str:
    return digits + str(check_digit(digits))


@pytest.mark.parametrize(
    ("text", "fault", "wanted"),
    [
        ("", Fault.NOT_DIGITS, ""),
        ("20123456129O0", Fault.NOT_DIGITS, ""),
        ("²⁰¹²³⁴⁵⁶¹²³⁴⁵", Fault.NOT_DIGITS, ""),
        ("2012345", Fault.LENGTH, ""),
        ("9" * 10_000, Fault.LENGTH, ""),
        ("2012345612991", Fault.CHECK_DIGIT, str(check_digit("201234561299"))),
        (completed("401234561299"), Fault.NO_MASK, ""),
    ],
)
def test_a_number_that_is_not_read_says_why(text: str, fault: Fault, wanted: str) -> None:
    told = tried(TABLE, text)
    assert (told.fault, told.wanted, told.number, told.mask) == (fault, wanted, None, "")


def test_a_price_is_read_with_its_mask() -> None:
    told = tried(TABLE, completed("201234561299"))
    assert told.number is not None
    assert (told.fault, told.mask, told.number.item, told.number.price_minor) == (None, "20IIIIIIMMMMC", "123456", 1299)


def test_a_wrong_verifier_is_read_and_told() -> None:
    told = tried(TABLE, completed("231234001234"))
    assert told.number is not None
    assert (told.number.weight_g, told.number.verifier_is_right) == (1234, False)


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    told = tried(TABLE, text)
    assert (told.fault is None) == (told.number is not None)
