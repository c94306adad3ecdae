"""The customer's best outcome: no other way to use the promotions saves more, found by trying every way."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import HealthCheck, given, settings

from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.greedy import greedy
from kiosk.domain.pricing.lots import lot_of
from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.pricer import Pricing, priced
from kiosk.domain.pricing.promotions import (
    AmountOff,
    Bundle,
    Combining,
    MixAndMatch,
    NForM,
    NthAt,
    PercentOff,
    Promotion,
    Scope,
    Slot,
)
from tests.unit.domain.pricing.baskets import BASKETS, PROMOTIONS, best_by_trying_all, goods, promotion

TRIED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def saved(lines: tuple[Goods, ...], *promotions: Promotion) -> int:
    """Return what a basket saves."""
    return priced(lines, Book(promotions)).saved_minor


@TRIED
@given(BASKETS, PROMOTIONS)
def test_no_other_outcome_of_a_small_basket_saves_more(
    lines: tuple[Goods, ...], promotions: tuple[Promotion, ...]
) -> None:
    pricing = priced(lines, Book(promotions))
    assert pricing.is_best
    assert pricing.saved_minor == best_by_trying_all(lines, promotions)


@TRIED
@given(BASKETS, PROMOTIONS)
def test_no_line_falls_below_nothing_and_no_piece_is_saved_twice(
    lines: tuple[Goods, ...], promotions: tuple[Promotion, ...]
) -> None:
    of_line: Pricing = priced(lines, Book(promotions))
    using = {own.id for own in promotions if own.combining is not Combining.STACKABLE}
    for own in lines:
        savings = of_line.savings[own.n]
        assert 0 <= sum(one.minor for one in savings) <= own.gross_minor
        assert all(one.minor > 0 and 0 < one.pieces <= own.qty for one in savings)
        assert sum(one.pieces for one in savings if one.promotion in using) <= own.qty


@TRIED
@given(BASKETS, PROMOTIONS)
def test_the_order_of_scanning_changes_no_total(lines: tuple[Goods, ...], promotions: tuple[Promotion, ...]) -> None:
    totals = {
        priced([replace(own, n=n) for n, own in enumerate(turned, 1)], Book(promotions)).saved_minor
        for turned in list(permutations(lines))[:6]
    }
    assert len(totals) == 1


@TRIED
@given(BASKETS, PROMOTIONS)
def test_the_floor_for_great_baskets_is_never_above_the_best(
    lines: tuple[Goods, ...], promotions: tuple[Promotion, ...]
) -> None:
    book = Book(promotions)
    lots = sorted((lot_of(own, book.taking(own.sku, own.category)) for own in lines), key=lambda lot: lot.order)
    stacked = sum((lot.goods.piece_minor - lot.net_minor) * lot.goods.qty for lot in lots)
    assert greedy(lots)[1] + stacked <= best_by_trying_all(lines, promotions)


def test_three_for_two_makes_the_cheapest_of_each_three_free() -> None:
    basket = (goods(1, "a", 100), goods(2, "b", 300, 2), goods(3, "c", 200, 3))
    assert saved(basket, promotion("x", NForM(3, 2))) == 200 + 100


def test_the_second_at_half_price_takes_the_dearest_pairs() -> None:
    basket = (goods(1, "a", 100), goods(2, "b", 300), goods(3, "c", 201))
    assert saved(basket, promotion("x", NthAt(2, 5000))) == 101


def test_two_small_offers_are_taken_where_they_save_more_than_the_great_one() -> None:
    basket = (goods(1, "a", 200), goods(2, "b", 200), goods(3, "c", 200))
    great = promotion("great", MixAndMatch(3, 350), skus="abc")
    pair = promotion("pair", NForM(2, 1), skus="ab")
    third = promotion("third", AmountOff(90), skus="c")
    assert saved(basket, great) == 250
    assert saved(basket, great, pair, third) == 290


def test_a_meal_of_three_places_takes_the_dearest_of_each() -> None:
    meal = promotion("meal", Bundle((Slot(Scope(frozenset("a"))), Slot(Scope(frozenset("bc")), 2)), 500))
    basket = (goods(1, "a", 400), goods(2, "b", 150, 2), goods(3, "c", 180))
    assert saved(basket, meal) == 400 + 180 + 150 - 500


def test_a_limit_is_kept_where_more_would_save_more() -> None:
    basket = (goods(1, "a", 100, 6),)
    assert saved(basket, promotion("x", NForM(2, 1), limit=2)) == 200
    assert saved(basket, promotion("x", PercentOff(1000), limit=2)) == 20


def test_an_exclusive_offer_stands_aside_where_stacking_saves_more() -> None:
    everywhere = promotion("member", PercentOff(5000), combining=Combining.STACKABLE)
    alone = promotion("alone", AmountOff(30), combining=Combining.EXCLUSIVE)
    beside = promotion("beside", AmountOff(30))
    assert saved((goods(1, "a", 100),), everywhere, alone) == 50
    assert saved((goods(1, "a", 100),), everywhere, beside) == 80


def test_savings_are_told_in_the_order_in_which_each_sees_the_price() -> None:
    book = Book([
        promotion("a", PercentOff(1000)),
        promotion("z", AmountOff(50), combining=Combining.STACKABLE, layer=1),
        promotion("c", AmountOff(10), combining=Combining.STACKABLE, layer=2),
    ])  # fmt: skip
    own = priced((goods(1, "a", 1000),), book).savings[1]
    assert [(one.promotion, one.minor) for one in own] == [("z", 50), ("c", 10), ("a", 94)]


def test_a_group_that_costs_more_than_its_pieces_is_not_made() -> None:
    assert saved((goods(1, "a", 100, 2),), promotion("x", MixAndMatch(2, 250))) == 0


def test_weighed_goods_take_part_by_percentage_and_per_kilogram_alone() -> None:
    basket = (goods(1, "a", 200, weight_g=1500),)
    assert saved(basket, promotion("x", PercentOff(1000))) == 30
    assert saved(basket, promotion("x", AmountOff(50))) == 75
    assert saved(basket, promotion("x", NForM(1, 0))) == 0


def test_priority_decides_between_equals_and_the_id_after_it() -> None:
    basket = (goods(1, "a", 100),)
    first, second = promotion("x", PercentOff(1000)), promotion("y", PercentOff(1000))
    raised = promotion("y", PercentOff(1000), priority=1)
    assert [own.promotion for own in priced(basket, Book([second, first])).savings[1]] == ["x"]
    assert [own.promotion for own in priced(basket, Book([first, raised])).savings[1]] == ["y"]


def test_a_basket_too_great_to_search_says_so_and_is_no_worse_than_one_offer_after_the_other() -> None:
    offers = [promotion(f"p{n}", NForM(2 + n % 4, 1), limit=3) for n in range(12)]
    basket = tuple(goods(n, "abcd"[n % 4], 50 + n * 7, 3) for n in range(1, 41))
    pricing, book = priced(basket, Book(offers)), Book(offers)
    lots = sorted((lot_of(own, book.taking(own.sku, "")) for own in basket), key=lambda lot: lot.order)
    assert not pricing.is_best
    assert pricing.saved_minor >= greedy(lots)[1] > 0
    assert pricing == priced(basket, Book(offers))
