from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.formats.decode import decode, decode_stream
from kiosk.formats.in_store import table_from

TODAY = date(2026, 11, 21)
PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "decode.md"
TABLE = table_from(
    {
        "country": "GB",
        "currency": "GBP",
        "minor_digits": 2,
        "rule": [{"mask": "20IIIIIVMMMMC", "measure": "price", "decimals": 2}],
    }
)


def codes(told: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in told["problems"]]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "EMPTY"),
        ("\r\n", "EMPTY"),
        ('""', "EMPTY"),
        ('"', "JSON"),
        ('"5601234567892', "JSON"),
        ('"5601234567892" and more', "JSON"),
        ('"\\q"', "JSON"),
        ('"\x07"', "JSON"),
        ("5601234567893", "CHECK_DIGIT"),
        ("\x00\x01\x02", "NOT_RECOGNISED"),
        ("MÃO", "NOT_RECOGNISED"),
        ("\udcff", "NOT_RECOGNISED"),
        ("https://example.com/", "NO_PRIMARY_KEY"),
        ("0" * 100_000, "TOO_LONG"),
        ("]C1" + "400A<GS>" * 20_000, "TOO_LONG"),
        ("https://a/01/" + "0" * 100_000, "TOO_LONG"),
        ("https://a/01/" + "0" * 8_000, "LENGTH"),
    ],
)
def test_a_line_that_means_nothing_is_unknown_with_its_reason(line: str, code: str) -> None:
    told = decode(line)
    assert told["kind"] == "unknown"
    assert codes(told) == [code]
    assert len(told["text"]) <= 256


def test_a_very_long_gs1_message_is_read_to_its_end() -> None:
    told = decode("]C1" + "400A<GS>" * 1_600)
    assert told["elements"] == {"400": "A"}


def test_a_gtin_is_told_with_the_symbol_that_carried_it() -> None:
    assert decode("]E05601234567892\r\n") == {
        "kind": "gtin",
        "aim": "]E0",
        "symbology": "EAN-13",
        "gtin": "05601234567892",
        "restricted_circulation": False,
        "add_on": None,
        "composite": None,
        "problems": [],
    }


def test_an_in_store_number_is_told_with_its_price() -> None:
    assert decode("2011122912346", in_store=TABLE) == {
        "kind": "in_store",
        "aim": None,
        "symbology": "EAN-13",
        "number": "2011122912346",
        "base": "2011122000005",
        "item": "11122",
        "weight_g": None,
        "price_minor": 1234,
        "currency": "GBP",
        "count": None,
        "verifier_ok": True,
        "problems": [],
    }


def test_a_gs1_message_is_told_with_its_elements_in_order() -> None:
    told = decode("<GS>0109520123456788310300019539329780299<GS>17260500", today=TODAY)
    assert list(told["elements"]) == ["01", "3103", "3932", "17"]
    assert told == {
        "kind": "gs1",
        "aim": None,
        "symbology": None,
        "elements": {"01": "09520123456788", "3103": "000195", "3932": "9780299", "17": "260500"},
        "gtin": "09520123456788",
        "dates": {"17": "2026-05-31"},
        "weight_g": 195,
        "price_minor": 299,
        "currency": "EUR",
        "problems": [],
    }


def test_without_today_two_digit_years_stay_untold() -> None:
    assert decode("<GS>010952012345678817260500")["dates"] is None


def test_a_digital_link_is_told_with_its_canonical_address() -> None:
    told = decode("]Q1HTTPS://shop.example/01/09520123456788/10/AB?99=X&17=260531", today=TODAY)
    assert told["kind"] == "digital_link"
    assert told["uri"] == "https://id.gs1.org/01/09520123456788/10/AB?17=260531&99=X"
    assert told["elements"] == {"01": "09520123456788", "10": "AB", "99": "X", "17": "260531"}
    assert told["dates"] == {"17": "2026-05-31"}


def test_a_broken_gs1_message_has_no_elements_and_says_why() -> None:
    told = decode("]d2010952012345678917260531")
    assert (told["kind"], told["elements"], told["gtin"]) == ("gs1", None, None)
    assert codes(told) == ["CHECK_DIGIT"]


def test_a_gs1_message_that_lacks_a_companion_has_elements_and_a_problem() -> None:
    told = decode("]C110AB")
    assert told["elements"] == {"10": "AB"}
    assert codes(told) == ["REQUIRED"]


def test_a_repeated_element_is_told_by_its_first_value() -> None:
    told = decode("<GS>400A<GS>400B")
    assert told["elements"] == {"400": "A"}
    assert codes(told) == ["REPEATED"]


