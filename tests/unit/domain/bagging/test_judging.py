"""Doubts: what raises one, what does not, and what takes it away. Weights in grams."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Costs, Doubt, Expected, Level, Piece, Sample, Why, learned, prior

COSTS = Costs()


def _known(weight_g: int, spread_g: int = 2) -> Expected:
    own = prior(weight_g)
    for k in range(40):
        own = learned(own, weight_g + (k % 3 - 1) * spread_g)
    return own


MILK, BREAD, WINE = _known(1030), _known(420, 12), _known(1250)
PRICES = {"milk": 129, "bread": 159, "wine": 899}
KNOWN = {"milk": MILK, "bread": BREAD, "wine": WINE}


def _walked(*steps: str | int, bag: Bagging | None = None) -> Bagging:
    """Scan names, weigh numbers; `told` tells the customer; `-2` as text takes one piece of line 2 off the list."""
    own, n = bag or Bagging(), 0 if bag is None else len(bag.waiting) + len(bag.placed)
    for step in steps:
        if isinstance(step, int):
            own = bagging.weighed(own, step, COSTS)
        elif step == "told":
            own = bagging.told(own)
        elif step.startswith("-"):
            own = bagging.removed(own, int(step[1:]))
        else:
            n += 1
            own = bagging.scanned(own, Piece(n, step, KNOWN[step], PRICES[step]), COSTS)
    return own


def _doubt(*steps: str | int) -> Doubt:
    doubt = _walked(*steps).doubt
    assert doubt is not None
    return doubt


def test_two_cartons_for_one_scan_name_the_carton() -> None:
    doubt = _doubt(0, "milk", 2060)
    assert (doubt.why, doubt.n) == (Why.ONE_MORE, 1)
    assert abs(doubt.expected_g - 1030) <= 1
    assert abs(doubt.rest_g - 1030) < 5


def test_goods_that_were_not_scanned_are_told_without_blaming_a_line() -> None:
    doubt = _doubt(0, "milk", 1030, 1900)
    assert (doubt.why, doubt.n, doubt.rest_g) == (Why.UNSCANNED, None, 870)


def test_a_dear_thing_under_a_cheap_label_names_the_label() -> None:
    doubt = _doubt(0, "bread", 1250)
    assert (doubt.why, doubt.n, doubt.expected_g) == (Why.OTHER, 1, 420)


def test_the_first_doubt_only_tells() -> None:
    assert _doubt(0, "milk", 2060).level is Level.WARN


def test_a_second_doubt_is_kept_for_payment() -> None:
    doubt = _doubt(0, "milk", 2060, "told", "bread", 2480, 3400)
    assert doubt.level is Level.HOLD
    assert doubt.rest_g > 1_900


def test_a_doubt_that_nobody_was_told_of_counts_for_nothing() -> None:
    assert _doubt(0, "milk", 2060, "bread", 2480, 2900).level is Level.WARN


def test_a_customer_is_told_of_a_doubt_once() -> None:
    own = _walked(0, "milk", 2060, "told", "told")
    assert own.told == 1
    assert _walked("told").told == 0


def test_what_was_told_is_forgotten_when_all_is_accounted_for() -> None:
    own = _walked(0, "milk", 2060, "told", 1030, "bread", 1450, 1950)
    assert own.doubt is not None
    assert own.doubt.level is Level.WARN


def test_the_customer_is_believed_once_and_the_piece_in_doubt_alone_is_told_of() -> None:
    own = bagging.confirmed(_walked(0, "milk", 1030, "wine", 1700, "told"))
    assert (own.doubt, own.base_g, own.samples, own.told) == (None, 1700, (Sample("wine", 670),), 1)
    again = _walked("bread", 3000, bag=own)
    assert again.doubt is not None
    assert again.doubt.level is Level.HOLD
    assert bagging.confirmed(again) == again


def test_what_was_taken_off_the_list_is_not_talked_away() -> None:
    own = _walked(0, "milk", 1030, "-1")
    assert bagging.confirmed(own) == own
    assert bagging.confirmed(Bagging()) == Bagging()


def test_a_scale_that_was_away_is_believed_when_it_comes_back() -> None:
    away = bagging.unseen(_walked(0, "milk", 2060))
    assert (away.doubt, away.last_g) == (None, None)
    back = bagging.weighed(away, 4_000, COSTS)
    assert (back.doubt, back.base_g) == (None, 4_000)


def test_what_was_told_before_the_scale_went_away_stands() -> None:
    away = bagging.unseen(_walked(0, "milk", 2060, "told"))
    back = bagging.weighed(away, 2_060, COSTS)
    assert back.doubt is not None
    assert abs(back.base_g + back.doubt.rest_g - 2_060) <= 1


def test_the_weight_that_is_seen_first_is_believed_also_after_a_scan() -> None:
    own = _walked("milk", 180)
    assert (own.doubt, own.base_g) == (None, 180)


def test_much_at_stake_is_kept_for_payment_at_once() -> None:
    assert _doubt(0, "milk", 1030, 5_000).level is Level.HOLD


def test_two_doubts_are_one() -> None:
    own = _walked(0, "milk", 2060, "bread", 2480, 3400)
    assert own.doubt is not None
    assert own.rest_g == own.doubt.rest_g


def test_a_doubt_goes_when_the_goods_are_taken_out() -> None:
    own = _walked(0, "milk", 2060, 1030)
    assert own.doubt is None
    assert own.doubts == 0


def test_a_doubt_goes_when_the_goods_are_scanned() -> None:
    assert _walked(0, "milk", 2060, "milk").doubt is None
    assert _walked(0, "milk", 1030, 1450, "bread").doubt is None


def test_a_hand_on_the_scale_is_forgotten_when_it_leaves() -> None:
    assert _walked(0, "milk", 1030, 4300).doubt is not None
    assert _walked(0, "milk", 1030, 4300, 1032).doubt is None


def test_scanning_goes_on_in_doubt_and_what_is_bagged_then_fits() -> None:
    own = _walked(0, "milk", 2060, "bread", 2480)
    assert own.doubt is not None
    assert own.doubt.level is Level.WARN
    assert [piece.sku for piece in own.placed] == ["milk", "bread"]


def test_an_own_bag_before_the_first_item_is_tare() -> None:
    own = _walked(0, 180, "milk", 1210)
    assert own.doubt is None
    assert [sample.weight_g for sample in own.samples] == [1030]


def test_goods_that_are_not_bagged_are_never_asked_for() -> None:
    own = _walked(0, "milk", "wine", "bread", 420)
    assert own.doubt is None
    assert [piece.sku for piece in own.placed] == ["bread"]


def test_two_things_put_in_together_fit() -> None:
    own = _walked(0, "milk", "bread", 1450)
    assert own.doubt is None
    assert own.samples == ()


def test_a_bag_that_is_lifted_off_and_comes_back_is_no_doubt() -> None:
    assert _walked(0, "milk", 1030, "wine", 2280, 0, 2280).doubt is None
    assert _walked(0, "milk", 1030, "wine", 2280, 0, "bread", 420, 2700).doubt is None


def test_a_bag_that_comes_back_heavier_is_one() -> None:
    doubt = _walked(0, "milk", 1030, "wine", 2280, 0, 3200).doubt
    assert doubt is not None
    assert abs(doubt.rest_g - 920) < 10


def test_a_line_taken_off_the_list_is_to_leave_the_bag() -> None:
    doubt = _doubt(0, "milk", 1030, "wine", 2280, "-2")
    assert (doubt.why, doubt.n, doubt.stake_minor) == (Why.STILL_THERE, 2, 899)
    assert _walked(0, "milk", 1030, "wine", 2280, "-2", 1032).doubt is None


def test_goods_that_were_lifted_out_before_their_line_went_are_no_doubt() -> None:
    assert _walked(0, "milk", 1030, "wine", 2280, 1030, "-2").doubt is None


def test_a_line_that_was_never_bagged_goes_without_a_word() -> None:
    own = _walked(0, "milk", "wine", 1030, "-2")
    assert own.doubt is None
    assert own.waiting == ()


def test_an_own_bag_is_believed_twice_and_not_for_what_is_too_heavy() -> None:
    own = _walked(0, "milk", 1030, 1360)
    assert own.doubt is not None
    believed = bagging.own_bag(own, COSTS)
    assert (believed.doubt, believed.bags, believed.base_g) == (None, 1, 1360)
    heavy = _walked(0, "milk", 1030, 1900)
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
    own = _walked(0, "bread", 840)
    assert own.doubt is not None
    assert own.doubt.why is Why.ONE_MORE
    assert bagging.own_bag(own, COSTS) == own


def test_a_person_who_looked_takes_everything_as_it_stands_and_what_was_scanned_meanwhile_may_come_in() -> None:
    own = bagging.accepted(_walked(0, "milk", 2060, "wine"))
    assert (own.doubt, own.base_g, [piece.sku for piece in own.waiting]) == (None, 2060, ["wine"])
    assert _walked("bread", 2480, bag=own).doubt is None
    assert _walked(3310, bag=own).doubt is None


def test_a_person_who_looked_found_the_piece_in_doubt_inside() -> None:
    own = bagging.accepted(_walked(0, "bread", 3000))
    assert ([piece.sku for piece in own.placed], own.waiting) == (["bread"], ())
    assert _walked(3420, bag=own).doubt is not None


def test_goods_of_unknown_weight_are_no_doubt_and_are_learned_from() -> None:
    own = bagging.scanned(bagging.weighed(Bagging(), 0, COSTS), Piece(1, "new", Expected(), 100), COSTS)
    own = bagging.weighed(own, 640, COSTS)
    assert own.doubt is None
    assert [(sample.sku, sample.weight_g) for sample in own.samples] == [("new", 640)]


def test_a_doubted_weight_is_never_a_sample() -> None:
    assert _walked(0, "milk", 2060).samples == ()


def test_no_weight_at_all_is_no_doubt() -> None:
    assert _walked("milk", "bread", "-1").doubt is None


_WORDS = st.sampled_from(["milk", "bread", "wine", "-1", "-2", "told"])
_STEPS = st.lists(_WORDS | st.integers(-50, 40_000), max_size=30)


@given(_STEPS)
def test_whatever_happens_the_weight_is_accounted_for_or_in_doubt(steps: list[str | int]) -> None:
    own = _walked(*steps)
    scans = sum(step in ("milk", "bread", "wine") for step in steps)
    assert len(own.waiting) + len(own.placed) <= scans
    assert own.lifted_g >= 0
    assert own.doubts >= (own.doubt is not None)
    if own.last_g is not None and own.is_begun and own.doubt is None:
        assert own.base_g == own.last_g or all(isinstance(step, str) for step in steps[-1:])


@given(_STEPS)
def test_a_person_ends_every_doubt(steps: list[str | int]) -> None:
    assert bagging.accepted(_walked(*steps)).doubt is None


def test_a_piece_that_was_taken_to_be_in_the_bag_may_be_in_the_hand() -> None:
    doubted = _walked(0, "milk", 2060)
    assert doubted.doubt is not None
    assert [piece.sku for piece in doubted.doubt.inside] == ["milk"]
    own = bagging.scanned(doubted, Piece(2, "crate", _known(2060), 999), COSTS)
    assert own.doubt is None
    assert [piece.sku for piece in own.placed] == ["crate"]
    assert [piece.sku for piece in own.waiting] == ["milk"]


def test_a_piece_that_is_off_the_list_is_not_put_back_in_the_hand() -> None:
    doubted = bagging.removed(_walked(0, "milk", 2060), 1)
    own = bagging.scanned(doubted, Piece(2, "crate", _known(2060), 999), COSTS)
    assert own.doubt is None
    assert "milk" not in [piece.sku for piece in (*own.waiting, *own.placed)]


# --- what is not bagged -----------------------------------------------------------------------------------------------


def _carried(own: Bagging, n: int) -> Bagging:
    return bagging.carried(own, n, COSTS)


def test_what_was_put_in_is_not_carried() -> None:
    own = _walked(0, "milk", 1030)
    assert _carried(own, 1) is own
    assert _carried(own, 9) is own
    assert not bagging.can_carry(own, 1)


def test_a_thing_that_is_not_bagged_explains_no_weight_but_its_own() -> None:
    own = _carried(_walked(0, "wine", "bread"), 1)
    assert [piece.sku for piece in own.elsewhere] == ["wine"]
    inside = bagging.weighed(own, 420, COSTS)
    assert inside.doubt is None
    back = bagging.weighed(inside, 1670, COSTS)
    assert (back.doubt, back.elsewhere) == (None, ())
    assert [piece.sku for piece in back.placed] == ["bread", "wine"]


def test_a_thing_that_was_not_scanned_is_told_whatever_is_said_to_be_elsewhere() -> None:
    own = bagging.weighed(_carried(_walked(0, "bread"), 1), 1250, COSTS)
    assert own.doubt is not None
    assert own.doubt.why is Why.UNSCANNED
    assert [piece.sku for piece in own.elsewhere] == ["bread"]


def test_whoever_says_so_after_a_doubt_answers_for_the_rest_and_is_told_once() -> None:
    doubted = _walked(0, "bread", 1250, "told")
    own = _carried(doubted, 1)
    assert own.doubt is not None
    assert (own.doubt.why, own.doubt.level, own.doubt.is_told, own.told) == (Why.UNSCANNED, Level.WARN, True, 1)


def test_a_doubt_ends_when_what_is_left_is_no_more_than_a_bag() -> None:
    doubted = bagging.told(bagging.weighed(_walked(0, "wine"), 60, Costs(bag_max_g=0)))
    assert doubted.doubt is not None
    own = _carried(doubted, 1)
    assert (own.doubt, own.told) == (None, 1)


def test_what_staff_settle_is_not_ended_by_an_answer() -> None:
    held = _walked(0, "milk", 2060, "told", "bread", 2480, 3400, "wine")
    own = _carried(held, 3)
    assert own.doubt == held.doubt
    assert [piece.sku for piece in own.elsewhere] == ["wine"]


def test_a_line_that_goes_takes_its_piece_with_it_wherever_that_is() -> None:
    own = bagging.removed(_carried(_walked(0, "wine"), 1), 1)
    assert (own.elsewhere, own.doubt) == ((), None)


def test_too_many_or_too_dear_pieces_elsewhere_are_much_until_staff_saw_them() -> None:
    dear = Costs(carried_minor=800)
    own = bagging.checked(_carried(_walked(0, "wine"), 1), dear)
    assert own.is_much
    seen = bagging.checked(bagging.carrying_seen(own), dear)
    assert not seen.is_much
    assert seen.elsewhere[0].is_seen
    assert not bagging.checked(own, replace(dear, can_hold=False)).is_much
    assert bagging.checked(own, COSTS).is_much is False


# --- hostile weights --------------------------------------------------------------------------------------------------


def test_a_scale_that_sticks_tells_two_pieces_at_once_and_is_believed() -> None:
    own = _walked(0, "milk", 0, "bread", 1450, 1450)
    assert (own.doubt, own.samples) == (None, ())


def test_drift_over_a_long_trip_is_no_doubt() -> None:
    own, at_g = _walked(0, "milk", 1030), 1030
    for _ in range(60):
        at_g += 2
        own = bagging.weighed(own, at_g, COSTS)
    assert own.doubt is None


def test_wind_that_lifts_and_presses_is_no_doubt() -> None:
    own = _walked(0, "milk", 1030)
    for off_g in (6, -7, 9, -4, 8, -9, 0) * 5:
        own = bagging.weighed(own, 1030 + off_g, COSTS)
    assert own.doubt is None


@given(st.sampled_from([40_000, 10**7, -40_000, -1, 0]))
def test_an_absurd_weight_goes_as_it_came_and_teaches_nothing(weight_g: int) -> None:
    own = _walked(0, "milk", 1030, weight_g, 1030)
    assert own.doubt is None
    assert own.samples == _walked(0, "milk", 1030).samples


def test_a_wrong_weight_of_the_catalogue_heals_over_trips_though_each_was_doubted() -> None:
    known = prior(100)
    for _ in range(20):
        own = bagging.scanned(bagging.weighed(Bagging(), 0, COSTS), Piece(1, "jar", known, 300), COSTS)
        own = bagging.weighed(own, 900, COSTS)
        own = bagging.confirmed(bagging.told(own))
        for sample in own.samples:
            known = learned(known, sample.weight_g)
    assert abs(known.mean_mg - 900_000) < 5_000


def test_one_thief_who_is_believed_teaches_nothing() -> None:
    own = bagging.confirmed(_walked(0, "milk", 2060, "told"))
    assert [sample.weight_g for sample in own.samples] == [2060]
    known = learned(MILK, 2060)
    assert (known.mean_mg, known.m2_mg2) == (MILK.mean_mg, MILK.m2_mg2)
