"""The weight in the bag through the flow: what hinders first, then doubts, answers, staff, and what is learned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.bagging import Bagging, Costs, Expected, Level, Sample, learned, prior
from kiosk.domain.basket import Product
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.weighed import weight_note
from kiosk.domain.text import Text, text
from kiosk.flows.base import BackPressed, DeviceChanged, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout import begin, view
from kiosk.flows.checkout.attended.events import BlockerResolved
from kiosk.flows.checkout.bagging import watching
from kiosk.flows.checkout.bagging.events import (
    BagRested,
    InBagPressed,
    LearnWeights,
    NotBaggedPressed,
    OwnBagPressed,
    UnwatchBag,
    WatchBag,
)
from kiosk.flows.checkout.bagging.watching import DOUBT_TIMER, SCALE
from kiosk.flows.checkout.events import (
    Beep,
    FewerPressed,
    MorePressed,
    PayPressed,
    Scanned,
    TypePressed,
    UndoPressed,
)
from kiosk.flows.checkout.shopping.explaining import ExplainPressed
from kiosk.flows.checkout.states import Paying, Receipt, Scanning, Typing
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, Clock, goods

READY = DeviceChanged(SCALE, "READY", True)
COSTS = Costs()
LANE = replace(SITE, devices={**SITE.devices, SCALE: READY}, bagging=COSTS)
TOLD = TimedOut(DOUBT_TIMER)


def _even(weight_g: int) -> Expected:
    known = prior(weight_g)
    for k in range(30):
        known = learned(known, weight_g + k % 3 - 1)
    return known


def _ware(n: int, weight_g: int) -> Scanned:
    product: Product = replace(goods(n), expected_g=weight_g)
    return Scanned(product, pack=_even(weight_g))


MILK, WINE = _ware(1, 1030), _ware(2, 1250)


def lane(*events: Event | int, site: Site = LANE) -> Checkout:
    """Return a checkout after events; numbers are weights that stood still, in grams."""
    run = Checkout(site=site)
    n = 0
    for event in events:
        n += isinstance(event, int)
        run.take(BagRested(n, event) if isinstance(event, int) else event)
    return run


def bag_of(run: Checkout) -> Bagging:
    assert isinstance(run.state, Scanning | Typing)
    return run.sale.bag


def codes(run: Checkout) -> list[str]:
    return [own.code for own in holds(run.sale)]


def title(run: Checkout) -> str:
    """Return the code of the doubt that is told."""
    banner = view(run.state, LANE).parts["banner"]
    key = banner["title"].key if isinstance(banner, dict) else ""
    return key.removeprefix("blocker.").removesuffix(".title")


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
    assert _answer(run) == "InBagPressed"
    run.take(InBagPressed())
    assert title(run) == ""
    assert _answer(run) == ""
    run.take(BagRested(9, 2_700), TOLD)
    assert codes(run) == ["WEIGHT.UNSETTLED"]
    assert _answer(run) == ""
    run.take(InBagPressed(), PayPressed())
    assert isinstance(run.state, Scanning)


def test_an_own_bag_that_comes_late_is_believed() -> None:
    run = lane(0, MILK, 1030, 1360, TOLD)
    assert _answer(run) == "OwnBagPressed"
    run.take(OwnBagPressed())
    assert bag_of(run).doubt is None


def _answer(run: Checkout) -> str:
    action = view(run.state, LANE).secondary
    return action.event if action is not None and action.event != "TypePressed" else ""


def test_what_is_taken_off_the_list_is_to_leave_the_bag() -> None:
    run = lane(0, MILK, 1030, FewerPressed(1), TOLD)
    assert title(run) == "WEIGHT.REMOVED"
    run.take(TimedOut("checkout.undo"))
    assert _answer(run) == ""
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


# --- what is not bagged -----------------------------------------------------------------------------------------------


def _answer_of_line(run: Checkout, n: int) -> str:
    run.take(ExplainPressed(n))
    action = view(run.state, LANE).secondary
    return "" if action is None else action.event


def test_the_page_of_a_line_takes_the_answer_that_it_is_not_bagged_and_the_list_says_so() -> None:
    run = lane(0, MILK)
    assert _answer_of_line(run, 1) == "NotBaggedPressed"
    run.take(NotBaggedPressed(1))
    assert isinstance(run.state, Scanning)
    assert [piece.n for piece in bag_of(run).elsewhere] == [1]
    rows = view(run.state, LANE).rows
    assert rows is not None
    assert rows.row(rows.items[0])["detail"] == text("checkout.line.elsewhere")
    assert _answer_of_line(run, 1) == ""


def test_what_is_in_the_bag_is_not_said_to_be_elsewhere() -> None:
    run = lane(0, MILK, 1030)
    before = run.state
    run.take(NotBaggedPressed(1))
    assert run.state is before
    assert _answer_of_line(run, 1) == ""


def test_a_light_thing_in_the_place_of_a_heavy_one_asks_whether_that_is_bagged() -> None:
    site = replace(LANE, bagging=replace(COSTS, bag_max_g=0))
    run = lane(0, WINE, 90, TOLD, site=site)
    assert title(run) == "WEIGHT.DOUBTED"
    assert _answer(run) == "NotBaggedPressed"
    run.take(NotBaggedPressed(1))
    assert title(run) == "WEIGHT.UNEXPECTED"
    assert codes(run) == []
    assert not bag_of(run).waiting


def test_much_that_is_not_bagged_waits_for_staff_before_payment_and_they_see_it_once() -> None:
    run = lane(0, *(_ware(n, 300 + 90 * n) for n in range(1, COSTS.carried + 2)))
    for n in range(1, COSTS.carried + 1):
        run.take(NotBaggedPressed(n))
    assert codes(run) == []
    run.take(NotBaggedPressed(COSTS.carried + 1))
    assert run.effects == (Beep("attention"),)
    (hold,) = holds(run.sale)
    assert (hold.code, dict(hold.args)["count"]) == ("WEIGHT.CARRIED", COSTS.carried + 1)
    run.take(PayPressed())
    assert isinstance(run.state, Scanning)
    run.take(BlockerResolved(run.sale.version, hold.id, "approve", "anna"))
    assert codes(run) == []
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_what_is_taken_off_the_list_is_much_no_more() -> None:
    site = replace(LANE, bagging=replace(COSTS, carried=0))
    run = lane(0, MILK, NotBaggedPressed(1), site=site)
    assert codes(run) == ["WEIGHT.CARRIED"]
    run.take(FewerPressed(1))
    assert codes(run) == []


def test_what_shows_up_in_the_bag_after_all_is_elsewhere_no_more() -> None:
    run = lane(0, MILK, NotBaggedPressed(1))
    line = run.sale.lines[0]
    run.take(BagRested(9, 1030), TOLD)
    assert run.sale.lines[0] is not line  # so that its row is drawn again
    assert title(run) == ""
    assert not bag_of(run).elsewhere
    assert [piece.n for piece in bag_of(run).placed] == [1]


# --- what staff are told ----------------------------------------------------------------------------------------------


def _known_of(run: Checkout) -> Text:
    note = weight_note(run.sale)
    assert note is not None
    known = dict(note.args)["known"]
    assert isinstance(known, Text)
    return known


def test_staff_are_told_how_well_a_weight_is_known() -> None:
    known = _known_of(lane(0, MILK, 2060, TOLD))
    assert known.key == "checkout.bag.learned"
    assert dict(known.args) == {"spread": 13, "times": 32}  # the catalogue is two of them, and doubts itself
    assert _known_of(lane(0, MILK, 1030, 1900, TOLD)) == text("checkout.bag.not_learned")
    apples = Scanned(replace(goods(3), is_weighed=True), weight_g=640)
    assert _known_of(lane(0, apples, 640, 1_280, TOLD)) == text("checkout.bag.weighed_here")


def test_a_weight_of_the_catalogue_is_told_as_one() -> None:
    run = lane(0, Scanned(replace(goods(1), expected_g=500)), 1000, TOLD)
    assert _known_of(run) == text("checkout.bag.of_catalogue", spread=31)
