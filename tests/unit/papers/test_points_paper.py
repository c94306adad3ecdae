"""Points on a receipt: a member's say what was earned and what there is; nobody else's say anything."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.benefits.changing import Member, with_member
from kiosk.domain.moves import SaleState
from kiosk.domain.text import Scaled, Text, text
from kiosk.papers.document import Pair, Rule
from kiosk.papers.points import points
from tests.unit.flows.given import Checkout


def number(points: int) -> Text:
    return text("paper.points.number", number=Scaled(points, 0))


def test_a_members_receipt_says_points_and_balance() -> None:
    sale = replace(with_member(Checkout().scan(0).sale, Member("m-1", 120, 100)), state=SaleState.FULFILLED)
    earned = sale.total.minor // 100
    assert points(sale) == [
        Rule(),
        Pair(text("paper.points.earned"), number(earned)),
        Pair(text("paper.points.balance"), number(120 + earned)),
    ]


def test_who_has_no_card_or_earns_nothing_reads_nothing_of_points() -> None:
    sale = Checkout().scan(0).sale
    assert points(sale) == points(with_member(sale, Member("m-1"))) == []


def test_who_became_a_member_here_reads_the_number_of_the_card_also_where_a_purchase_earns_nothing() -> None:
    card = Pair(text("paper.points.member"), "9981000000017")
    sale = with_member(Checkout().scan(0).sale, Member("9981000000017", 0, 100), is_new=True)
    assert points(sale)[:2] == [Rule(), card]
    assert points(with_member(sale, Member("9981000000017"))) == [Rule(), card]
