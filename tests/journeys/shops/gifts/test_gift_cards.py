"""Gift cards at a whole kiosk: one pays all, then a part while a bank card pays the rest; the ledger has the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kiosk.services.gift_cards.embedded import FILE_NAME
from tests.journeys.books import assert_believable, assert_settled, is_paid
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_gift_card_pays_all_then_a_part_and_the_terminal_the_rest(floor: Floor) -> None:
    floor.play("by_gift_card")
    books = floor.books()
    assert books.states() == ["FULFILLED", "FULFILLED"]
    paid = [row for row in books.attempts if is_paid(row)]
    assert [row["scheme"] == "gift" for row in paid] == [True, True, False]
    by_gift = [row["amount_minor"] for row in paid if row["scheme"] == "gift"]
    assert sum(by_gift) == 2000
    assert [minor for _, minor in floor.kept()] == [paid[-1]["amount_minor"]]
    with closing(sqlite3.connect(floor.data_dir / FILE_NAME)) as kept:
        rows = kept.execute("SELECT card, minor, stage FROM movement ORDER BY rowid").fetchall()
    assert rows == [("g-0001", minor, "DONE") for minor in by_gift]
    assert_settled(books)
    assert_believable(floor.data_dir)


def test_a_power_cut_between_gift_card_and_bank_card_takes_neither_twice(floor: Floor) -> None:
    floor.allow(r"terminal ABSENT", r"payment dialogue ended unknown", r"no result of attempt .* waits")
    floor.play("cut_between_gift_and_card", is_killed=True)
    assert floor.books().states() == ["PAYING"]
    floor.play("rest_after_the_cut")
    books = floor.books()
    (sale,) = books.sales
    assert sale["state"] == "FULFILLED"
    paid = [row for row in books.attempts if is_paid(row)]
    assert [(row["scheme"] == "gift", row["amount_minor"]) for row in paid] == [
        (True, 2000),
        (False, sale["total_minor"] - 2000),
    ]
    assert [minor for _, minor in floor.kept()] == [sale["total_minor"] - 2000]
    with closing(sqlite3.connect(floor.data_dir / FILE_NAME)) as kept:
        assert kept.execute("SELECT card, minor, stage FROM movement").fetchall() == [("g-0001", 2000, "DONE")]
    assert_settled(books)
    assert_believable(floor.data_dir)
