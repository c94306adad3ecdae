from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import aim, bcbp, digital_link, gs1
from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.decode import decode
from kiosk.formats.ean import Gtin, check_digit, expand_upc_e, squeeze_upc_a
from kiosk.formats.errors import Malformed
from kiosk.formats.gs1.checks import CHECKS
from kiosk.formats.gs1.table import IDENTIFIERS
from kiosk.formats.in_store import table_from, verifier
from kiosk.formats.symbols import read_scan

TABLE = table_from(
    {
        "country": "DE",
        "currency": "EUR",
        "minor_digits": 2,
        "rule": [{"mask": "2IIIIIVMMMMMC", "measure": "price", "decimals": 2}],
    }
)

ANYTHING = st.text(st.characters())
DIGITS = st.text("0123456789", max_size=20)
# Pieces that lead deep into the parsers more often than chance does.
MARKS = (
    "]C1",
    "]E0",
    "]E4",
    "]e0",
    "]Q3",
    "|]e0",
    gs1.GS,
    "https://a/",
    "/",
    "?",
    "=",
    "&",
    "%",
    "(",
    ")",
    "<GS>",
    '"',
    "M1SILVA/ANA           E",
    "ABC123 LISAMSTP 0664 325Y012A0001 1",
    ">6182A29",
    "^108",
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "<LF>",
)
VALUES_OF_NOTE = ("09520123456788", "5601234567892", "9999", "00", "\\u001d")
PIECES = st.sampled_from([*IDENTIFIERS, *MARKS, *VALUES_OF_NOTE])
LIKELY = st.lists(st.one_of(PIECES, DIGITS, ANYTHING), max_size=12).map("".join)

PARSERS: list[Callable[[str], object]] = [
    aim.parse,
    digital_link.parse,
    gs1.parse,
    gs1.from_bracketed,
    bcbp.parse,
    LicencePlate,
    Gtin,
    Gtin.parse,
    expand_upc_e,
    squeeze_upc_a,
    verifier,
]


@pytest.mark.parametrize("parser", PARSERS)
@given(text=st.one_of(LIKELY, DIGITS))
def test_a_parser_raises_nothing_but_malformed(parser: Callable[[str], object], text: str) -> None:
    fault: Malformed | None = None
    try:
        parser(text)
    except Malformed as raised:
        fault = raised
    assert fault is None or (fault.code.isupper() and fault.text)


@given(text=st.one_of(LIKELY, DIGITS), today=st.none() | st.dates(date(1970, 1, 1), date(2200, 1, 1)))
def test_decode_always_gives_a_kind_and_problems_that_json_can_carry(text: str, today: date | None) -> None:
    told = json.loads(json.dumps(decode(text, in_store=TABLE, today=today)))
    assert told["kind"] in {"gtin", "in_store", "gs1", "digital_link", "boarding_pass", "bag_tag", "mrz", "unknown"}
    assert all(problem["code"] and problem["text"] for problem in told["problems"])
    assert told["problems"] or told["kind"] != "unknown"


@given(data=st.binary(max_size=300))
def test_any_bytes_of_a_scanner_mean_something(data: bytes) -> None:
    assert read_scan(data, TABLE) == read_scan(data, TABLE)


@pytest.mark.parametrize("name", CHECKS)
@given(text=st.one_of(ANYTHING, DIGITS, LIKELY))
def test_a_check_points_inside_the_text_it_was_given(name: str, text: str) -> None:
    finding = CHECKS[name](text)
    if finding is not None:
        assert 0 <= finding.start <= finding.start + finding.length <= len(text)


@given(payload=st.text("0123456789", min_size=13, max_size=13), at=st.integers(0, 13), shift=st.integers(1, 9))
def test_a_gtin_with_one_digit_misread_is_never_accepted(payload: str, at: int, shift: int) -> None:
    right = f"{payload}{check_digit(payload)}"
    wrong = right[:at] + str((int(right[at]) + shift) % 10) + right[at + 1 :]
    assert Gtin.parse(right).digits == right
    with pytest.raises(Malformed, match="CHECK_DIGIT"):
        Gtin.parse(wrong)


VALUES = st.text("ABCxyz019-/()%", min_size=1, max_size=20)


@given(batch=VALUES, serial=VALUES, extra=VALUES)
def test_what_is_built_is_read_back_unchanged(batch: str, serial: str, extra: str) -> None:
    elements = (
        gs1.Element("01", "09520123456788"),
        gs1.Element("10", batch),
        gs1.Element("21", serial),
        gs1.Element("3103", "000195"),
        gs1.Element("99", extra),
    )
    assert gs1.parse(gs1.build(elements)) == elements
    assert gs1.from_bracketed(gs1.to_bracketed(elements)) == elements
    assert digital_link.parse(digital_link.build(elements)).elements == elements
