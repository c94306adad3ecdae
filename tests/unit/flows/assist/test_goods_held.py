"""What holds a customer's payment is settled by staff on this glass: with leave, once, and the basket follows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.basket import Product
from kiosk.domain.blockers import registered
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.terms import Terms
from kiosk.domain.money import Money
from kiosk.flows.assist.events import BlockerChosen, DeedChosen, LineChosen, NumberGiven, ReasonChosen, ResolutionChosen
from kiosk.flows.assist.states import Lane, Resolving
from kiosk.flows.base import BackPressed, PersonCalled
from kiosk.flows.callboard import LaneCall, about
from kiosk.flows.checkout.events import PayPressed, Scanned
from kiosk.flows.checkout.states import Paying
from kiosk.flows.shell.calling import EndCall
from kiosk.flows.shell.frame import frame
from kiosk.flows.shell.session import InFlow
from kiosk.flows.staffed import NotPermitted
from kiosk.phrases import phrase
from kiosk.words import SiteFormat, Words
from kiosk.words.languages import LANGUAGES
from tests.unit.flows.assist.test_assist import asked, at_lane, page, permit, sale
from tests.unit.flows.given import Checkout, Glass, goods

WINE = replace(goods(2), sku="wine", terms=Terms(min_age=18))
CAMERA = replace(goods(3), sku="camera", terms=Terms(needs_serial=True))
ASKED = replace(goods(4), sku="asked", unit=Money(0, "EUR"), terms=Terms(is_price_asked=True))


def lane(own: Product) -> Glass:
    """Return staff at the lane of a customer who pressed pay with goods that are held."""
    run = Checkout().scan(0)
    run.take(Scanned(own), PayPressed())
    return at_lane(run)


def choose(glass: Glass, way: str) -> None:
    (hold,) = holds(sale(glass))
    glass.take(BlockerChosen(hold.id), ResolutionChosen(way))


def pays(glass: Glass) -> bool:
    """Press pay for the customer beneath; True when money is asked for."""
    glass.session = replace(glass.session, over=None)
    glass.take(PayPressed())
    screen = glass.session.screen
    return isinstance(screen, InFlow) and isinstance(screen.state, Paying)


@pytest.mark.parametrize("own", [WINE, CAMERA], ids=lambda own: own.sku)
def test_without_leave_the_hold_stays(own: Product) -> None:
    glass = lane(own)
    choose(glass, "approve")
    glass.take(NotPermitted(asked(glass).ask_id, "denied"))
    assert isinstance(page(glass), Lane)
    assert holds(sale(glass))
    assert not pays(glass)


@pytest.mark.parametrize("own", [WINE, CAMERA], ids=lambda own: own.sku)
def test_approved_with_leave_it_is_recorded_and_the_customer_pays(own: Product) -> None:
    glass = lane(own)
    choose(glass, "approve")
    record = permit(glass)
    assert record is not None
    assert record.after == "approve"
    assert holds(sale(glass)) == ()
    assert pays(glass)


@pytest.mark.parametrize("own", [WINE, CAMERA, ASKED], ids=lambda own: own.sku)
def test_refused_its_goods_go_out_and_the_rest_is_paid(own: Product) -> None:
    glass = lane(own)
    choose(glass, "refuse")
    permit(glass)
    assert [line.sku for line in sale(glass).removed] == [own.sku]
    assert pays(glass)
    assert sale(glass).total == goods(0).unit


def test_the_price_that_staff_give_opens_payment() -> None:
    glass = lane(ASKED)
    glass.take(LineChosen(2), DeedChosen("price"), NumberGiven("250"), ReasonChosen("shelf"))
    permit(glass)
    assert holds(sale(glass)) == ()
    assert pays(glass)


def called(own: Product) -> Glass:
    """Return staff at the lane of a customer who is waiting for them."""
    glass = lane(own)
    glass.take(PersonCalled())
    assert glass.session.call_note
    return glass


@pytest.mark.parametrize("way", ["approve", "refuse"])
def test_a_call_and_the_word_of_it_go_with_what_staff_settled_at_the_glass(way: str) -> None:
    glass = called(WINE)
    choose(glass, way)
    permit(glass)
    assert glass.session.open_call is None
    assert frame(replace(glass.session, over=None)).view.toast is None
    assert any(isinstance(own, EndCall) for own in glass.effects)


def test_a_call_for_a_price_ends_when_staff_give_it() -> None:
    glass = called(ASKED)
    glass.take(LineChosen(2), DeedChosen("price"), NumberGiven("250"), ReasonChosen("shelf"))
    permit(glass)
    assert glass.session.open_call is None


def test_a_call_goes_on_while_staff_have_settled_less_than_it_was_about() -> None:
    run = Checkout().scan(0)
    run.take(Scanned(WINE), Scanned(CAMERA), PayPressed())
    glass = at_lane(run)
    glass.take(PersonCalled())
    for left in (True, False):
        glass.take(BlockerChosen(holds(sale(glass))[0].id), ResolutionChosen("approve"))
        permit(glass)
        assert (glass.session.open_call is not None) is left


def test_staff_read_how_the_price_of_a_line_came_about_and_of_the_basket_nothing_of_one_line() -> None:
    glass = lane(ASKED)
    glass.take(LineChosen(1))
    rows: Any = frame(glass.session).view.parts["rows"]
    steps = [own for own in rows if "event" not in own]
    assert [(own["title"].key, own["value"]) for own in steps] == [("checkout.explained.pieces", goods(0).unit)]
    glass.take(BackPressed(), LineChosen(0))
    rows = frame(glass.session).view.parts["rows"]
    assert all("event" in own for own in rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("own", [WINE, CAMERA, ASKED], ids=lambda own: own.sku)
def test_staff_who_choose_what_holds_read_it_whole_in_every_language(own: Product, language: str) -> None:
    glass = lane(own)
    (hold,) = holds(sale(glass))
    glass.take(BlockerChosen(hold.id))
    assert isinstance(page(glass), Resolving)
    said = frame(glass.session).view.instruction
    assert said is not None
    assert phrase(said, Words(language, SiteFormat()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_board_has_words_for_every_reason_that_a_call_may_tell(language: str) -> None:
    words = Words(language, SiteFormat())
    for kind in registered():
        call = LaneCall("c", 0, "checkout/Scanning", (kind.code,), "nl", "sent", 0)
        assert all(phrase(own, words) for own in about(call))
