"""What staff may still do once leave is given: less than when they asked, if the customer went on meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.staff.attending import CannotChange
from kiosk.flows.assist.acts import Deed, Wish, basket_of, may_end, told, ways_of
from kiosk.flows.base import Site
from kiosk.flows.checkout.attended.events import BlockerResolved, RefundBegun
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.guests import Customer
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout
from tests.unit.store.samples import basket, paid, sent

DONE = paid(basket()).to(SaleState.FULFILLED)


def at(screen: str, *sales: Sale, site: Site = SITE, is_busy: bool = False) -> Site:
    """Return the site with a customer at a screen; nobody's at attract."""
    return replace(site, customer=Customer(screen, "" if screen == "shell/Attract" else "c1", "en", sales, (), is_busy))


def why_not(wish: Wish, site: Site) -> str:
    with pytest.raises(CannotChange) as caught:
        told(wish, "sue", site)
    return caught.value.code


def test_a_refund_waits_until_nobody_is_there_and_the_terminal_is_free() -> None:
    wish = Wish(Deed.REFUND, value=1, sale=DONE, why="returned")
    asked = replace(SITE, is_terminal_asked=True)
    assert why_not(wish, at("checkout/Scanning")) == "BUSY"
    assert why_not(wish, at("shell/Attract", site=asked)) == "TERMINAL"
    assert told(wish, "sue", at("shell/Attract")) == RefundBegun(DONE, 1, "returned", "sue")


def test_a_session_with_money_under_way_or_in_it_is_not_ended() -> None:
    def customer(screen: str, *sales: Sale, is_busy: bool = False) -> Customer:
        found = at(screen, *sales, is_busy=is_busy).customer
        assert found is not None
        return found

    part_paid = paid(basket())
    assert may_end(customer("checkout/Scanning", basket()))
    assert not may_end(customer("checkout/Scanning", basket(), is_busy=True))
    assert not may_end(customer("checkout/Declined", part_paid))
    assert may_end(customer("checkout/Declined", sent(basket())))


def test_a_basket_whose_payment_has_begun_is_not_changed() -> None:
    assert basket_of(at("checkout/Scanning", basket()).customer) is not None
    assert basket_of(at("checkout/Declined", basket()).customer) is None
    assert why_not(Wish(Deed.VOID, 1), at("checkout/Paying", basket())) == "BUSY"


def test_a_blocker_is_resolved_only_for_the_basket_that_was_seen() -> None:
    run = Checkout().scan()
    run.take(Scanned(None))
    assert isinstance(run.state, Scanning)
    notice = run.state.notice
    assert notice is not None
    customer = Customer("checkout/Scanning", "c1", "en", (run.sale,), (notice,))
    site = replace(SITE, customer=customer)
    way = ways_of(customer, notice)[0]
    wish = Wish(Deed.RESOLVE, version=run.sale.version, blocker_id=notice.id, why=way)
    assert told(wish, "sue", site) == BlockerResolved(run.sale.version, notice.id, way, "sue")
    assert why_not(replace(wish, version=run.sale.version - 1), site) == "STALE"
    assert why_not(replace(wish, blocker_id="another"), site) == "STALE"
    assert why_not(replace(wish, why="no-way"), site) == "STALE"