@pytest.mark.parametrize(
    "line",
    [
        "<GS>10AB<GS>400X",
        '"<GS>10AB<GS>400X"',
        '"\\u001d10AB\\u001d400X"',
        "\x1d10AB\x1d400X\n",
    ],
)
def test_raw_lines_json_strings_and_escapes_mean_the_same(line: str) -> None:
    assert decode(line)["elements"] == {"10": "AB", "400": "X"}


def test_escapes_for_record_separator_and_line_feed_are_undone() -> None:
    assert decode("a<RS>b<LF>c")["text"] == "a\x1eb\nc"


@pytest.mark.parametrize("line", ["M1SILVA/ANA            EABC123 LISAMSTP 0123 325Y012A0001 100", "0123456789"])
def test_what_only_resembles_a_pass_or_a_bag_tag_is_unknown(line: str) -> None:
    assert decode(line)["kind"] == "unknown"


def test_a_stream_gives_one_ascii_line_for_every_line() -> None:
    told = list(decode_stream(["5601234567892\n", "\n", "MÃO\n", "\udcff\n"], in_store=None, today=TODAY))
    assert [json.loads(line)["kind"] for line in told] == ["gtin", "unknown", "unknown", "unknown"]
    assert all(line.isascii() and "\n" not in line for line in told)


PAPER = "M1SILVA/ANA           EABC123 LISAMSTP 0664 325Y012A0001 100"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (PAPER[:46], "LENGTH"),
        (PAPER.replace("ANA", "ANÁ"), "NOT_ASCII"),
        ("M0" + PAPER[2:], "NUMBER_OF_LEGS"),
        (PAPER.replace("LISAMS", "123456"), "NOT_A_LEG"),
        (PAPER + "X" * 3_000, "TOO_LONG"),
        ("]C0" + PAPER, "NOT_RECOGNISED"),  # no linear symbol carries boarding passes
        ("]E0" + PAPER, "NOT_DIGITS"),
        ("MX" + PAPER[2:], "NOT_RECOGNISED"),
    ],
)
def test_what_begins_like_a_boarding_pass_and_is_none_is_unknown(line: str, code: str) -> None:
    told = decode(line, today=TODAY)
    assert told["kind"] == "unknown"
    assert codes(told) == [code]


@pytest.mark.parametrize("aim", ["]L0", "]L2", "]z0", "]z3", "]Q1", "]d1", ""])
def test_a_boarding_pass_is_one_whatever_symbol_carries_it(aim: str) -> None:
    assert decode(aim + PAPER, today=TODAY)["kind"] == "boarding_pass"


def test_a_boarding_pass_has_no_dates_without_today_and_null_where_nothing_is_printed() -> None:
    told = decode("M1                    EABC123 LISAMSTP 0664 325")
    assert told == {
        "kind": "boarding_pass", "aim": None, "symbology": None, "name": None, "electronic": True,
        "legs": [
            {"pnr": "ABC123", "from": "LIS", "to": "AMS", "carrier": "TP", "flight": "0664", "date": None,
             "cabin": None, "seat": None, "sequence": None, "status": None}
        ],
        "version": None, "security": None, "deviations": ["NAME_BLANK", "TRUNCATED"], "problems": [],
    }  # fmt: skip


def test_a_boarding_pass_tells_its_version_its_proof_and_the_day_of_every_leg() -> None:
    later = "DEF456 AMSARNTP 0712 001Y003C0002 100"
    told = decode(f"M2{PAPER[2:-2]}0D>6070WK632500{later}^103XYZ", today=TODAY)
    assert (told["version"], told["security"], told["deviations"]) == (6, "XYZ", [])
    assert [leg["date"] for leg in told["legs"]] == ["2026-11-21", "2027-01-01"]


def worked_examples() -> list[tuple[str, str]]:
    """Return line and object of every worked example in the manual page."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"```\n\$ (.+?)\n(\{.+?\})\n```", text)


def test_the_manual_page_has_an_example_of_every_kind() -> None:
    kinds = {json.loads(told)["kind"] for _, told in worked_examples()}
    assert kinds >= {"gtin", "in_store", "gs1", "digital_link", "boarding_pass", "bag_tag", "mrz", "unknown"}


@pytest.mark.parametrize(("line", "told"), worked_examples())
def test_every_example_of_the_manual_page_is_what_decode_says(line: str, told: str) -> None:
    assert decode(line, in_store=TABLE, today=TODAY) == json.loads(told)
