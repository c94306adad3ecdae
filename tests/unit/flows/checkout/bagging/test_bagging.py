"""The weight in the bag through the flow: what hinders first, then doubts, answers, staff, and what is learned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.bagging import Bagging, Level, Sample
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.weighed import weight_note
from kiosk.flows.base import BackPressed, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout import begin
from kiosk.flows.checkout.attended.events import BlockerResolved
from kiosk.flows.checkout.bagging import watching
from kiosk.flows.checkout.bagging.events import (
    BagRested,
    InBagPressed,
    LearnWeights,
    OwnBagPressed,
    UnwatchBag,
    WatchBag,
)
from kiosk.flows.checkout.bagging.watching import DOUBT_TIMER
from kiosk.flows.checkout.events import (
    Beep,
    FewerPressed,
    MorePressed,
    PayPressed,
    Scanned,
    TypePressed,
    UndoPressed,
)
from kiosk.flows.checkout.states import Paying, Receipt, Scanning, Typing
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.checkout.bagging.lanes import (
    COSTS,
    LANE,
    MILK,
    TOLD,
    WINE,
    answer,
    bag_of,
    codes,
    lane,
    title,
)
from tests.unit.flows.given import Checkout, Clock, goods

# --- what hinders -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("site", [SITE, replace(LANE, bagging=None), replace(SITE, bagging=COSTS)])
def test_a_lane_without_a_watched_scale_knows_no_bag(site: Site) -> None:
    run = lane(MILK, 0, 5_000, InBagPressed(), TOLD, site=site)
    assert bag_of(run) == Bagging()
    assert WatchBag() not in run.effects


def test_a_weight_that_comes_late_is_not_taken() -> None:
    run = lane(0, MILK)
    run.take(BagRested(9, 1030), BagRested(4, 9_000))
    assert bag_of(run).last_g == 1030


def test_a_scale_that_goes_away_takes_a_doubt_with_it_that_nobody_heard_of() -> None:
    run = lane(0, MILK, 2060)
    assert bag_of(run).doubt is not None
    run.take(BagRested(9, None))
    assert (bag_of(run).doubt, bag_of(run).last_g) == (None, None)
    assert StopTimer(DOUBT_TIMER) in run.effects
    run.take(BagRested(10, 4_000))
    assert bag_of(run).doubt is None


def test_a_weight_before_its_scan_is_no_doubt_for_long() -> None:
    run = lane(0, MILK, 1030, 2280)
    assert StartTimer(DOUBT_TIMER, COSTS.patience_s) in run.effects
    run.take(WINE)
    assert bag_of(run).doubt is None
    assert StopTimer(DOUBT_TIMER) in run.effects
    run.take(TOLD)
    assert title(run) == ""


def test_a_bag_that_is_lifted_off_and_comes_back_is_no_doubt() -> None:
    assert bag_of(lane(0, MILK, 1030, 0, 1030)).doubt is None


def test_noise_of_the_scale_starts_nothing() -> None:
    run = lane(0, MILK, 1030, 1034, 1027)
    assert bag_of(run).doubt is None


def test_goods_of_which_nothing_is_known_are_no_doubt() -> None:
    run = lane(0, Scanned(replace(goods(1), expected_g=None)), 700)
    assert bag_of(run).doubt is None


def test_one_more_of_what_nobody_knows_is_no_doubt_either() -> None:
    run = lane(0, Scanned(replace(goods(1), expected_g=None)), MorePressed(1), 1_400)
    assert bag_of(run).doubt is None
    assert weight_note(run.sale) is None


def test_answers_without_a_doubt_change_nothing() -> None:
    run = lane(0, MILK, 1030)
    before = run.state
    run.take(InBagPressed(), OwnBagPressed())
    assert run.state is before


def test_a_doubt_that_nobody_heard_of_is_not_answered() -> None:
    run = lane(0, MILK, 2060, InBagPressed())
    assert bag_of(run).doubt is not None


# --- a doubt ----------------------------------------------------------------------------------------------------------


def test_a_doubt_is_told_after_its_time_and_scanning_goes_on() -> None:
    run = lane(0, MILK, 2060)
    assert title(run) == ""
    run.take(TOLD)
    assert title(run) == "WEIGHT.DOUBTED"
    assert run.effects == (Beep("attention"),)
    run.take(WINE)
    assert len(run.sale.lines) == 2
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_the_doubted_item_is_named() -> None:
    run = lane(0, MILK, 2060, TOLD)
    note = weight_note(run.sale)
    assert note is not None
    assert dict(note.args)["item"] == goods(1).name
    assert note.subject == ("line", "1")


def test_goods_that_were_not_scanned_blame_no_line() -> None:
    run = lane(0, MILK, 1030, 1900, TOLD)
    assert title(run) == "WEIGHT.UNEXPECTED"


def test_whoever_pays_in_doubt_is_told_first_and_then_pays() -> None:
    run = lane(0, MILK, 2060, PayPressed())
    assert title(run) == "WEIGHT.DOUBTED"
    run.take(PayPressed())
    assert isinstance(run.state, Paying)
    assert UnwatchBag() in run.effects


def test_the_customer_is_believed_once() -> None:
    run = lane(0, MILK, 1030, WINE, 1700, TOLD)
    assert answer(run) == "InBagPressed"
    run.take(InBagPressed())
    assert title(run) == ""
    assert answer(run) == ""
    run.take(BagRested(9, 2_700), TOLD)
    assert codes(run) == ["WEIGHT.UNSETTLED"]
    assert answer(run) == ""
    run.take(InBagPressed(), PayPressed())
    assert isinstance(run.state, Scanning)


def test_an_own_bag_that_comes_late_is_believed() -> None:
    run = lane(0, MILK, 1030, 1360, TOLD)
    assert answer(run) == "OwnBagPressed"
    run.take(OwnBagPressed())
    assert bag_of(run).doubt is None


def test_what_is_taken_off_the_list_is_to_leave_the_bag() -> None:
    run = lane(0, MILK, 1030, FewerPressed(1), TOLD)
    assert title(run) == "WEIGHT.REMOVED"
    run.take(TimedOut("checkout.undo"))
    assert answer(run) == ""
    run.take(BagRested(9, 0))
    assert bag_of(run).doubt is None


def test_one_more_and_what_comes_back_are_known_without_another_scan() -> None:
    run = lane(0, MILK, MorePressed(1), 2060)
    assert bag_of(run).doubt is None
    run = lane(0, MILK, FewerPressed(1), UndoPressed(), 1030)
    assert bag_of(run).doubt is None
    assert len(bag_of(run).placed) == 1


def test_goods_that_were_weighed_are_expected_as_they_were_weighed() -> None:
    apples = replace(goods(3), is_weighed=True)
    run = lane(0, Scanned(apples, weight_g=640), 640)
    assert bag_of(run).doubt is None
    run.take(BagRested(9, 1_280), TOLD)
    assert title(run) == "WEIGHT.DOUBTED"


def test_the_catalogue_s_weight_is_expected_where_nothing_was_learned() -> None:
    run = lane(0, Scanned(replace(goods(1), expected_g=500)), 1_700, TOLD)
    assert bag_of(run).doubt is not None


def test_the_bag_is_watched_also_while_a_number_is_typed() -> None:
    run = lane(0, MILK, TypePressed(), 2060, TOLD)
    assert isinstance(run.state, Typing)
    run.take(BackPressed())
    assert title(run) == "WEIGHT.DOUBTED"


def test_a_second_doubt_while_the_first_waits_starts_its_time_anew() -> None:
    run = lane(0, MILK, 2060, 2090)
    run.take(BagRested(9, 2_900))
    assert StartTimer(DOUBT_TIMER, COSTS.patience_s) in run.effects


# --- staff, and what is learned ---------------------------------------------------------------------------------------


def _held() -> Checkout:
    run = lane(0, MILK, 2060, TOLD, WINE, 3310, 4_200, TOLD)
    assert codes(run) == ["WEIGHT.UNSETTLED"]
    return run


def test_a_second_doubt_is_held_before_payment_with_its_evidence() -> None:
    run = _held()
    (hold,) = holds(run.sale)
    assert {name for name, _ in hold.args} == {"expected", "item", "known", "rest", "why"}
    run.take(PayPressed())
    assert isinstance(run.state, Scanning)
    assert title(run) == "WEIGHT.UNSETTLED"


def test_where_nothing_may_be_held_a_second_doubt_is_told_again() -> None:
    site = replace(LANE, bagging=replace(COSTS, can_hold=False))
    run = lane(0, MILK, 2060, TOLD, WINE, 3310, 4_200, TOLD, site=site)
    assert codes(run) == []
    doubt = bag_of(run).doubt
    assert doubt is not None
    assert doubt.level is Level.WARN


def test_staff_who_looked_end_it_and_the_customer_pays() -> None:
    run = _held()
    (hold,) = holds(run.sale)
    run.take(BlockerResolved(run.sale.version, hold.id, "approve", "anna"))
    assert codes(run) == []
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_weights_are_learned_from_a_sale_that_is_paid_without_a_doubt() -> None:
    run = lane(0, MILK, 1031)
    state = run.state
    assert isinstance(state, Scanning)
    paid = Receipt(state.sale)
    assert watching.followed(Paying(state.sale, "a"), None, (paid, ()), LANE)[1] == (
        LearnWeights((Sample(goods(1).sku, 1031),)),
    )
    assert watching.followed(paid, None, (replace(paid, code="x"), ()), LANE)[1] == ()


def test_nothing_is_learned_from_a_sale_in_doubt() -> None:
    state = lane(0, MILK, 1030, 2060).state
    assert isinstance(state, Scanning)
    assert watching.followed(Paying(state.sale, "a"), None, (Receipt(state.sale), ()), LANE)[1] == ()


def test_the_scale_is_watched_from_the_first_scan_on_and_left_with_the_basket() -> None:
    clock = Clock()
    begun = begin(MILK, clock.stamp(), LANE, "s")
    assert begun is not None
    assert WatchBag() in begun[1]
    assert begin(TypePressed(), clock.stamp(), LANE, "s") is None
    run = lane(0, MILK, 1030, PayPressed())
    assert UnwatchBag() in run.effects
