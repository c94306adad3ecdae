"""Loose goods through the flow: what hinders first, then what is found, weighed and put into the basket."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.loose import Group, Load, Rest
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.text import text
from kiosk.flows.base import (
    Abandoned,
    BackPressed,
    CancelConfirmed,
    DeviceChanged,
    EffectFailed,
    Event,
    StartTimer,
    StopTimer,
    TimedOut,
)
from kiosk.flows.checkout import begin, view
from kiosk.flows.checkout.events import Beep, Scanned, TypePressed
from kiosk.flows.checkout.loose.events import (
    FindLoose,
    GroupPicked,
    LoadSeen,
    LooseFound,
    LooseWanted,
    NameTyped,
    NameWanted,
    ProductPicked,
    TakeWeight,
    TarePicked,
    UnwatchScale,
    WatchScale,
    WeightAccepted,
)
from kiosk.flows.checkout.loose.examples import GOODS, loose
from kiosk.flows.checkout.loose.states import Choosing, Naming, Tare, Weighing
from kiosk.flows.checkout.loose.weighing import SETTLE_S, SETTLE_TIMER
from kiosk.flows.checkout.states import UNDO_TIMER, Ended, Scanning, Typing
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, Clock, goods

SCALE = DeviceChanged("scale", "READY", True)
SHOP = replace(SITE, devices={**SITE.devices, "scale": SCALE})
AWAY = replace(SITE, devices={**SITE.devices, "scale": replace(SCALE, state="SILENT", is_usable=False)})
APPLES, ORANGES = loose(0), loose(len(GOODS) - 2)
PIECE = loose(len(GOODS) - 1)
GROUPS = (Group("fruit", 14), Group("vegetables", 11))


def choosing() -> Checkout:
    """Return a checkout that shows what was found."""
    run = Checkout(site=SHOP)
    run.take(LooseWanted())
    ask = run.effect(FindLoose).ask
    run.take(LooseFound(ask, (APPLES, ORANGES, PIECE), GROUPS))
    return run


def weighing(*loads: Load) -> Checkout:
    """Return a checkout with apples chosen and these loads seen."""
    run = choosing()
    run.take(ProductPicked(APPLES.sku), *map(LoadSeen, loads))
    assert isinstance(run.state, Weighing)
    return run


def resting(gross_g: int, n: int = 3) -> Load:
    return Load(Rest.RESTING, gross_g, n)


# --- what hinders -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", [own for own in Rest if own is not Rest.RESTING])
def test_no_load_but_one_at_rest_is_taken_and_none_shows_a_price(rest: Rest) -> None:
    run = weighing(Load(rest, 845, 3))
    shown = view(run.state, SHOP)
    assert shown.primary is not None
    assert not shown.primary.is_enabled
    assert shown.parts["price"] is None
    run.take(WeightAccepted(3))
    assert not run.took


def test_a_weight_that_changed_under_the_finger_is_not_taken() -> None:
    run = weighing(resting(845, 3), resting(1845, 4))
    run.take(WeightAccepted(3))
    assert not run.took
    run.take(WeightAccepted(4))
    assert run.sale.lines[-1].weight_g == 1840


def test_a_scale_that_went_away_takes_the_price_away_and_nothing_is_added() -> None:
    run = weighing(resting(845))
    run.site = AWAY
    shown = view(run.state, AWAY)
    assert shown.parts["said"] == text("checkout.weighing.at.away")
    assert shown.parts["price"] is None
    run.take(WeightAccepted(3))
    assert not run.took


@pytest.mark.parametrize("rest", [Rest.OVER, Rest.UNDER_ZERO])
def test_what_the_scale_says_of_the_load_goes_before_that_it_cannot_be_used(rest: Rest) -> None:
    run = weighing(Load(rest, 0, 4))
    assert view(run.state, AWAY).parts["said"] == text(f"checkout.weighing.at.{rest}")


def test_a_weight_that_does_not_come_to_rest_is_told_after_ten_seconds() -> None:
    run = weighing(Load(Rest.EMPTY, 0, 1))
    assert run.take(LoadSeen(Load(Rest.MOVING, 0, 2))) == (StartTimer(SETTLE_TIMER, SETTLE_S),)
    run.take(TimedOut(SETTLE_TIMER))
    assert view(run.state, SHOP).parts["said"] == text("checkout.weighing.at.slow")
    assert run.take(LoadSeen(resting(500))) == (StopTimer(SETTLE_TIMER),)
    run.take(TimedOut(SETTLE_TIMER))
    assert not run.took


def test_where_nobody_answers_for_the_scale_it_is_told_to_be_away() -> None:
    run = weighing()
    run.take(EffectFailed("WatchScale", ""))
    assert view(run.state, SHOP).parts["said"] == text("checkout.weighing.at.away")


def test_goods_that_cannot_be_looked_up_are_told_so_and_the_basket_is_kept() -> None:
    run = Checkout(site=SHOP).scan(0)
    run.take(LooseWanted())
    run.take(EffectFailed("FindLoose", run.effect(FindLoose).ask))
    shown = view(run.state, SHOP)
    assert isinstance(shown.parts["banner"], dict)
    assert shown.parts["banner"]["title"] == text("checkout.choosing.out.title")
    assert len(run.sale.lines) == 1


def test_an_answer_to_an_earlier_question_is_nobodys() -> None:
    run = Checkout(site=SHOP)
    run.take(LooseWanted())
    first = run.effect(FindLoose).ask
    run.take(LooseFound(first, (APPLES,), GROUPS), GroupPicked("fruit"))
    run.take(LooseFound(first, (ORANGES,), GROUPS))
    assert not run.took
    run.take(EffectFailed("FindLoose", first))
    assert not run.took


@pytest.mark.parametrize("event", [ProductPicked("?"), GroupPicked("?"), LooseFound("?", (), ()), WeightAccepted(1)])
def test_what_is_not_on_the_glass_chooses_nothing(event: Event) -> None:
    run = choosing()
    run.take(event)
    assert not run.took


@pytest.mark.parametrize("typed", ["", "a", " a ", "- a -", "?!"])
def test_fewer_than_two_letters_are_asked_for_again_beside_the_field(typed: str) -> None:
    run = choosing()
    run.take(NameWanted())
    assert run.take(NameTyped(typed)) == (Beep("error"),)
    assert run.state == Naming(run.sale, is_short=True)


@pytest.mark.parametrize("site", [SITE, replace(SHOP, devices={**SHOP.devices, "tags": replace(SCALE, device="tags")})])
def test_without_a_scale_for_goods_loose_goods_are_not_offered(site: object) -> None:
    run = Checkout(site=site)  # type: ignore[arg-type] # a site, of a table
    run.take(LooseWanted())
    assert not run.took
    assert view(run.state, run.site).secondary is not None
    assert view(run.state, run.site).secondary.event == "TypePressed"  # type: ignore[union-attr] # asserted above
    run.take(Scanned(APPLES))
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    assert run.state.notice.code == "ITEM.NEEDS_WEIGHING"


# --- the way ----------------------------------------------------------------------------------------------------------


def test_what_is_chosen_by_its_picture_is_weighed_and_stands_in_the_basket_with_its_tare() -> None:
    run = weighing(Load(Rest.EMPTY, 0, 1), resting(845))
    assert run.state.tare is Tare.BAG  # type: ignore[union-attr] # asserted by `weighing`
    run.take(WeightAccepted(3))
    line = run.sale.lines[-1]
    assert (line.weight_g, line.facts.tare_g, line.total) == (840, 5, Money(251, "EUR"))
    assert isinstance(run.state, Scanning)
    assert run.state.newest_n == line.n
    assert run.effect(TakeWeight) == TakeWeight(3, 845)
    assert UnwatchScale() in run.effects


def test_goods_by_the_piece_go_into_the_basket_at_once() -> None:
    run = choosing()
    run.take(ProductPicked(PIECE.sku))
    assert isinstance(run.state, Scanning)
    assert (run.sale.lines[-1].sku, run.sale.lines[-1].qty) == (PIECE.sku, 1)


def test_a_code_of_goods_by_weight_leads_to_the_scale_and_back_to_the_basket() -> None:
    run = Checkout(site=SHOP).scan(0)
    assert run.take(Scanned(APPLES)) == (StopTimer(UNDO_TIMER), WatchScale())
    run.take(BackPressed())
    assert isinstance(run.state, Scanning)
    run.take(Scanned(APPLES, weight_g=500))
    assert run.sale.lines[-1].weight_g == 500


def test_the_scale_is_told_what_was_weighed_last_for_it_may_lie_there_still_after_a_restart() -> None:
    run = Checkout(site=SHOP).scan(0)
    run.take(Scanned(APPLES, weight_g=500, facts=LineFacts(tare_g=5)))
    run.take(Scanned(ORANGES, weight_g=800))  # by a label: it was on no scale of ours
    assert run.take(Scanned(APPLES)) == (StopTimer(UNDO_TIMER), WatchScale(taken_g=505))


def test_the_customers_container_is_weighed_empty_and_kept_for_the_next_goods_of_this_sale() -> None:
    run = weighing(Load(Rest.EMPTY, 0, 1))
    run.take(TarePicked("own"))
    assert view(run.state, SHOP).title == text("checkout.weighing.title_container")
    run.take(LoadSeen(resting(320)), WeightAccepted(3))
    assert view(run.state, SHOP).instruction == text("checkout.weighing.at.container")
    run.take(LoadSeen(resting(1320, 4)), WeightAccepted(4))
    assert (run.sale.lines[-1].weight_g, run.sale.lines[-1].facts.tare_g) == (1000, 320)
    run.take(Scanned(ORANGES))
    assert isinstance(run.state, Weighing)
    assert (run.state.tare, run.state.tare_g) == (Tare.OWN, 320)
    run.take(TarePicked("own"))
    assert run.state.is_taring, "another container may be weighed"
    run.take(BackPressed())
    assert (run.state.is_taring, run.state.tare_g) == (False, 320)
    run.take(TarePicked("none"))
    assert run.state.tare_g == 0


def test_a_container_of_one_sale_is_unknown_in_the_next() -> None:
    assert weighing(resting(500)).state.own_g == 0  # type: ignore[union-attr] # asserted by `weighing`


def test_kinds_and_names_ask_anew_and_a_name_is_asked_in_the_customers_language() -> None:
    run = choosing()
    run.take(GroupPicked("fruit"))
    assert run.effect(FindLoose).group == "fruit"
    run.site = replace(SHOP, language="nl")
    run.take(NameWanted(), NameTyped("appel"))
    asked = run.effect(FindLoose)
    assert (asked.text, asked.language, asked.group) == ("appel", "nl", "")
    run.take(LooseFound(asked.ask, (), GROUPS))
    shown = view(run.state, SHOP)
    assert isinstance(shown.parts["banner"], dict)
    assert shown.parts["banner"]["title"] == text("checkout.choosing.none.title")


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((BackPressed(),), Scanning), ((TypePressed(),), Typing), ((NameWanted(), BackPressed()), Choosing),
        ((ProductPicked("L0"), BackPressed()), Choosing), ((CancelConfirmed(),), Ended), ((Abandoned(),), Ended),
        ((Scanned(goods()),), Scanning), ((NameWanted(), Scanned(goods())), Scanning),
    ],
)  # fmt: skip
def test_every_way_out_keeps_the_basket_or_ends_it(events: tuple[Event, ...], state: type[object]) -> None:
    run = choosing()
    run.take(*events)
    assert isinstance(run.state, state)
    assert (run.sale.state is SaleState.VOID) == (state is Ended)


@pytest.mark.parametrize("event", [BackPressed(), CancelConfirmed(), Abandoned(), Scanned(goods()), WeightAccepted(3)])
def test_whoever_leaves_the_scale_watches_it_no_more(event: Event) -> None:
    run = weighing(resting(845))
    run.take(event)
    assert UnwatchScale() in run.effects
    assert StopTimer(SETTLE_TIMER) in run.effects


def test_a_code_of_goods_by_weight_on_a_free_glass_shows_the_basket_first() -> None:
    begun = begin(Scanned(APPLES), Clock().stamp(), SHOP, "session-1")
    assert begun is not None
    state, _ = begun
    assert isinstance(state, Scanning)
    assert state.notice is not None
    assert state.notice.code == "ITEM.NEEDS_WEIGHING"
