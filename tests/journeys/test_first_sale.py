"""The first sale, through the painted glass and over the real wire, with the money and the paper checked."""

from __future__ import annotations

import json

import pytest

from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.journeys.scripts.faults import said
from tests.journeys.scripts.shopping import FIRST_BASKET

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
MILK_MINOR, OTHERS_MINOR = 129, (159, 99, 149, 549, 249)


def written(minor: int) -> str:
    return f"€ {minor // 100},{minor % 100:02d}"


def line_of(receipt: list[str], start: str) -> str:
    (found,) = [line for line in receipt if line.startswith(start)]
    return " ".join(found.replace("\u00a0", " ").split())


def test_first_sale_is_charged_once_written_down_and_printed_line_by_line(floor: Floor) -> None:
    floor.play("first_sale")
    total = 2 * MILK_MINOR + sum(OTHERS_MINOR)

    books = floor.books()
    assert books.states() == ["FULFILLED"]
    (sale,) = books.sales
    assert sale["total_minor"] == total
    bought = {row["gtin"].lstrip("0"): (row["qty_milli"], row["total_minor"]) for row in books.basket(sale)}
    others = {code: (1000, minor) for code, minor in zip(FIRST_BASKET[1:], OTHERS_MINOR, strict=True)}
    assert bought == {FIRST_BASKET[0]: (2000, 2 * MILK_MINOR), **others}

    assert [row["state"] for row in books.attempts] == ["DECLINED", "CONFIRMED"]
    assert [amount for _, amount in books.charged()] == [total]
    assert books.charged() == floor.kept()
    assert_settled(books)
    assert_believable(floor.data_dir)

    (receipt,) = floor.receipts()
    for row in books.basket(sale):
        name = dict(json.loads(row["name"]))["nl"]
        assert line_of(receipt, name) == f"{name} {written(row['total_minor'])}"
    assert f"2 x {written(MILK_MINOR)}" in [line.replace("\u00a0", " ") for line in receipt]
    assert line_of(receipt, said("paper.total")) == f"{said('paper.total')} {written(total)}"
    net = round(total / 1.09)
    assert line_of(receipt, "B: Excl. btw 9 %").endswith(written(net))
    assert line_of(receipt, "B: Btw 9 %").endswith(written(total - net))
    assert said("paper.copy") not in receipt
    assert any("DEMO" in line for line in receipt)
    assert not any("Scharreleieren" in line for line in receipt)  # taken out again
