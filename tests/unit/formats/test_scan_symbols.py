from __future__ import annotations

import pytest

from kiosk.formats.aim import Symbology
from kiosk.formats.ean import Gtin
from kiosk.formats.gs1 import GS, Element
from kiosk.formats.in_store import table_from
from kiosk.formats.symbols import Gs1Symbol, InStoreItem, Item, Link, UnknownSymbol, read_scan

GTIN = Gtin("09520123456788")
TABLE = table_from(
    {
        "country": "GB",
        "currency": "GBP",
        "minor_digits": 2,
        "rule": [{"mask": "20IIIIIVMMMMC", "measure": "price", "decimals": 2}],
    }
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "EMPTY"),
        ("]E0", "EMPTY"),
        ("]", "AIM_IDENTIFIER"),
        ("hello", "NOT_RECOGNISED"),
        ("9520123456789", "CHECK_DIGIT"),
        ("]E0036000291452", "LENGTH"),  # ]E0 is always 13 digits: a scanner that sends 12 is set up wrong
        ("]E112", "ADD_ON_ALONE"),
        ("]E39520123456788123", "LENGTH"),
        ("]E395201234567881x", "LENGTH"),
        ("157035381410375177", "NOT_RECOGNISED"),
        ("https://example.com/shop", "NO_PRIMARY_KEY"),
        ("]Q1https://id.gs1.org/01/09520123456789", "CHECK_DIGIT"),
        ("01\x00\x07", "NOT_RECOGNISED"),
        ("²²²²²²²²", "NOT_RECOGNISED"),
        ("9" * 8_192, "NOT_RECOGNISED"),
        ("9" * 8_193, "TOO_LONG"),
    ],
)
def test_what_is_none_of_the_formats_is_unknown_with_its_reason(data: str, code: str) -> None:
    symbol = read_scan(data)
    assert isinstance(symbol, UnknownSymbol)
    assert [problem.code for problem in symbol.problems] == [code]


def test_an_unknown_symbol_keeps_its_text_and_carrier() -> None:
    assert read_scan("]C0LOCKER 12") == UnknownSymbol(
        "LOCKER 12", read_scan("LOCKER 12").problems, Symbology.CODE_128, "]C0"
    )


@pytest.mark.parametrize(
    ("data", "symbology", "aim"),
    [
        ("9520123456788", Symbology.EAN_13, None),
        (b"9520123456788", Symbology.EAN_13, None),
        ("]E09520123456788", Symbology.EAN_13, "]E0"),
        ("09520123456788", Symbology.ITF_14, None),
        ("]I109520123456788", Symbology.ITF_14, "]I1"),
        ("]C09520123456788", Symbology.CODE_128, "]C0"),
    ],
)
def test_a_gtin_is_an_item_whatever_carries_it(data: bytes | str, symbology: Symbology, aim: str | None) -> None:
    assert read_scan(data) == Item(GTIN, symbology, aim)


def test_bytes_that_are_not_utf8_are_read_as_latin1() -> None:
    symbol = read_scan(b"caf\xe9")
    assert isinstance(symbol, UnknownSymbol)
    assert symbol.text == "café"


def test_a_magazine_keeps_its_issue() -> None:
    assert read_scan("]E3952012345678812") == Item(GTIN, Symbology.EAN_13, "]E3", add_on="12")


def test_a_composite_component_adds_its_elements_to_the_item() -> None:
    symbol = read_scan(f"]E09520123456788|]e010ABC{GS}17260531")
    assert isinstance(symbol, Item)
    assert symbol.composite == (Element("10", "ABC"), Element("17", "260531"))
    assert symbol.problems == ()


def test_a_damaged_composite_component_leaves_the_item_and_says_so() -> None:
    symbol = read_scan("]E09520123456788|]e017261301")
    assert isinstance(symbol, Item)
    assert (symbol.gtin, symbol.composite) == (GTIN, ())
    assert [problem.code for problem in symbol.problems] == ["ILLEGAL_MONTH"]


def test_a_composite_component_that_contradicts_the_item_is_remarked_on() -> None:
    symbol = read_scan(f"]E09520123456788|]e0{GS}375")
    assert isinstance(symbol, Item)
    assert {problem.code for problem in symbol.problems} >= {"REDUNDANT_SEPARATOR", "EXCLUDED"}


def test_an_in_store_number_carries_its_price() -> None:
    symbol = read_scan("]E02011122912346", TABLE)
    assert isinstance(symbol, InStoreItem)
    assert (symbol.number.item, symbol.number.price_minor, symbol.problems) == ("11122", 1234, ())


def test_an_in_store_number_with_a_wrong_verifier_is_not_to_be_believed() -> None:
    symbol = read_scan("2011122812349", TABLE)
    assert isinstance(symbol, InStoreItem)
    assert [problem.code for problem in symbol.problems] == ["VERIFIER"]


def test_an_in_store_number_the_store_has_no_rule_for_is_looked_up_as_it_is() -> None:
    for table in (None, TABLE):
        symbol = read_scan("2911111111111", table)
        assert isinstance(symbol, Item)
        assert symbol.gtin.is_restricted


@pytest.mark.parametrize("start", ["]C1", "]d2", GS])
def test_gs1_is_known_by_its_identifier_or_by_fnc1(start: str) -> None:
    symbol = read_scan(f"{start}01{GTIN}3103000195")
    assert isinstance(symbol, Gs1Symbol)
    assert symbol.gtin == GTIN
    assert symbol.elements == (Element("01", GTIN.digits), Element("3103", "000195"))
    assert symbol.problems == ()


@pytest.mark.parametrize("start", ["", "]C0", "]d1"])
def test_gs1_is_never_guessed_from_its_looks(start: str) -> None:
    assert isinstance(read_scan(f"{start}01{GTIN}3103000195"), UnknownSymbol)


def test_nothing_is_taken_from_a_gs1_message_that_is_not_intact() -> None:
    symbol = read_scan(f"]d201{GTIN}17261301")
    assert isinstance(symbol, Gs1Symbol)
    assert (symbol.elements, symbol.gtin) == ((), None)
    assert symbol.reading.elements == (Element("01", GTIN.digits), Element("17", "261301"))


@pytest.mark.parametrize("start", ["", "]Q1", "]d1", "]C0"])
def test_a_digital_link_is_read_from_any_symbol(start: str) -> None:
    symbol = read_scan(f"{start}https://example.com/01/{GTIN}/10/AB?17=260531")
    assert isinstance(symbol, Link)
    assert symbol.gtin == GTIN
    assert symbol.uri == f"https://id.gs1.org/01/{GTIN}/10/AB?17=260531"
