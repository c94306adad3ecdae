"""What is not bagged: expected elsewhere, within limits, and in the bag again when it shows up there."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Costs, Level, Why
from tests.unit.domain.bagging.walking import COSTS, walked


def _carried(own: Bagging, n: int) -> Bagging:
    return bagging.carried(own, n, COSTS)


def test_what_was_put_in_is_not_carried() -> None:
    own = walked(0, "milk", 1030)
    assert _carried(own, 1) is own
    assert _carried(own, 9) is own
    assert not bagging.can_carry(own, 1)


def test_a_thing_that_is_not_bagged_explains_no_weight_but_its_own() -> None:
    own = _carried(walked(0, "wine", "bread"), 1)
    assert [piece.sku for piece in own.elsewhere] == ["wine"]
    inside = bagging.weighed(own, 420, COSTS)
    assert inside.doubt is None
    back = bagging.weighed(inside, 1670, COSTS)
    assert (back.doubt, back.elsewhere) == (None, ())
    assert [piece.sku for piece in back.placed] == ["bread", "wine"]


def test_a_thing_that_was_not_scanned_is_told_whatever_is_said_to_be_elsewhere() -> None:
    own = bagging.weighed(_carried(walked(0, "bread"), 1), 1250, COSTS)
    assert own.doubt is not None
    assert own.doubt.why is Why.UNSCANNED
    assert [piece.sku for piece in own.elsewhere] == ["bread"]


def test_whoever_says_so_after_a_doubt_answers_for_the_rest_and_is_told_once() -> None:
    doubted = walked(0, "bread", 1250, "told")
    own = _carried(doubted, 1)
    assert own.doubt is not None
    assert (own.doubt.why, own.doubt.level, own.doubt.is_told, own.told) == (Why.UNSCANNED, Level.WARN, True, 1)


def test_a_doubt_ends_when_what_is_left_is_no_more_than_a_bag() -> None:
    doubted = bagging.told(bagging.weighed(walked(0, "wine"), 60, Costs(bag_max_g=0)))
    assert doubted.doubt is not None
    own = _carried(doubted, 1)
    assert (own.doubt, own.told) == (None, 1)


def test_what_staff_settle_is_not_ended_by_an_answer() -> None:
    held = walked(0, "milk", 2060, "told", "bread", 2480, 3400, "wine")
    own = _carried(held, 3)
    assert own.doubt == held.doubt
    assert [piece.sku for piece in own.elsewhere] == ["wine"]


def test_a_line_that_goes_takes_its_piece_with_it_wherever_that_is() -> None:
    own = bagging.removed(_carried(walked(0, "wine"), 1), 1)
    assert (own.elsewhere, own.doubt) == ((), None)


def test_too_many_or_too_dear_pieces_elsewhere_are_much_until_staff_saw_them() -> None:
    dear = Costs(carried_minor=800)
    own = bagging.checked(_carried(walked(0, "wine"), 1), dear)
    assert own.is_much
    seen = bagging.checked(bagging.carrying_seen(own), dear)
    assert not seen.is_much
    assert seen.elsewhere[0].is_seen
    assert not bagging.checked(own, replace(dear, can_hold=False)).is_much
    assert bagging.checked(own, COSTS).is_much is False
