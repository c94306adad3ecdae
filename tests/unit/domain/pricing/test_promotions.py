"""What a promotion may be, when it holds and for whom."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.pricing.book import Book, Terms, holding
from kiosk.domain.pricing.promotions import (
    AmountOff,
    Bundle,
    Combining,
    Kind,
    MixAndMatch,
    Moment,
    NForM,
    NthAt,
    PercentOff,
    Scope,
    Threshold,
    Window,
)
from kiosk.domain.pricing.shares import part_of, shares
from tests.unit.domain.pricing.baskets import promotion

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "kind",
    [
        PercentOff(0), PercentOff(10_001), AmountOff(0), NForM(2, 2), NForM(2, -1), NthAt(2), NthAt(2, 1000, 5),
        NthAt(0, 1000), NthAt(2, 0, -1), MixAndMatch(0, 100), MixAndMatch(2, -1), Bundle((), 100),
        Threshold(0, 1000), Threshold(100), Threshold(100, 1000, 5), Threshold(100, minor=-5),
    ],
)  # fmt: skip
def test_what_no_shop_can_mean_is_refused(kind: Kind) -> None:
    with pytest.raises(ValueError, match="promotion x: "):
        promotion("x", kind)


def test_what_uses_up_pieces_does_not_stack_and_what_stacks_has_no_limit() -> None:
    with pytest.raises(ValueError, match="uses up pieces"):
        promotion("x", NForM(3, 2), combining=Combining.STACKABLE)
    with pytest.raises(ValueError, match="has no limit"):
        promotion("x", PercentOff(100), combining=Combining.STACKABLE, limit=1)


def test_two_promotions_of_one_id_make_no_book() -> None:
    with pytest.raises(ValueError, match="one id"):
        Book([promotion("x", PercentOff(100)), promotion("x", PercentOff(200))])


def test_the_first_and_the_last_day_are_included() -> None:
    window = Window(date(2026, 11, 21), SUNDAY)
    held = [window.holds(Moment(date(2026, 11, day), 0)) for day in (20, 21, 22, 23)]
    assert held == [False, True, True, False]


def test_hours_end_before_their_last_minute_and_go_over_midnight() -> None:
    lunch, night = Window(from_minute=720, until_minute=840), Window(from_minute=1320, until_minute=120)
    assert [lunch.holds(Moment(SUNDAY, minute)) for minute in (719, 720, 839, 840)] == [False, True, True, False]
    assert [night.holds(Moment(SUNDAY, minute)) for minute in (1319, 1320, 119, 120)] == [False, True, True, False]


def test_weekdays_are_those_of_the_site() -> None:
    assert Window(weekdays=frozenset({7})).holds(Moment(SUNDAY, 5))
    assert not Window(weekdays=frozenset({1, 6})).holds(Moment(SUNDAY, 5))


def test_members_and_coupons_open_their_own_promotions_alone() -> None:
    member = promotion("m", PercentOff(100), is_for_members=True)
    coupon = promotion("c", PercentOff(100), coupon="SAVE")
    both = (member, coupon, promotion("x", PercentOff(100)))
    at = Moment(SUNDAY, 5)
    assert [own.id for own in holding(both, Terms(at))] == ["x"]
    assert [own.id for own in holding(both, Terms(at, is_member=True))] == ["m", "x"]
    assert [own.id for own in holding(both, Terms(at, coupons=frozenset({"SAVE"})))] == ["c", "x"]


def test_all_but_leaves_out_what_it_names() -> None:
    but = Scope(frozenset({"a"}), frozenset({"drinks"}), is_all_but=True)
    assert [but.covers(*own) for own in (("a", ""), ("b", "drinks"), ("b", "food"))] == [False, False, True]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9), st.integers(0, 10_000))
def test_shares_sum_to_the_amount_and_none_is_above_its_weight(weights: list[int], asked: int) -> None:
    minor = min(asked, sum(weights))
    parts = shares(weights, minor)
    assert sum(parts) == minor
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(st.integers(0, 5000), st.integers(1, 20))
def test_pieces_given_back_one_by_one_come_to_the_whole_amount(minor: int, pieces: int) -> None:
    parts = [part_of(minor, pieces, before, 1) for before in range(pieces)]
    assert sum(parts) == minor
    assert max(parts) - min(parts) <= 1
    assert sum(parts[:2]) == part_of(minor, pieces, 0, min(2, pieces))


def test_more_pieces_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="2 pieces after 2 of 3"):
        part_of(100, 3, 2, 2)
