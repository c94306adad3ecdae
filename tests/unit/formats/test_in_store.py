from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kiosk.formats.ean import Gtin, check_digit
from kiosk.formats.errors import Malformed
from kiosk.formats.in_store import InStoreNumber, InStoreTable, table_from, verifier

TABLES = sorted((Path(__file__).resolve().parents[3] / "config" / "in_store").glob("*.toml"))


def rule(mask: str, measure: object = "price", decimals: object = 2) -> dict[str, object]:
    return {"mask": mask, "measure": measure, "decimals": decimals}


def mapping(*rules: object, **changed: object) -> dict[str, object]:
    return {"country": "PT", "currency": "EUR", "minor_digits": 2, "rule": list(rules), **changed}


def completed(payload: str) -> Gtin:
    return Gtin.parse(f"{payload}{check_digit(payload)}")


def read(payload: str, *rules: object, **changed: object) -> InStoreNumber | None:
    return table_from(mapping(*rules, **changed)).read(completed(payload))


GOOD = rule("20IIIIIIMMMMC")


@pytest.mark.parametrize(
    ("table", "code", "text"),
    [
        ({}, "TABLE", "country: 2 capital letters are wanted, not None"),
        (mapping(GOOD, country="pt"), "TABLE", "country: 2 capital letters"),
        (mapping(GOOD, country=351), "TABLE", "country: 2 capital letters"),
        (mapping(GOOD, currency="EURO"), "TABLE", "currency: 3 capital letters"),
        (mapping(GOOD, currency="ÉÙR"), "TABLE", "currency: 3 capital letters"),
        (mapping(GOOD, minor_digits=5), "TABLE", "minor_digits: a whole number from 0 to 4"),
        (mapping(GOOD, minor_digits=True), "TABLE", "minor_digits: a whole number from 0 to 4"),
        (mapping(GOOD, minor_digits=-1), "TABLE", "minor_digits: a whole number from 0 to 4"),
        (mapping(GOOD, rules=[]), "TABLE", "table: unknown key rules; known are country, currency"),
        (mapping(), "TABLE", "rule: at least one"),
        (mapping(rule=GOOD), "TABLE", "rule: at least one"),
        (mapping("20"), "TABLE", "rule: a table is wanted, not '20'"),
        (mapping({**GOOD, "prefix": "20"}), "TABLE", "rule: unknown key prefix"),
        (mapping(rule("20IIIIIIMMMMC", "volume")), "TABLE", "measure: weight, price, count are allowed, not 'volume'"),
        (mapping(rule("20IIIIIIMMMMC", ["price"])), "TABLE", "measure: weight, price, count are allowed"),
        (mapping(rule("20IIIIIIMMMMC", "price", 3)), "TABLE", "decimals: a whole number from 0 to 2"),
        (mapping(rule("20IIIIIIMMMMC", "weight", 4)), "TABLE", "decimals: a whole number from 0 to 3"),
        (mapping(rule("20IIIIIIMMMMC", "count", 1)), "TABLE", "decimals: a whole number from 0 to 0"),
        (mapping(rule("20IIIIIMMMMC")), "MASK", "mask: 13 digits and letters"),
        (mapping(rule("20IIIIIIPPPPC")), "MASK", "mask: 13 digits and letters"),
        (mapping({"measure": "price", "decimals": 2}), "MASK", "not None"),
        (mapping(rule("IIIIIIIIMMMMC")), "MASK", "fixed digits, then one run each"),
        (mapping(rule("20III1IIMMMMC")), "MASK", "fixed digits, then one run each"),
        (mapping(rule("20IIIMMIIMMMC")), "MASK", "fixed digits, then one run each"),
        (mapping(rule("20IIIIIIIIIIC")), "MASK", "fixed digits, then one run each"),
        (mapping(rule("20IIIIIIMMMMM")), "MASK", "fixed digits, then one run each"),
        (mapping(rule("20CIIIIIIMMMM")), "MASK", "one check digit C, at the end"),
        (mapping(rule("20IIIIIIMMMCC")), "MASK", "one check digit C, at the end"),
        (mapping(rule("20IIIIVVMMMMC")), "MASK", "at most one verifier"),
        (mapping(rule("20IIIVMMMMMMC")), "MASK", "a verifier V goes with four or five digits M"),
        (mapping(GOOD, rule("20IIIIVMMMMMC")), "AMBIGUOUS", "masks 20IIIIIIMMMMC and 20IIIIVMMMMMC both fit"),
        (mapping(rule("2IIIIIIIMMMMC"), rule("21IIIIIIMMMMC")), "AMBIGUOUS", "both fit"),
    ],
)
def test_a_table_with_a_mistake_is_refused_with_the_key_and_what_is_allowed(
    table: dict[str, object], code: str, text: str
) -> None:
    with pytest.raises(Malformed) as caught:
        table_from(table)
    assert caught.value.code == code
    assert text in caught.value.text


