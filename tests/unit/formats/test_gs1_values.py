from __future__ import annotations

from datetime import date

import pytest

from kiosk.formats import gs1
from kiosk.formats.ean import Gtin
from kiosk.formats.gs1 import Element
from kiosk.formats.gs1.values import Price, full_year, gtin_of, iso_dates, net_weight_g, price_to_pay

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("two_digits", "this_year", "year"),
    [
        (26, 2026, 2026),
        (76, 2026, 2076),  # 50 ahead: this century
        (77, 2026, 1977),  # 51 ahead: the past one
        (0, 2026, 2000),
        (20, 2070, 2120),  # 50 behind: the next one
        (21, 2070, 2021),  # 49 behind: this one
        (99, 2001, 1999),
        (1, 1999, 2001),
    ],
)
def test_two_digits_mean_the_year_within_fifty(two_digits: int, this_year: int, year: int) -> None:
    assert full_year(two_digits, date(this_year, 6, 1)) == year


@pytest.mark.parametrize(
    ("element", "text"),
    [
        (Element("17", "260531"), "2026-05-31"),
        (Element("15", "240200"), "2024-02-29"),
        (Element("11", "250200"), "2025-02-28"),
        (Element("7003", "2605311430"), "2026-05-31T14:30"),
        (Element("4324", "2605310800"), "2026-05-31T08:00"),
        (Element("4325", "2605009999"), "2026-05-31"),
        (Element("7011", "260531"), "2026-05-31"),
        (Element("8008", "26053114"), "2026-05-31T14:00"),
        (Element("8008", "2605311430"), "2026-05-31T14:30"),
        (Element("8008", "260531143059"), "2026-05-31T14:30:59"),
        (Element("7007", "260530"), "2026-05-30"),
        (Element("7007", "260530260602"), "2026-05-30/2026-06-02"),
        (Element("7250", "19620704"), "1962-07-04"),
        (Element("7251", "196207040615"), "1962-07-04T06:15"),
    ],
)
def test_dates_are_told_in_iso_form(element: Element, text: str) -> None:
    assert iso_dates([element], TODAY) == {element.ai: text}


def test_values_that_are_no_dates_are_left_alone_and_the_first_of_two_counts() -> None:
    elements = [Element("10", "260531"), Element("17", "260531"), Element("17", "260601")]
    assert iso_dates(elements, TODAY) == {"17": "2026-05-31"}


@pytest.mark.parametrize(
    ("ai", "value", "grams"),
    [
        ("3100", "000012", 12_000),
        ("3102", "000150", 1_500),
        ("3103", "001234", 1_234),
        ("3104", "012345", 1_235),  # half a gram: up
        ("3105", "012344", 123),
        ("3105", "999999", 10_000),
    ],
)
def test_net_weights_are_whole_grams(ai: str, value: str, grams: int) -> None:
    assert net_weight_g([Element(ai, value)]) == grams


def test_other_measures_are_no_net_weight() -> None:
    assert net_weight_g([Element("3303", "001234"), Element("3202", "000150")]) is None


@pytest.mark.parametrize(
    ("ai", "value", "price"),
    [
        ("3922", "1299", Price(1_299, None)),
        ("3920", "12", Price(1_200, None)),
        ("3923", "12990", Price(1_299, None)),
        ("3923", "12995", None),  # half a cent cannot be paid
        ("3932", "9781299", Price(1_299, "EUR")),
        ("3930", "392500", Price(500, "JPY")),
        ("3933", "41412345", Price(12_345, "KWD")),
        ("3902", "1299", None),
    ],
)
def test_prices_are_minor_units_and_never_rounded(ai: str, value: str, price: Price | None) -> None:
    assert price_to_pay([Element("01", "x"), Element(ai, value)]) == price


def test_a_price_without_currency_follows_the_decimals_of_the_place() -> None:
    assert price_to_pay([Element("3920", "500")], minor_digits=0) == Price(500, None)


def test_the_item_is_the_gtin_and_not_the_content_of_a_pallet() -> None:
    assert gtin_of(gs1.parse("0109520123456788")) == Gtin("09520123456788")
    assert gtin_of(gs1.parse("02095201234567883725")) is None
