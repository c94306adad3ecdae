"""Tax numbers: a wrong digit is found, whatever is between the digits, and each kind of number is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.tax_numbers import COUNTRIES, problem_of, written

# Invented, or published as examples by the authorities themselves (CNPJ with letters: Receita Federal, Nota Tecnica).
RIGHT = (
    ("PT", "123456789"),
    ("PT", "PT 501 964 843"),
    ("PT", "100000010"),
    ("ES", "12345678Z"),
    ("ES", "X1234567L"),
    ("ES", "A58818501"),
    ("ES", "P2807900B"),
    ("ES", "ESG58818501"),
    ("NL", "NL123456782B90"),
    ("NL", "NL000099998B57"),
    ("BR", "11.222.333/0001-81"),
    ("BR", "12.ABC.345/01DE-35"),
    ("BR", "529.982.247-25"),
)
WRONG_DIGIT = (
    ("PT", "123456788"),
    ("ES", "12345678A"),
    ("ES", "A58818502"),
    ("ES", "P28079002"),
    ("ES", "A5881850A"),
    ("NL", "NL123456781B90"),
    ("BR", "11.222.333/0001-82"),
    ("BR", "529.982.247-24"),
    ("BR", "111.111.111-11"),
    ("BR", "00.000.000/0000-00"),
)
WRONG_FORM = (("PT", "12345678"), ("PT", "023456789"), ("ES", "I1234567A"), ("NL", "123456782"), ("BR", "123"))


@pytest.mark.parametrize(("country", "number"), RIGHT)
def test_a_right_number_is_taken(country: str, number: str) -> None:
    assert problem_of(country, number) == ""


@pytest.mark.parametrize(("country", "number"), WRONG_DIGIT)
def test_a_wrong_check_digit_is_found(country: str, number: str) -> None:
    assert problem_of(country, number) == "CHECK_DIGIT"


@pytest.mark.parametrize(("country", "number"), WRONG_FORM)
def test_what_has_not_the_form_is_told_apart(country: str, number: str) -> None:
    assert problem_of(country, number) == "LENGTH"


@given(st.sampled_from(RIGHT), st.integers(0, 13), st.integers(1, 9))
def test_no_single_wrong_digit_of_portugal_and_brazil_passes(own: tuple[str, str], at: int, more: int) -> None:
    country, number = own
    digits = written(number).removeprefix("PT")
    if country not in ("PT", "BR") or at >= len(digits) or not digits[at].isdigit():
        return
    changed = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    is_ambiguous = country in ("PT", "BR") and problem_of(country, changed) == ""
    # Modulo 11 writes 10 as 0: then a digit that made 10 and one that makes 0 look the same.
    assert not is_ambiguous or "0" in (changed[-1], changed[-2])


@given(st.sampled_from(sorted(COUNTRIES)), st.text(max_size=20))
def test_nothing_typed_is_too_strange(country: str, number: str) -> None:
    assert problem_of(country, number) in ("", "LENGTH", "CHECK_DIGIT")
