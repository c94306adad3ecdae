from __future__ import annotations

import pytest

from kiosk.formats.aim import Symbology
from kiosk.formats.ean import Gtin, check_digit, expand_upc_e, squeeze_upc_a, symbology_of
from kiosk.formats.errors import Malformed, Problem, shown


@pytest.mark.parametrize(
    ("text", "symbology", "code"),
    [
        ("5601234567893", None, "CHECK_DIGIT"),
        ("", None, "NOT_DIGITS"),
        ("560123456789X", None, "NOT_DIGITS"),
        ("56012345678⁹2", None, "NOT_DIGITS"),
        ("٥٦٠١٢٣٤٥٦٧٨٩٢", None, "NOT_DIGITS"),
        ("123456", None, "LENGTH"),
        ("123456789", None, "LENGTH"),
        ("9" * 100_000, None, "LENGTH"),
        ("96385074", Symbology.EAN_13, "LENGTH"),
        ("5601234567892", Symbology.EAN_8, "LENGTH"),
        ("24252614", Symbology.UPC_E, "NUMBER_SYSTEM"),
        ("04252615", Symbology.UPC_E, "CHECK_DIGIT"),
        ("04252", Symbology.UPC_E, "LENGTH"),
    ],
)
def test_a_number_that_is_no_gtin_is_refused_with_its_reason(text: str, symbology: Symbology | None, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        Gtin.parse(text, symbology)
    assert caught.value.code == code


def test_a_wrong_check_digit_is_named_with_the_right_one() -> None:
    with pytest.raises(Malformed, match="the check digit is 3, it must be 2"):
        Gtin.parse("5601234567893")


def test_a_gtin_cannot_be_built_around_its_checks() -> None:
    for digits, code in (("5601234567892", "LENGTH"), ("05601234567893", "CHECK_DIGIT"), ("x", "NOT_DIGITS")):
        with pytest.raises(Malformed) as caught:
            Gtin(digits)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "digits", "symbology"),
    [
        ("96385074", "00000096385074", Symbology.EAN_8),
        ("036000291452", "00036000291452", Symbology.UPC_A),
        ("5601234567892", "05601234567892", Symbology.EAN_13),
        ("15601234567899", "15601234567899", Symbology.ITF_14),
    ],
)
def test_every_length_of_gtin_is_padded_to_fourteen(text: str, digits: str, symbology: Symbology) -> None:
    assert str(Gtin.parse(text)) == digits
    assert Gtin.parse(text, symbology).digits == digits
    assert symbology_of(text) is symbology


def test_an_outer_case_has_no_thirteen_digit_form() -> None:
    assert Gtin.parse("15601234567899").gtin13 is None
    assert Gtin.parse("5601234567892").gtin13 == "5601234567892"


@pytest.mark.parametrize(("payload", "digit"), [("629104150021", 3), ("0", 0), ("1", 7), ("37610425002123456", 9)])
def test_check_digits_are_weighted_three_and_one_from_the_right(payload: str, digit: int) -> None:
    assert check_digit(payload) == digit


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("01234505", "012000003455"),  # last 0, 1, 2: maker ends in X00
        ("01234514", "012100003454"),
        ("01234523", "012200003453"),
        ("01234531", "012300000451"),  # 3: maker ends in 00
        ("01234543", "012340000053"),  # 4: maker ends in 0
        ("01234558", "012345000058"),  # 5 to 9: item is one digit
        ("01234596", "012345000096"),
        ("14252611", "142100005261"),
    ],
)
def test_a_upc_e_is_the_upc_a_with_zeros_squeezed_out(short: str, full: str) -> None:
    assert expand_upc_e(short) == full
    assert squeeze_upc_a(full) == short
    assert Gtin.parse(short, Symbology.UPC_E).digits == full.zfill(14)


def test_a_upc_e_may_come_without_number_system_and_check_digit() -> None:
    assert expand_upc_e("425261") == expand_upc_e("0425261") == expand_upc_e("04252614") == "042100005264"
    with pytest.raises(Malformed, match="NOT_DIGITS"):
        expand_upc_e("42526x")


@pytest.mark.parametrize(
    "payload",
    [
        "21200000345",  # number system 2
        "01234567890",  # no zeros
        "01230000123",  # maker ends in 00 after 3, item over 99
        "01234000012",  # maker ends in 0, item over 9
        "01234500004",  # item below 5
        "01234500015",  # item of two digits
    ],
)
def test_a_upc_a_without_the_right_zeros_has_no_short_form(payload: str) -> None:
    assert squeeze_upc_a(f"{payload}{check_digit(payload)}") is None


@pytest.mark.parametrize(
    ("text", "is_restricted"),
    [
        ("2012345678900", True),
        ("2912345678901", True),
        ("201111111115", True),  # UPC-A with number system 2
        ("401111111119", True),  # UPC-A with number system 4: one company's own
        ("00011112", True),  # RCN-8
        ("20000004", True),
        ("96385074", False),
        ("5601234567892", False),
        ("036000291452", False),
        ("12012345678905", False),  # an outer case: the 2 is not the start of a prefix
    ],
)
def test_numbers_of_one_store_or_country_are_known_by_their_prefix(text: str, is_restricted: bool) -> None:
    completed = text[:-1] + str(check_digit(text[:-1]))
    assert Gtin.parse(completed).is_restricted is is_restricted


def test_a_problem_shows_control_characters_escaped_and_long_texts_cut() -> None:
    assert shown("a\x1db\n") == r"'a\x1db\n'"
    assert shown("9" * 100, 4) == "'9999…'"
    assert Malformed("CODE", "text").problem == Problem("CODE", "text")
    assert str(Malformed("CODE", "text")) == "CODE: text"
