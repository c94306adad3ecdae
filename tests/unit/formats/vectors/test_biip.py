"""Agreement with biip, an independent implementation; where it is looser or stricter, the test says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kiosk.formats import aim, digital_link, gs1
from kiosk.formats.aim import Symbology
from kiosk.formats.ean import Gtin, check_digit, expand_upc_e, squeeze_upc_a
from kiosk.formats.errors import Malformed
from kiosk.formats.gs1.checks.registers import MINOR_DIGITS
from kiosk.formats.gs1.values import iso_dates, net_weight_g, price_to_pay
from kiosk.formats.in_store import verifier
from kiosk.formats.symbols import InStoreItem, Item, read_scan
from tests.unit.formats.vectors.rows import Row, differing, in_store_table, rows

NAME = "gs1/biip_cases.json"
RCN = "rcn/biip_rcn.json"
TODAY = date(2026, 11, 21)

COUNTRY_OF = {
    "DENMARK": "DK",
    "ESTONIA": "EE",
    "FINLAND": "FI",
    "GERMANY": "DE",
    "GREAT_BRITAIN": "GB",
    "LATVIA": "LV",
    "LITHUANIA": "LT",
    "NORWAY": "NO",
    "SWEDEN": "SE",
}


def called(test: str, file: str = "") -> list[Row]:
    return [row for row in rows(NAME) if row["test"] == test and file in row["file"]]


def decimal(value: Any) -> Decimal:
    return Decimal(value["args"][0])


def test_check_digits_and_verifiers_are_the_same() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_gs1_standard_check_digit"):
            yield row, check_digit(row["value"]), row["expected"]
        for row in called("test_gs1_price_weight_check_digit"):
            yield row, verifier(row["value"]), row["expected"]

    assert differing(NAME, answers()) == []


def test_what_biip_calls_non_numeric_is_refused() -> None:
    for row in called("test_parse_nonnumeric_value", "gtin/"):
        assert read_scan(row["value"]).problems


def test_upc_e_is_expanded_and_squeezed_alike() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        lengths = {"test_as_upc_a": 12, "test_as_gtin_12": 12, "test_as_gtin_13": 13, "test_as_gtin_14": 14}
        for test, length in lengths.items():
            for row in called(test, "upc/"):
                full = row["value"] if len(row["value"]) == 12 else expand_upc_e(row["value"])
                yield row, full.zfill(length), row["expected"]
        for row in called("test_as_upc_e", "upc/"):
            full = row["value"] if len(row["value"]) == 12 else expand_upc_e(row["value"])
            yield row, squeeze_upc_a(full), row["expected"]

    assert differing(NAME, answers()) == []


def test_gtins_are_padded_alike() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_as_gtin_14", "gtin/"):
            yield row, Gtin.parse(row["value"]).digits, row["expected"]
        for row in called("test_as_gtin_13", "gtin/"):
            yield row, Gtin.parse(row["value"]).gtin13, row["expected"]

    assert differing(NAME, answers()) == []


def test_digital_links_have_the_same_canonical_form_and_message() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_as_canonical_uri"):
            elements = digital_link.parse(row["value"]).elements
            yield row, digital_link.build(elements, is_canonical=True), row["expected"]
        for row in called("test_as_gs1_message"):
            yield row, gs1.to_bracketed(digital_link.parse(row["value"]).elements), row["expected"]
        for row in called("test_as_gs1_digital_link_uri"):
            yield row, digital_link.build(gs1.parse(row["value"]), is_canonical=True), row["expected"]

    assert differing(NAME, answers()) == []


def test_digital_links_that_biip_refuses_are_refused() -> None:
    for row in called("test_parse_error"):
        try:
            link = digital_link.parse(row["value"])
        except Malformed:
            continue
        raise AssertionError(f"{row}: read as {link}")


def test_messages_read_the_same_in_brackets() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for test in ("test_as_hri", "test_parse_with_separator_char", "test_parse_ignores_redundant_separator_chars"):
            for row in called(test, "messages"):
                separator = row.get("separator_chars", [gs1.GS])[0]
                message = row["value"].replace(separator, gs1.GS)
                yield row, gs1.to_bracketed(gs1.parse(message)), row.get("expected_hri", row.get("expected"))

    assert differing(NAME, answers()) == []


def test_messages_with_data_left_over_are_refused() -> None:
    for row in called("test_parse_fails_if_unparsed_data_left"):
        assert not gs1.read(row["value"]).is_intact


def test_dates_are_the_same_days_and_times() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_extract_date_and_datetime"):
            day, moment = row["expected_date"], row["expected_datetime"]
            told = next(iter(iso_dates(gs1.parse(row["value"]), TODAY).values()))
            expected = "{:04}-{:02}-{:02}".format(*day["args"])
            if moment is not None:
                expected += "T{:02}:{:02}".format(*moment["args"][3:5])
            yield row, told[: len(expected)], expected
        for row in called("test_extract_handles_zero_day_as_last_day_of_month"):
            told = next(iter(iso_dates(gs1.parse(row["value"]), TODAY).values()))
            yield row, told, "{:04}-{:02}-{:02}".format(*row["expected"]["args"])

    assert differing(NAME, answers()) == []


def test_weights_are_the_same_to_the_gram() -> None:
    """Only (310n) is a weight to sell by; biip reads every measure as a decimal, ours stay as they are printed."""

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_extract_variable_measures"):
            if row["value"].startswith("310"):
                grams = (decimal(row["expected"]) * 1000).to_integral_value(rounding="ROUND_HALF_UP")
                yield row, net_weight_g(gs1.parse(row["value"])), int(grams)

    assert differing(NAME, answers()) == []


def test_prices_are_the_same_in_minor_units() -> None:
    """Prices finer than a minor unit are none here: money is not rounded. Amounts (390n, 391n) are not prices."""

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_extract_amount_payable") + called("test_extract_amount_payable_and_currency"):
            if row["value"][:3] not in {"392", "393"}:
                continue
            currency = row.get("expected_currency")
            minor = decimal(row.get("expected", row.get("expected_decimal"))) * 10 ** MINOR_DIGITS.get(str(currency), 2)
            price = price_to_pay(gs1.parse(row["value"]))
            ours = None if price is None else (price.minor, price.currency)
            yield row, ours, (int(minor), currency) if minor == int(minor) else None

    assert differing(NAME, answers()) == []


def test_symbology_identifiers_are_cut_alike() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_extract", "symbology"):
            yield row, aim.parse(row["value"]).aim, row["expected"]["kw"]["value"]

    assert differing(NAME, answers()) == []


def test_whole_scans_give_the_same_gtin() -> None:
    """UPC-E is read only when the symbology is known, and application identifiers only behind an identifier or FNC1.

    biip tries every format on every text; a bag tag or a loyalty card would become a product that way.
    """

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in called("test_parse", "test_parse.py"):
            expected, symbol = row["expected"]["kw"], read_scan(row["value"])
            gtin = expected.get("gtin")
            is_plain = expected.get("gs1_message") is None or expected.get("symbology_identifier") is not None
            if is_plain and gtin is not None and "value" in gtin.get("kw", {}):
                ours = getattr(symbol, "gtin", None)
                yield row, ours and ours.digits, gtin["kw"]["value"].zfill(14)

    assert differing(NAME, answers()) == []


def test_in_store_numbers_have_the_same_weight_price_and_count() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(RCN):
            region = row.get("rcn_region") or row["test"].removeprefix("test_region_").upper()
            if region not in COUNTRY_OF or not row["value"].isdigit():
                continue
            symbol = read_scan(row["value"], in_store_table(COUNTRY_OF[region]))
            told = row.get("expected", row)
            weight, price, count = told.get("weight"), told.get("price"), told.get("count")
            theirs = (
                None if weight is None else int(Decimal(weight) * 1000),
                None if price is None else int(Decimal(price) * 100),
                count,
            )
            if isinstance(symbol, InStoreItem):
                number = symbol.number
                yield row, (number.weight_g, number.price_minor, number.count), theirs
                yield row, number.verifier_is_right is not False, True
            else:
                assert isinstance(symbol, Item)
                yield row, (None, None, None), theirs

    assert differing(RCN, answers()) == []


def test_numbers_of_one_company_and_of_one_country_are_known_as_restricted() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(RCN):
            if row["test"] == "test_parse_rcn":
                symbology = Symbology.EAN_8 if len(row["value"]) == 8 else None
                restricted = Gtin.parse(row["value"], symbology).is_restricted
                yield row, restricted, row["expected"]["usage"] in {"COMPANY", "GEOGRAPHICAL"}

    assert differing(RCN, answers()) == []
