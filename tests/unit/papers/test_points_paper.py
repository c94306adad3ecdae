"""Points on a receipt: a member's say what was earned and what there is; nobody else's say anything."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.benefits.changing import Member, with_member
from kiosk.domain.moves import SaleState
from kiosk.domain.text import text
from kiosk.papers.document import Pair, Rule
from kiosk.papers.points import points
from tests.unit.flows.given import Checkout


def test_a_members_receipt_says_points_and_balance() -> None:
    sale = replace(with_member(Checkout().scan(0).sale, Member("m-1", 120, 100)), state=SaleState.FULFILLED)
    earned = sale.total.minor // 100
    assert points(sale) == [
        Rule(),
        Pair(text("paper.points.earned"), str(earned)),
        Pair(text("paper.points.balance"), str(120 + earned)),
    ]


def test_who_has_no_card_or_earns_nothing_reads_nothing_of_points() -> None:
    sale = Checkout().scan(0).sale
    assert points(sale) == points(with_member(sale, Member("m-1"))) == []
