"""Bags: what is free, what more costs, what is too heavy; the same whatever the order, and never charged twice."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.money import Money
from kiosk.domain.travel.asking import BagWish
from kiosk.domain.travel.baggage import HEAVY_G, REFUSED_G, Bar, Charge, quote
from kiosk.domain.travel.baggage import BagPrices as Prices
from kiosk.domain.travel.booking import Allowance, Bag, BagState, Booking, Concept, Passenger
from kiosk.domain.values import replace
from tests.unit.domain.travel.bookings import ADULT, INFANT, OTHER, booking

PRICES = Prices("EUR", (3500, 6000, 9000), heavy=5000, per_kg=1200, most_pieces=3)
NONE, ONE, TWO = Allowance(), Allowance(pieces=1), Allowance(pieces=2)
BUSINESS = Allowance(pieces=1, weight_g=32_000)
WEIGHT_20 = Allowance(Concept.WEIGHT, weight_g=20_000)


def with_allowance(who: Passenger, allowance: Allowance) -> Passenger:
    return replace(who, allowance=allowance)


def party(*allowances: Allowance, is_pooled: bool = True, carried: tuple[tuple[str, int], ...] = ()) -> Booking:
    people = [with_allowance(who, own) for who, own in zip((ADULT, OTHER, INFANT), allowances, strict=False)]
    bags = tuple(Bag(who, f"0999{n:06d}", weight, 1, BagState.ACTIVE) for n, (who, weight) in enumerate(carried, 1))
    return booking(*people, is_pooled=is_pooled, bags=bags)


def bags(*weights: int, of: str = "p1") -> tuple[BagWish, ...]:
    return tuple(BagWish(of, weight) for weight in weights)


KG = 1000
PRICED: list[tuple[str, Booking, tuple[BagWish, ...], dict[Charge, tuple[int, int]]]] = [
    ("no bag", party(ONE), (), {}),
    ("one of one", party(ONE), bags(23 * KG), {}),
    ("not weighed yet", party(ONE), bags(0), {}),
    ("one of none", party(NONE), bags(0), {Charge.EXCESS_PIECE: (1, 3500)}),
    ("one too many", party(ONE), bags(10 * KG, 10 * KG), {Charge.EXCESS_PIECE: (1, 3500)}),
    ("each more costs more", party(NONE), bags(0, 0, 0, 0), {Charge.EXCESS_PIECE: (4, 3500 + 6000 + 9000 + 9000)}),
    ("a gram too heavy", party(ONE), bags(23 * KG + 1), {Charge.HEAVY: (1, 5000)}),
    ("heavy is free in business", party(BUSINESS), bags(32 * KG), {}),
    ("heavy and one too many", party(ONE), bags(30 * KG, 10 * KG),
        {Charge.EXCESS_PIECE: (1, 3500), Charge.HEAVY: (1, 5000)}),
    ("the heavy one goes on the larger allowance", party(ONE, BUSINESS), bags(10 * KG, 30 * KG), {}),
    ("a piece of another is used", party(NONE, TWO), bags(0, 0), {}),
    ("a piece of another is not used unpooled", party(NONE, TWO, is_pooled=False), bags(0, 0),
        {Charge.EXCESS_PIECE: (2, 9500)}),
    ("an infant has an allowance of its own", party(NONE, NONE, ONE), bags(0), {}),
    ("within one weight", party(WEIGHT_20), bags(12 * KG, 8 * KG), {}),
    ("a gram above one weight", party(WEIGHT_20), bags(12 * KG, 8 * KG + 1), {Charge.EXCESS_WEIGHT: (1, 1200)}),
    ("weights are pooled", party(WEIGHT_20, WEIGHT_20), bags(35 * KG, 5 * KG), {}),
    ("weights are not pooled", party(WEIGHT_20, WEIGHT_20, is_pooled=False), bags(25 * KG),
        {Charge.EXCESS_WEIGHT: (5, 6000)}),
    ("pieces do not help weights", party(WEIGHT_20, TWO), bags(25 * KG), {Charge.EXCESS_WEIGHT: (5, 6000)}),
    ("carried already is free no more", party(ONE, carried=(("p1", 9 * KG),)), bags(9 * KG),
        {Charge.EXCESS_PIECE: (1, 3500)}),
    ("paid already is not paid again", party(NONE, carried=(("p1", 25 * KG),)), bags(9 * KG),
        {Charge.EXCESS_PIECE: (1, 6000)}),
    ("weight paid already is not paid again", party(WEIGHT_20, carried=(("p1", 22 * KG),)), bags(1 * KG),
        {Charge.EXCESS_WEIGHT: (1, 1200)}),
]  # fmt: skip


@pytest.mark.parametrize(("made", "wishes", "lines"), [c[1:] for c in PRICED], ids=[c[0] for c in PRICED])
def test_a_bag_costs_what_goes_beyond_the_allowance(
    made: Booking, wishes: tuple[BagWish, ...], lines: dict[Charge, tuple[int, int]]
) -> None:
    told = quote(made, wishes, PRICES)
    assert {line.charge: (line.count, line.price.minor) for line in told.lines} == lines
    assert told.total == Money(sum(minor for _, minor in lines.values()), "EUR")


def test_a_bag_whose_number_was_voided_does_not_count() -> None:
    made = party(ONE, carried=(("p1", 9 * KG),))
    void = replace(made, bags=(replace(made.bags[0], state=BagState.VOID),))
    assert quote(void, bags(9 * KG), PRICES).lines == ()


def test_only_those_who_travel_now_bring_allowances() -> None:
    made = party(NONE, TWO)
    assert quote(made, bags(0), PRICES, party=("p1",)).total == Money(3500, "EUR")
    assert quote(made, bags(0), PRICES, party=("p1", "p2")).total == Money(0, "EUR")


def test_the_bar_says_how_much_is_used_of_what_is_free_and_who_shares_it() -> None:
    told = quote(party(ONE, ONE, WEIGHT_20), (*bags(9 * KG), BagWish("i1", 7 * KG)), PRICES)
    assert told.bars == (
        Bar(Concept.PIECE, ("p1", "p2"), 1, 2),
        Bar(Concept.WEIGHT, ("i1",), 7 * KG, 20 * KG),
    )
    assert told.bar_of("p2") == told.bars[0]
    assert told.bar_of("nobody") is None
    assert [bar.is_full for bar in told.bars] == [False, False]
    assert quote(party(ONE), bags(0), PRICES).bars[0].is_full


def test_heavy_and_too_heavy_bags_are_named_by_their_place() -> None:
    told = quote(party(TWO), bags(HEAVY_G, HEAVY_G + 1, REFUSED_G, REFUSED_G + 1), PRICES)
    assert (told.heavy, told.refused) == ((1, 2), (3,))


def test_who_has_more_bags_than_one_may_check_in_is_named() -> None:
    assert quote(party(TWO), bags(0, 0, 0), PRICES).over_limit == ()
    assert quote(party(TWO), bags(0, 0, 0, 0), PRICES).over_limit == ("p1",)
    assert quote(party(TWO, carried=(("p1", 1), ("p1", 1))), bags(0, 0), PRICES).over_limit == ("p1",)


def test_the_same_bags_cost_the_same_in_every_order() -> None:
    made = party(ONE, BUSINESS)
    wishes = (*bags(30 * KG, 24 * KG, 9 * KG), BagWish("p2", 31 * KG))
    assert len({quote(made, order, PRICES).total for order in permutations(wishes)}) == 1


WEIGHTS = st.lists(st.integers(0, 40_000), max_size=5)
ALLOWANCES = st.lists(st.sampled_from([NONE, ONE, TWO, BUSINESS, WEIGHT_20]), min_size=1, max_size=3)


@given(WEIGHTS, ALLOWANCES, st.booleans())
def test_one_more_bag_is_never_cheaper_and_bags_in_two_goes_are_not_cheaper_than_at_once(
    weights: list[int], allowances: list[Allowance], is_pooled: bool
) -> None:
    made = party(*allowances, is_pooled=is_pooled)
    all_at_once = quote(made, bags(*weights), PRICES).total.minor
    for n in range(len(weights)):
        first = quote(made, bags(*weights[:n]), PRICES).total.minor
        after = party(*allowances, is_pooled=is_pooled, carried=tuple(("p1", own) for own in weights[:n]))
        then = quote(after, bags(*weights[n:]), PRICES).total.minor
        assert first <= all_at_once <= first + then
