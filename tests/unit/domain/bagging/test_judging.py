"""Doubts: what raises one, what does not, and what takes it away. Weights in grams."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Costs, Expected, Level, Piece, Sample, Why
from tests.unit.domain.bagging.walking import COSTS, MILK, doubt_of, known_of, walked


def test_two_cartons_for_one_scan_name_the_carton() -> None:
    doubt = doubt_of(0, "milk", 2060)
    assert (doubt.why, doubt.n) == (Why.ONE_MORE, 1)
    assert abs(doubt.expected_g - 1030) <= 1
    assert abs(doubt.rest_g - 1030) < 5


def test_goods_that_were_not_scanned_are_told_without_blaming_a_line() -> None:
    doubt = doubt_of(0, "milk", 1030, 1900)
    assert (doubt.why, doubt.n, doubt.rest_g) == (Why.UNSCANNED, None, 870)


def test_a_dear_thing_under_a_cheap_label_names_the_label() -> None:
    doubt = doubt_of(0, "bread", 1250)
    assert (doubt.why, doubt.n, doubt.expected_g) == (Why.OTHER, 1, 420)


def test_the_first_doubt_only_tells() -> None:
    assert doubt_of(0, "milk", 2060).level is Level.WARN


def test_a_second_doubt_is_kept_for_payment() -> None:
    doubt = doubt_of(0, "milk", 2060, "told", "bread", 2480, 3400)
    assert doubt.level is Level.HOLD
    assert doubt.rest_g > 1_900


def test_a_doubt_that_nobody_was_told_of_counts_for_nothing() -> None:
    assert doubt_of(0, "milk", 2060, "bread", 2480, 2900).level is Level.WARN


def test_a_customer_is_told_of_a_doubt_once() -> None:
    own = walked(0, "milk", 2060, "told", "told")
    assert own.told == 1
    assert walked("told").told == 0


def test_what_was_told_is_forgotten_when_all_is_accounted_for() -> None:
    own = walked(0, "milk", 2060, "told", 1030, "bread", 1450, 1950)
    assert own.doubt is not None
    assert own.doubt.level is Level.WARN


def test_the_customer_is_believed_once_and_the_piece_in_doubt_alone_is_told_of() -> None:
    own = bagging.confirmed(walked(0, "milk", 1030, "wine", 1700, "told"))
    assert (own.doubt, own.base_g, own.samples, own.told) == (None, 1700, (Sample("wine", 670),), 1)
    again = walked("bread", 3000, bag=own)
    assert again.doubt is not None
    assert again.doubt.level is Level.HOLD
    assert bagging.confirmed(again) == again


def test_what_was_taken_off_the_list_is_not_talked_away() -> None:
    own = walked(0, "milk", 1030, "-1")
    assert bagging.confirmed(own) == own
    assert bagging.confirmed(Bagging()) == Bagging()


def test_a_scale_that_was_away_is_believed_when_it_comes_back() -> None:
    away = bagging.unseen(walked(0, "milk", 2060))
    assert (away.doubt, away.last_g) == (None, None)
    back = bagging.weighed(away, 4_000, COSTS)
    assert (back.doubt, back.base_g) == (None, 4_000)


def test_what_was_told_before_the_scale_went_away_stands() -> None:
    away = bagging.unseen(walked(0, "milk", 2060, "told"))
    back = bagging.weighed(away, 2_060, COSTS)
    assert back.doubt is not None
    assert abs(back.base_g + back.doubt.rest_g - 2_060) <= 1


def test_the_weight_that_is_seen_first_is_believed_also_after_a_scan() -> None:
    own = walked("milk", 180)
    assert (own.doubt, own.base_g) == (None, 180)


def test_much_at_stake_is_kept_for_payment_at_once() -> None:
    assert doubt_of(0, "milk", 1030, 5_000).level is Level.HOLD


def test_two_doubts_are_one() -> None:
    own = walked(0, "milk", 2060, "bread", 2480, 3400)
    assert own.doubt is not None
    assert own.rest_g == own.doubt.rest_g


def test_a_doubt_goes_when_the_goods_are_taken_out() -> None:
    own = walked(0, "milk", 2060, 1030)
    assert own.doubt is None
    assert own.doubts == 0


def test_a_doubt_goes_when_the_goods_are_scanned() -> None:
    assert walked(0, "milk", 2060, "milk").doubt is None
    assert walked(0, "milk", 1030, 1450, "bread").doubt is None


def test_a_hand_on_the_scale_is_forgotten_when_it_leaves() -> None:
    assert walked(0, "milk", 1030, 4300).doubt is not None
    assert walked(0, "milk", 1030, 4300, 1032).doubt is None


def test_scanning_goes_on_in_doubt_and_what_is_bagged_then_fits() -> None:
    own = walked(0, "milk", 2060, "bread", 2480)
    assert own.doubt is not None
    assert own.doubt.level is Level.WARN
    assert [piece.sku for piece in own.placed] == ["milk", "bread"]


def test_an_own_bag_before_the_first_item_is_tare() -> None:
    own = walked(0, 180, "milk", 1210)
    assert own.doubt is None
    assert [sample.weight_g for sample in own.samples] == [1030]


def test_goods_that_are_not_bagged_are_never_asked_for() -> None:
    own = walked(0, "milk", "wine", "bread", 420)
    assert own.doubt is None
    assert [piece.sku for piece in own.placed] == ["bread"]


def test_two_things_put_in_together_fit() -> None:
    own = walked(0, "milk", "bread", 1450)
    assert own.doubt is None
    assert own.samples == ()


def test_a_bag_that_is_lifted_off_and_comes_back_is_no_doubt() -> None:
    assert walked(0, "milk", 1030, "wine", 2280, 0, 2280).doubt is None
    assert walked(0, "milk", 1030, "wine", 2280, 0, "bread", 420, 2700).doubt is None


def test_a_bag_that_comes_back_heavier_is_one() -> None:
    doubt = walked(0, "milk", 1030, "wine", 2280, 0, 3200).doubt
    assert doubt is not None
    assert abs(doubt.rest_g - 920) < 10


def test_a_line_taken_off_the_list_is_to_leave_the_bag() -> None:
    doubt = doubt_of(0, "milk", 1030, "wine", 2280, "-2")
    assert (doubt.why, doubt.n, doubt.stake_minor) == (Why.STILL_THERE, 2, 899)
    assert walked(0, "milk", 1030, "wine", 2280, "-2", 1032).doubt is None


def test_goods_that_were_lifted_out_before_their_line_went_are_no_doubt() -> None:
    assert walked(0, "milk", 1030, "wine", 2280, 1030, "-2").doubt is None


def test_a_line_that_was_never_bagged_goes_without_a_word() -> None:
    own = walked(0, "milk", "wine", 1030, "-2")
    assert own.doubt is None
    assert own.waiting == ()


def test_an_own_bag_is_believed_twice_and_not_for_what_is_too_heavy() -> None:
    own = walked(0, "milk", 1030, 1360)
    assert own.doubt is not None
    believed = bagging.own_bag(own, COSTS)
    assert (believed.doubt, believed.bags, believed.base_g) == (None, 1, 1360)
    heavy = walked(0, "milk", 1030, 1900)
    assert bagging.own_bag(heavy, COSTS) == heavy
    third = replace(own, bags=COSTS.bags)
    assert bagging.own_bag(third, COSTS) == third


def test_where_nothing_is_held_for_staff_a_large_doubt_is_told_alone() -> None:
    for can_hold, level in ((True, Level.HOLD), (False, Level.WARN)):
        costs = Costs(large_minor=1, can_hold=can_hold)
        own = bagging.scanned(bagging.weighed(Bagging(), 0, costs), Piece(1, "milk", MILK, 129), costs)
        own = bagging.weighed(own, 2060, costs)
        assert own.doubt is not None
        assert own.doubt.level is level


def test_an_own_bag_explains_no_second_carton() -> None:
    own = walked(0, "bread", 840)
    assert own.doubt is not None
    assert own.doubt.why is Why.ONE_MORE
    assert bagging.own_bag(own, COSTS) == own


def test_a_person_who_looked_takes_everything_as_it_stands_and_what_was_scanned_meanwhile_may_come_in() -> None:
    own = bagging.accepted(walked(0, "milk", 2060, "wine"))
    assert (own.doubt, own.base_g, [piece.sku for piece in own.waiting]) == (None, 2060, ["wine"])
    assert walked("bread", 2480, bag=own).doubt is None
    assert walked(3310, bag=own).doubt is None


def test_a_person_who_looked_found_the_piece_in_doubt_inside() -> None:
    own = bagging.accepted(walked(0, "bread", 3000))
    assert ([piece.sku for piece in own.placed], own.waiting) == (["bread"], ())
    assert walked(3420, bag=own).doubt is not None


def test_goods_of_unknown_weight_are_no_doubt_and_are_learned_from() -> None:
    own = bagging.scanned(bagging.weighed(Bagging(), 0, COSTS), Piece(1, "new", Expected(), 100), COSTS)
    own = bagging.weighed(own, 640, COSTS)
    assert own.doubt is None
    assert [(sample.sku, sample.weight_g) for sample in own.samples] == [("new", 640)]


def test_a_doubted_weight_is_never_a_sample() -> None:
    assert walked(0, "milk", 2060).samples == ()


def test_no_weight_at_all_is_no_doubt() -> None:
    assert walked("milk", "bread", "-1").doubt is None


_WORDS = st.sampled_from(["milk", "bread", "wine", "-1", "-2", "told"])
_STEPS = st.lists(_WORDS | st.integers(-50, 40_000), max_size=30)


@given(_STEPS)
def test_whatever_happens_the_weight_is_accounted_for_or_in_doubt(steps: list[str | int]) -> None:
    own = walked(*steps)
    scans = sum(step in ("milk", "bread", "wine") for step in steps)
    assert len(own.waiting) + len(own.placed) <= scans
    assert own.lifted_g >= 0
    assert own.doubts >= (own.doubt is not None)
    if own.last_g is not None and own.is_begun and own.doubt is None:
        assert own.base_g == own.last_g or all(isinstance(step, str) for step in steps[-1:])


@given(_STEPS)
def test_a_person_ends_every_doubt(steps: list[str | int]) -> None:
    assert bagging.accepted(walked(*steps)).doubt is None


def test_a_piece_that_was_taken_to_be_in_the_bag_may_be_in_the_hand() -> None:
    doubted = walked(0, "milk", 2060)
    assert doubted.doubt is not None
    assert [piece.sku for piece in doubted.doubt.inside] == ["milk"]
    own = bagging.scanned(doubted, Piece(2, "crate", known_of(2060), 999), COSTS)
    assert own.doubt is None
    assert [piece.sku for piece in own.placed] == ["crate"]
    assert [piece.sku for piece in own.waiting] == ["milk"]


def test_a_piece_that_is_off_the_list_is_not_put_back_in_the_hand() -> None:
    doubted = bagging.removed(walked(0, "milk", 2060), 1)
    own = bagging.scanned(doubted, Piece(2, "crate", known_of(2060), 999), COSTS)
    assert own.doubt is None
    assert "milk" not in [piece.sku for piece in (*own.waiting, *own.placed)]
