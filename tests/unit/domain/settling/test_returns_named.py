"""Goods that several cards paid come back with all their refunds: each is named in the return, and none forgotten."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.money import Money
from kiosk.domain.settling.giving_back import brought_by, coming_back, paid_for
from tests.unit.store.samples import basket


def test_each_refund_of_a_return_is_named_beside_those_before() -> None:
    sale = brought_by(brought_by(coming_back(basket(), ((1, 1),), 100), "first"), "second")
    assert sale.facts.returns[-1].attempts == ("first", "second")


def test_pieces_one_by_one_come_to_the_whole_line() -> None:
    sale = basket(1)
    three = replace(sale, lines=(replace(sale.lines[0], qty=3, total=Money(100, "EUR")),))
    one_by_one = [paid_for(three, {1: 1}, {1: before}).minor for before in range(3)]
    assert sum(one_by_one) == paid_for(three, {1: 3}).minor == 100