def test_masks_that_differ_in_a_fixed_digit_live_side_by_side() -> None:
    table = table_from(mapping(GOOD, rule("21IIIIIIMMMMC"), rule("02IIIIIIMMMMC"), source=["a manual"]))
    assert [one.mask for one in table.rules] == ["20IIIIIIMMMMC", "21IIIIIIMMMMC", "02IIIIIIMMMMC"]


def test_a_price_is_read_in_minor_units_and_its_base_is_the_number_without_it() -> None:
    number = read("201234561299", GOOD)
    assert number is not None
    assert (number.item, number.price_minor, number.currency) == ("123456", 1299, "EUR")
    assert (number.weight_g, number.count, number.verifier_is_right) == (None, None, None)
    assert number.base == completed("201234560000")


@pytest.mark.parametrize(("decimals", "price_minor"), [(0, 129_900), (1, 12_990), (2, 1_299)])
def test_decimals_of_a_price_are_those_of_the_currency(decimals: int, price_minor: int) -> None:
    number = read("201234561299", rule("20IIIIIIMMMMC", "price", decimals))
    assert number is not None
    assert number.price_minor == price_minor


@pytest.mark.parametrize(("decimals", "weight_g"), [(0, 1_299_000), (1, 129_900), (2, 12_990), (3, 1_299)])
def test_a_weight_is_read_in_grams(decimals: int, weight_g: int) -> None:
    number = read("201234561299", rule("20IIIIIIMMMMC", "weight", decimals))
    assert number is not None
    assert (number.weight_g, number.price_minor) == (weight_g, None)


def test_a_count_is_read_as_pieces() -> None:
    number = read("201234560012", rule("20IIIIIIMMMMC", "count", 0))
    assert number is not None
    assert (number.count, number.weight_g, number.price_minor) == (12, None, None)


def test_a_wrong_verifier_is_told_and_zeroed_in_the_base() -> None:
    mask = rule("20IIIIIVMMMMC")
    right, wrong = read("201112291234", mask), read("201112281234", mask)
    assert right is not None
    assert wrong is not None
    assert (right.verifier_is_right, wrong.verifier_is_right) == (True, False)
    assert right.base == wrong.base == completed("201112200000")


def test_numbers_no_mask_fits_and_outer_cases_are_none_of_the_table() -> None:
    assert read("211234561299", GOOD) is None
    assert table_from(mapping(GOOD)).read(completed("1201234561299")) is None


@pytest.mark.parametrize(
    ("measure", "digit"),
    [("2875", 9), ("0000", 0), ("1234", 9), ("14685", 6), ("00000", 0), ("00012", 9), ("06870", 1)],
)
def test_verifiers_are_computed_with_the_tables_of_the_standard(measure: str, digit: int) -> None:
    assert verifier(measure) == digit


def test_a_four_digit_verifier_changes_with_every_single_digit() -> None:
    for at in range(4):
        found = {verifier("1234"[:at] + digit + "1234"[at + 1 :]) for digit in "0123456789"}
        assert len(found) == 10


@pytest.mark.parametrize(("measure", "code"), [("123", "LENGTH"), ("123456", "LENGTH"), ("12x4", "NOT_DIGITS")])
def test_a_verifier_of_another_length_is_not_defined(measure: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        verifier(measure)
    assert caught.value.code == code


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_of_a_country_loads_and_bears_its_name(path: Path) -> None:
    table = table_from(load(path))
    assert isinstance(table, InStoreTable)
    assert table.country == path.stem.upper()
    assert all(one.mask.startswith("2") for one in table.rules)


def test_there_is_no_table_for_a_country_whose_rules_are_not_known() -> None:
    stems = {path.stem for path in TABLES}
    assert {"de", "dk", "ee", "fi", "gb", "lt", "lv", "no", "se"} <= stems
    assert not stems & {"pt", "es", "nl", "br"}
