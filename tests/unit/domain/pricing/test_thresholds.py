"""What a whole total earns: counted before savings, shared over its lines, the best of those that compete."""

from __future__ import annotations

from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.pricer import priced
from kiosk.domain.pricing.promotions import Combining, NForM, PercentOff, Promotion, Threshold
from tests.unit.domain.pricing.baskets import goods, promotion


def saved_by_line(lines: tuple[Goods, ...], *promotions: Promotion) -> list[int]:
    """Return what each line saves, in order."""
    savings = priced(lines, Book(promotions)).savings
    return [sum(own.minor for own in savings[line.n]) for line in lines]


def test_one_cent_below_the_total_earns_nothing() -> None:
    five_off = promotion("t", Threshold(5000, minor=500))
    assert saved_by_line((goods(1, "a", 4999),), five_off) == [0]
    assert saved_by_line((goods(1, "a", 5000),), five_off) == [500]


def test_the_amount_is_shared_over_the_lines_to_the_cent() -> None:
    lines = (goods(1, "a", 100), goods(2, "b", 100), goods(3, "c", 100))
    assert saved_by_line(lines, promotion("t", Threshold(300, minor=100))) == [34, 33, 33]


def test_saving_on_a_piece_costs_no_threshold() -> None:
    lines = (goods(1, "a", 100, 2),)
    assert saved_by_line(lines, promotion("x", NForM(2, 1)), promotion("t", Threshold(200, minor=10))) == [110]


def test_the_best_of_two_totals_counts_and_stackable_ones_come_on_top() -> None:
    lines = (goods(1, "a", 1000),)
    ten, fifty = promotion("s", Threshold(500, minor=10)), promotion("t", Threshold(900, minor=50))
    tenth = promotion("u", Threshold(900, percent_bp=1000), combining=Combining.STACKABLE)
    assert saved_by_line(lines, ten, fifty) == [50]
    assert saved_by_line(lines, ten, fifty, tenth) == [50 + 95]


def test_an_exclusive_total_stands_for_all_else_only_where_that_is_better() -> None:
    alone = promotion("t", Threshold(100, minor=60), combining=Combining.EXCLUSIVE)
    half, tenth = promotion("h", PercentOff(5000)), promotion("h", PercentOff(1000))
    assert saved_by_line((goods(1, "a", 100),), alone, half) == [60]
    assert saved_by_line((goods(1, "a", 1000),), alone, half) == [500]
    assert saved_by_line((goods(1, "a", 200),), alone, tenth) == [60]


def test_no_more_is_taken_off_than_is_left() -> None:
    assert saved_by_line((goods(1, "a", 100),), promotion("t", Threshold(100, minor=900))) == [100]
    free = promotion("f", PercentOff(10_000))
    assert saved_by_line((goods(1, "a", 100),), free, promotion("t", Threshold(100, minor=900))) == [100]


def test_a_total_of_some_goods_counts_and_takes_from_those_alone() -> None:
    lines = (goods(1, "a", 600), goods(2, "b", 600))
    assert saved_by_line(lines, promotion("t", Threshold(600, minor=100), skus="b")) == [0, 100]
    assert saved_by_line(lines, promotion("t", Threshold(601, minor=100), skus="b")) == [0, 0]
