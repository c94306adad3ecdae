"""What loose goods show and say aloud, and what changes nothing."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.loose import Load, Rest
from kiosk.domain.money import Money
from kiosk.domain.text import text
from kiosk.flows.base import TimedOut
from kiosk.flows.checkout import view
from kiosk.flows.checkout.loose.events import (
    FindLoose,
    LoadSeen,
    LooseWanted,
    NameTyped,
    NameWanted,
    TarePicked,
    WeightAccepted,
)
from kiosk.flows.checkout.loose.states import Naming, Tare, Weighing
from kiosk.flows.checkout.loose.view import kilograms
from kiosk.flows.checkout.loose.weighing import weigh
from tests.unit.flows.checkout.loose.test_choosing_and_weighing import (
    APPLES,
    PIECE,
    SHOP,
    choosing,
    resting,
    weighing,
)
from tests.unit.flows.given import Checkout

# --- what changes nothing ---------------------------------------------------------------------------------------------


def test_a_timer_of_the_scale_that_ends_late_changes_no_name() -> None:
    run = choosing()
    run.take(NameWanted())
    run.take(TimedOut("checkout.settle"))
    assert run.state == Naming(run.sale)


def test_a_container_that_is_not_at_rest_is_not_taken() -> None:
    run = weighing(Load(Rest.EMPTY, 0, 1))
    run.take(TarePicked("own"), LoadSeen(Load(Rest.MOVING, 320, 2)), WeightAccepted(2))
    assert isinstance(run.state, Weighing)
    assert (run.state.is_taring, run.state.own_g) == (True, 0)


def test_goods_without_a_bag_of_their_own_cannot_be_said_to_stand_in_one() -> None:
    run = weighing(resting(500))
    bare, _ = weigh(run.sale, replace(APPLES, tare_g=0), is_chosen=True)
    run.state = bare
    run.take(TarePicked("bag"))
    assert run.state is bare
    assert [own["args"] for own in view(bare, SHOP).parts["tares"]] == [{"tare": "none"}, {"tare": "own"}]  # type: ignore[union-attr, call-overload, index] # a table of the view


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_while_goods_are_looked_for_it_is_said_and_the_question_names_itself() -> None:
    run = Checkout(site=SHOP)
    run.take(LooseWanted())
    asked = run.effect(FindLoose)
    assert asked.key == asked.ask
    shown = view(run.state, SHOP)
    assert shown.parts["banner"] == {
        "kind": "info", "icon": "loader", "title": text("checkout.choosing.looking"), "text": ""
    }  # fmt: skip
    assert shown.spoken == ()


def test_tiles_say_whether_the_price_is_of_a_kilo_or_of_a_piece() -> None:
    shown = view(choosing().state, SHOP)
    tiles = {tile["args"]["sku"]: tile["price"] for tile in shown.parts["goods"]}  # type: ignore[union-attr, call-overload, index] # a table of the view
    assert tiles[APPLES.sku] == text("checkout.choosing.per_kilo", amount=APPLES.unit)
    assert tiles[PIECE.sku] == text("checkout.choosing.each", amount=PIECE.unit)
    assert shown.parts["banner"] is None
    assert shown.spoken == (text("checkout.choosing.count", count=3),)


def test_a_name_that_is_too_short_is_told_beside_its_field() -> None:
    run = choosing()
    run.take(NameWanted())
    assert view(run.state, SHOP).parts["field"]["problem"] is None  # type: ignore[call-overload, index] # the field
    run.take(NameTyped("a"))
    assert view(run.state, SHOP).parts["field"]["problem"] == text("checkout.naming.short")  # type: ignore[call-overload, index] # the field


def test_a_weight_at_rest_is_said_aloud_with_its_price_and_a_container_without() -> None:
    run = weighing(resting(845))
    aloud = text("checkout.weighing.aloud", weight=kilograms(840), price=Money(251, "EUR"))
    assert aloud in view(run.state, SHOP).spoken
    run.take(TarePicked("own"))
    assert isinstance(run.state, Weighing)
    assert run.state.tare is Tare.BAG
    assert len(view(run.state, SHOP).spoken) == 1
