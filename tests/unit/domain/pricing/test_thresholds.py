"""What a whole total earns: counted before savings, shared over its lines, the best of those that compete."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_totals_of_other_goods_come_off_beside_each_other() -> None:
    lines = (goods(1, "a", 600), goods(2, "b", 600), goods(3, "c", 100))
    of_a = promotion("a", Threshold(500, minor=50), skus="a")
    of_b = promotion("b", Threshold(500, minor=40), skus="b")
    assert saved_by_line(lines, of_a, of_b) == [50, 40, 0]
    assert sum(saved_by_line(lines, of_a, of_b, promotion("all", Threshold(500, minor=80)))) == 90
    assert sum(saved_by_line(lines, of_a, of_b, promotion("all", Threshold(500, minor=91)))) == 91


def test_of_totals_that_share_a_line_those_count_that_save_most_together() -> None:
    lines = (goods(1, "a", 600), goods(2, "b", 600), goods(3, "c", 600))
    of_two = promotion("x", Threshold(500, minor=70), skus="ab")
    assert saved_by_line(lines, of_two, promotion("a", Threshold(500, minor=60), skus="a")) == [35, 35, 0]
    ends = (promotion("a", Threshold(500, minor=60), skus="a"), promotion("b", Threshold(500, minor=20), skus="b"))
    assert saved_by_line(lines, of_two, *ends) == [60, 20, 0]


TOTALS = st.lists(
    st.tuples(
        st.integers(1, 700),
        st.integers(0, 200),
        st.sampled_from((0, 500, 5000)),
        st.sampled_from("abcd") | st.sampled_from(("", "ab", "bcd")),
    ),
    max_size=6,
).map(
    lambda found: [
        promotion(f"t{n}", Threshold(least, percent_bp=bp) if bp else Threshold(least, minor=minor + 1), skus=skus)
        for n, (least, minor, bp, skus) in enumerate(found)
    ]
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 400)), max_size=5), TOTALS)
def test_no_other_choice_of_competing_totals_saves_more(basket: list[tuple[str, int]], totals: list[Promotion]) -> None:
    lines = tuple(goods(n, sku, unit) for n, (sku, unit) in enumerate(basket, 1))
    best = 0
    for chosen in chain.from_iterable(combinations(totals, size) for size in range(len(totals) + 1)):
        counted: list[int] = []
        off = 0
        for one in chosen:
            assert isinstance(one.kind, Threshold)
            covered = [own for own in lines if one.scope.covers(own.sku, "")]
            whole = sum(own.gross_minor for own in covered)
            counted += [own.n for own in covered] if whole >= one.kind.from_minor else [0, 0]
            off += (2 * whole * one.kind.percent_bp + 10_000) // 20_000 or min(one.kind.minor, whole)
        if len(counted) == len(set(counted)):
            best = max(best, off)
    assert sum(saved_by_line(lines, *totals)) == best
