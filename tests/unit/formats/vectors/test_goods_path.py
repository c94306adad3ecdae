"""What biip reads of a symbol is what the basket is told of the piece: batch, number, last day, weight and price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kiosk.domain.basket import Product
from kiosk.effects.scan import Scans
from kiosk.flows.checkout.events import Scanned
from tests.unit.effects.test_scan import Scanner
from tests.unit.flows.given import goods
from tests.unit.formats.vectors.rows import Row, differing, rows

NAME: Final = "gs1/biip_cases.json"
PIECE: Final = "0109520000000004"
ELEMENT: Final = re.compile(r"extract\('(\d{2,4})'\), value='([^']*)'")
DAY: Final = re.compile(r"extract\('(1[567])'\)[^)]*?date=dt\.date\((\d+), (\d+), (\d+)\)")


class Everything:
    """A catalogue that has every number."""

    def __init__(self, *, is_weighed: bool) -> None:
        self._own = replace(goods(), is_weighed=is_weighed)

    def find(self, gtin: str) -> Product | None:
        return replace(self._own, gtin=gtin)

    def find_in_store(self, item: str) -> Product | None:
        return self._own

    def find_plu(self, plu: str) -> Product | None:
        return self._own


def read(symbol: str, *, is_weighed: bool = False) -> Scanned:
    own = Everything(is_weighed=is_weighed)
    scans = Scans(Scanner(), own, None, "EUR", lambda _event: None, local=lambda: "2026-11-21T10:00")
    sign = "" if symbol.startswith("]") else "]Q1" if symbol.startswith("http") else "]C1"
    return scans.look_up(f"{sign}{symbol}".encode())


def told_by_biip(expected: object) -> tuple[str, str, str] | None:
    words = repr(expected)
    told: dict[str, str] = dict(ELEMENT.findall(words))
    if "01" not in told or not told.keys() & {"10", "15", "16", "17", "21"}:
        return None
    days = [date(int(year), int(month), int(day)).isoformat() for _, year, month, day in DAY.findall(words)]
    return told.get("10", ""), told.get("21", ""), min(days, default="")


def test_batch_number_and_last_day_of_a_piece_are_those_that_biip_reads() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(NAME):
            theirs = told_by_biip(row.get("expected")) if row["test"] == "test_parse" else None
            if theirs is not None:
                facts = read(row["value"]).facts
                yield row, (facts.batch, facts.serial, facts.expires), theirs

    assert differing(NAME, answers()) == []


def measured(row: Row) -> Any:
    return Decimal(row["expected"]["args"][0])


def test_what_a_weighed_piece_weighs_is_what_biip_reads_to_the_gram() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(NAME):
            if row["test"] == "test_extract_variable_measures" and row["value"].startswith("310"):
                grams = (measured(row) * 1000).to_integral_value(rounding="ROUND_HALF_UP")
                yield row, read(PIECE + row["value"], is_weighed=True).weight_g, int(grams)

    assert differing(NAME, answers()) == []


def test_what_a_weighed_piece_costs_is_what_biip_reads_or_nothing_where_it_is_finer_than_a_cent() -> None:
    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(NAME):
            if row["test"] == "test_extract_amount_payable" and row["value"].startswith("392"):
                minor = measured(row) * 100
                price = read(PIECE + row["value"], is_weighed=True).price
                ours = None if price is None else (price.minor, price.currency)
                yield row, ours, (int(minor), "EUR") if minor == int(minor) else None

    assert differing(NAME, answers()) == []
