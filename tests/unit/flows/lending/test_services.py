"""What a restart and an unpaid end leave of a service: an order of check-in that its flow no longer holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import LineKind, Sale
from kiosk.flows.base import BackPressed, Site, TimedOut
from kiosk.flows.checkin.events import LetGo
from kiosk.flows.checkin.examples import EXAMPLES
from kiosk.flows.checkin.states import Completing
from kiosk.flows.checkout.events import LastPaymentTold, ReleaseGoods
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.restart import OFFER_MS
from kiosk.flows.checkout.states import Declined, PaymentUnclear, ResumeOffer
from kiosk.flows.registry import flows
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.lending import site_for
from kiosk.flows.shell.session import Attract, InFlow
from tests.unit.flows.given import T0_MS, Checkout, Glass

HALL: Site = replace(SITE, journeys=("checkout", "checkin"))


def of_service(sale: Sale) -> Sale:
    """Return the sale as one of a service: its lines are carried out by a departures system."""
    return replace(sale, lines=tuple(replace(line, kind=LineKind.SERVICE) for line in sale.lines))


def released(glass: Glass) -> list[str]:
    return [own.order_id for own in glass.effects if isinstance(own, LetGo)]


def test_a_service_that_was_not_paid_is_no_basket_after_a_restart_and_its_order_is_let_go() -> None:
    sale = of_service(Checkout().scan().sale)
    glass = Glass(site=HALL, sales=(sale,))
    assert isinstance(glass.state, Attract)
    assert [(own.id, own.state) for own in glass.session.sales] == [(sale.id, SaleState.VOID)]
    assert released(glass) == [sale.id]


def test_an_order_that_cost_nothing_is_let_go_after_a_restart_too() -> None:
    sale = Checkout().sale
    assert not sale.lines
    assert released(Glass(site=HALL, sales=(sale,))) == [sale.id]


def test_goods_are_offered_back_and_no_order_is_let_go_for_them() -> None:
    sale = Checkout().scan().sale
    glass = Glass(site=HALL, sales=(sale,))
    assert isinstance(glass.state, ResumeOffer)
    assert released(glass) == []


def test_where_nobody_checks_in_nothing_is_let_go() -> None:
    assert released(Glass(sales=(Checkout().sale,))) == []


def test_a_service_whose_payment_came_to_nothing_after_a_restart_is_void_and_no_basket() -> None:
    sale = of_service(Checkout().unclear().sale)
    glass = Glass(site=HALL, sales=(sale,))
    assert isinstance(glass.state, PaymentUnclear)
    of = glass.state.inquiry.attempt_id
    for _ in range(8):
        if isinstance(glass.state, PaymentUnclear):
            glass.take(TimedOut(ASK_TIMER), after_s=20)
            glass.take(LastPaymentTold(of, None, True, ""), after_s=1)
    assert isinstance(glass.state, Declined)
    glass.take(BackPressed())
    assert isinstance(glass.state, Attract)
    gone = next(own for own in glass.session.sales if own.id == sale.id)
    assert gone.state is SaleState.VOID
    assert released(glass) == [sale.id]


@pytest.mark.parametrize("age_ms", [0, OFFER_MS + 1])
def test_a_service_that_is_paid_is_carried_out_after_a_restart_however_late(age_ms: int) -> None:
    paid = of_service(Checkout().paid().sale)
    assert paid.state is SaleState.PAID
    old = replace(paid, opened_utc_ms=T0_MS - age_ms)
    glass = Glass(site=HALL, sales=(old,))
    assert [own for own in glass.effects if isinstance(own, ReleaseGoods)] == [ReleaseGoods(paid.id, True)]


def test_a_payment_that_ended_unheard_and_was_handed_back_is_asked_about_before_the_next_one() -> None:
    run = Checkout().unclear()
    for _ in range(8):
        if isinstance(run.state, PaymentUnclear):
            run.told(None, after_s=20)
    assert isinstance(run.state, Declined)
    held = EXAMPLES["Completing"]
    assert isinstance(held, Completing)
    lender = InFlow("checkin", replace(held, trip=replace(held.trip, sale=run.sale)))
    glass = Glass(site=HALL)
    glass.session = replace(glass.session, id="session-1", screen=InFlow("checkout", run.state), lender=lender)
    glass.take(BackPressed())
    assert isinstance(glass.session.screen, InFlow)
    assert glass.session.screen.flow == "checkin"
    assert glass.session.lender is None
    assert site_for(glass.session).watched == ((run.attempt.id, run.attempt.ref),)
    assert [(own.id, own.state) for own in glass.session.closed] == [(run.sale.id, SaleState.VOID)]
    kept = flows()["checkin"].sales(glass.session.screen.state)
    assert run.sale.id not in {own.id for own in kept}
