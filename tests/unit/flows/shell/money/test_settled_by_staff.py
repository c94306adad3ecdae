"""A sale that staff decided: written with the event, asked about no more, and never taken from its customer's hands."""

from __future__ import annotations

from kiosk.domain.moves import SaleState
from kiosk.domain.payment import doubt
from kiosk.domain.sale import Sale
from kiosk.domain.settling.resolving import Outcome, resolved
from kiosk.flows.checkout.events import LastPaymentTold, Scanned
from kiosk.flows.checkout.undoing.watching import watched
from kiosk.flows.day.events import SaleSettled
from kiosk.flows.shell.session import InFlow
from tests.unit.flows.given import Glass, goods
from tests.unit.store.samples import basket, sent


def unclear() -> Sale:
    sale = sent(basket())
    return doubt(sale, sale.attempts[0].id).to(SaleState.REVIEW)


def test_what_is_asked_about_is_asked_no_more_and_the_terminal_is_free() -> None:
    sale = unclear()
    glass = Glass(sales=(sale,))
    assert glass.session.inquiry is not None
    assert glass.session.site.is_terminal_asked
    after = resolved(glass.session.inquiry.sale, Outcome.PAID)
    glass.take(SaleSettled(after))
    assert glass.session.inquiry is None
    assert not glass.session.site.is_terminal_asked
    assert after in glass.session.closed
    glass.take(LastPaymentTold(sale.attempts[0].id, None, True))
    assert not glass.took


def test_what_was_not_paid_is_watched_for_what_comes_late() -> None:
    glass = Glass(sales=(unclear(),))
    assert glass.session.inquiry is not None
    after = resolved(glass.session.inquiry.sale, Outcome.NOT_PAID)
    glass.take(SaleSettled(after))
    assert [own.id for own in glass.session.watched] == [after.id]
    assert watched(after)


def test_another_sale_that_waited_has_its_turn() -> None:
    first, second = unclear(), doubt(sent(basket(2, "sale-2"), terminal_id="T2"), "sale-2-a1").to(SaleState.REVIEW)
    glass = Glass(sales=(first, second))
    assert glass.session.inquiry is not None
    own = glass.session.inquiry.sale
    glass.take(SaleSettled(resolved(own, Outcome.GIVEN_BACK)))
    assert glass.session.inquiry is not None
    assert glass.session.inquiry.sale.id != own.id


def test_a_sale_in_its_customer_s_hands_is_left_there() -> None:
    glass = Glass()
    glass.take(Scanned(goods()))
    assert isinstance(glass.session.screen, InFlow)
    before = glass.session
    glass.take(SaleSettled(before.sales[0].to(SaleState.VOID)))
    assert glass.session is before
