"""Coupons: when they count, what they take off, and that neither they nor a card ever make a basket dearer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.benefits import changing
from kiosk.domain.benefits.changing import Member, with_coupon, with_member, without_coupon
from kiosk.domain.benefits.coupons import Coupon, Verdict
from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.pricing.book import Book, Terms, holding
from kiosk.domain.pricing.lines import repriced
from kiosk.domain.pricing.promotions import (
    ALL_GOODS,
    AmountOff,
    Combining,
    MixAndMatch,
    Moment,
    NForM,
    PercentOff,
    Promotion,
    Threshold,
)
from kiosk.domain.sale import Sale
from kiosk.domain.text import LocalText
from kiosk.flows.checkout.states import Scanning
from tests.unit.flows.given import Checkout

WORDS = LocalText((("en", "x"),))
TAKEN = CouponState.TAKEN


@pytest.mark.parametrize(
    ("coupon", "used", "verdict"),
    [
        (Coupon("C", minor=1), 0, Verdict.TAKEN),
        (Coupon("C", minor=1), 1, Verdict.USED),
        (Coupon("C", minor=1, uses=2), 1, Verdict.TAKEN),
        (Coupon("C", minor=1, uses=0), 999, Verdict.TAKEN),
        (Coupon("C", minor=1, last_day="2026-05-30"), 0, Verdict.EXPIRED),
        (Coupon("C", minor=1, last_day="2026-05-31"), 0, Verdict.TAKEN),
        (Coupon("C", minor=1, first_day="2026-06-01"), 0, Verdict.NOT_YET),
        (Coupon("C", minor=1, first_day="2026-05-31"), 0, Verdict.TAKEN),
        (Coupon("C", minor=1, shop="Elsewhere"), 0, Verdict.OTHER_SHOP),
        (Coupon("C", minor=1, shop="Here"), 0, Verdict.TAKEN),
    ],
)
def test_a_coupon_counts_on_its_days_in_its_shop_and_as_often_as_it_may(
    coupon: Coupon, used: int, verdict: Verdict
) -> None:
    assert coupon.verdict("2026-05-31", "Here", used) is verdict


@pytest.mark.parametrize(
    "wrong", [{}, {"minor": -1}, {"percent_bp": 10_001}, {"minor": 1, "opens": "x"}, {"minor": 1, "uses": -1}]
)
def test_a_coupon_gives_one_thing(wrong: dict[str, int | str]) -> None:
    with pytest.raises(ValueError, match="coupon C"):
        Coupon("C", **wrong)  # type: ignore[arg-type]  # one table for texts and numbers


def test_what_a_coupon_takes_off_is_gone_again_without_it() -> None:
    for book in (Book(), Book([Promotion("p", WORDS, PercentOff(1000), ALL_GOODS)])):
        sale = repriced(replace(Checkout().scan(0, 1).sale, offers=book))
        less = with_coupon(sale, Coupon("C", minor=100).use)
        assert less.total.minor == sale.total.minor - 100
        assert [own.promotion for own in less.lines[0].facts.savings][-1] == "coupon:C"
        assert without_coupon(less, "C").total == sale.total


def test_a_coupon_counts_from_its_amount_and_stays_until_then() -> None:
    sale = Checkout().scan(0).sale
    own = Coupon("C", percent_bp=1000, from_minor=sale.total.minor + 1).use
    waiting = with_coupon(sale, own)
    assert waiting.total == sale.total
    run = Checkout(Scanning(waiting))
    assert run.scan(1).sale.saved.minor > 0


def test_a_coupon_opens_the_promotions_that_ask_for_it_and_a_card_those_for_members() -> None:
    closed = (
        Promotion("c", WORDS, PercentOff(1000), ALL_GOODS, coupon="bread"),
        Promotion("m", WORDS, AmountOff(1), ALL_GOODS, Combining.STACKABLE, is_for_members=True),
    )
    sale = repriced(replace(Checkout().scan(0).sale, offers=Book((), "e", closed)))
    assert sale.saved.minor == 0
    opened = with_coupon(sale, Coupon("X", opens="bread").use)
    assert {one.promotion for one in opened.lines[0].facts.savings} == {"c"}
    assert opened.facts.coupons[0].promotions == ("c",)
    member = with_member(opened, Member("m-1"))
    assert {one.promotion for one in member.lines[0].facts.savings} == {"c", "m"}
    on_their_word = changing.confirmed(with_coupon(sale, CouponUse("bread", CouponState.DOUBTFUL)), "bread")
    assert on_their_word.saved == opened.saved
    assert changing.confirmed(sale, "nobody's") is sale


def test_a_promotion_of_a_coupon_holds_with_that_coupon_alone() -> None:
    own = Promotion("c", WORDS, PercentOff(1000), ALL_GOODS, coupon="bread")
    now = Moment(date(2026, 5, 31), 600)
    assert holding([own], Terms(now)) == holding([own], Terms(now, coupons=frozenset({"milk"}))) == ()
    assert holding([own], Terms(now, coupons=frozenset({"bread"}))) == (own,)
    sale = repriced(replace(Checkout().scan(0).sale, offers=Book((), "e", (own,))))
    assert with_member(sale, Member("m-1")).saved.minor == 0
    assert with_coupon(sale, Coupon("X", opens="milk").use).saved.minor == 0


def test_who_was_there_first_may_go_alone_too_once_it_counts() -> None:
    basket = Checkout().scan(0).sale
    alone = Coupon("A", minor=1, is_alone=True).use
    assert changing.is_alone_against(with_coupon(basket, alone), Coupon("B", minor=1).use)
    asked = with_coupon(basket, CouponUse("A"))
    assert not changing.is_alone_against(asked, Coupon("B", minor=1, is_alone=True).use)


def test_what_goes_alone_does_not_go_with_another() -> None:
    sale = with_coupon(Checkout().scan(0).sale, Coupon("A", minor=1).use)
    assert changing.is_alone_against(sale, Coupon("B", minor=1, is_alone=True).use)
    assert not changing.is_alone_against(sale, Coupon("B", minor=1).use)
    assert not changing.is_alone_against(sale, Coupon("A", minor=1, is_alone=True).use)


def test_a_basket_that_is_being_paid_takes_no_coupon() -> None:
    sale = replace(Checkout().scan(0).sale, state=SaleState.PAYING)
    with pytest.raises(IllegalMove):
        with_coupon(sale, CouponUse("C"))


KINDS = st.one_of(
    st.builds(PercentOff, st.integers(1, 10_000)),
    st.builds(AmountOff, st.integers(1, 500)),
    st.builds(NForM, st.integers(2, 4), st.just(1)),
    st.builds(MixAndMatch, st.integers(1, 3), st.integers(0, 900)),
    st.builds(lambda least, minor: Threshold(least, minor=minor), st.integers(1, 3000), st.integers(1, 900)),
)


@st.composite
def promotions(draw: st.DrawFn) -> list[Promotion]:
    found = []
    for n in range(draw(st.integers(0, 5))):
        kind = draw(KINDS)
        is_whole = isinstance(kind, NForM | MixAndMatch)
        combining = draw(st.sampled_from([Combining.COMPETING, Combining.EXCLUSIVE] if is_whole else list(Combining)))
        found.append(
            Promotion(f"p{n}", WORDS, kind, ALL_GOODS, combining, is_for_members=draw(st.booleans()),
                      coupon=draw(st.sampled_from(["", "k"])))
        )  # fmt: skip
    return found


def basket_of(counts: list[int], book: Book) -> Sale:
    run = Checkout(Scanning(replace(Checkout().sale, offers=book)))
    for index, count in enumerate(counts):
        run.scan(*[index] * count)
    return run.sale


@settings(max_examples=60, deadline=None)
@given(
    promotions(),
    st.lists(st.integers(0, 3), min_size=1, max_size=3),
    st.integers(1, 10_000),
    st.integers(1, 5_000),
)
def test_cards_and_coupons_never_make_a_basket_dearer(
    own: list[Promotion], counts: list[int], percent_bp: int, minor: int
) -> None:
    free = [one for one in own if not one.is_for_members and not one.coupon]
    sale = basket_of(counts, Book(free, "e", [one for one in own if one not in free]))
    brought = (
        with_member(sale, Member("m")),
        with_coupon(sale, CouponUse("k", TAKEN, opens="k")),
        with_coupon(sale, CouponUse("p", TAKEN, percent_bp=percent_bp)),
        with_coupon(sale, CouponUse("a", TAKEN, minor=minor)),
    )
    for after in brought:
        assert 0 <= after.total.minor <= sale.total.minor
        assert after.total.minor == sum(line.total.minor for line in after.lines)
