"""A coupon of a basket that is given up where nobody sees it is free again at once, not after the next start."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.benefits.changing import with_coupon
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.flows.base import Effect, TimedOut
from kiosk.flows.checkout.benefits.events import SettleBenefits
from kiosk.flows.shell import Session
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.keeping import KEPT_TIMER
from kiosk.flows.shell.session import Started
from tests.unit.flows.given import Clock, Glass
from tests.unit.store.samples import basket

USE = CouponUse("BREAD", CouponState.TAKEN, minor=50)


def with_bread(sale: Sale) -> Sale:
    """A basket that holds a coupon."""
    return with_coupon(sale, USE)


def told(effects: tuple[Effect, ...]) -> list[Owing]:
    """What was told to who keeps coupons."""
    return [own.owing for own in effects if isinstance(own, SettleBenefits)]


def test_a_kept_basket_that_runs_out_lets_its_coupon_go_once() -> None:
    sale = replace(with_bread(basket(2)), opened_utc_ms=Clock().stamp().utc_ms).to(SaleState.SUSPENDED)
    glass = Glass(Session(SITE, SITE.language))
    glass.take(Started((sale,), seen_utc_ms=sale.opened_utc_ms))
    assert [own.sale.id for own in glass.session.kept] == [sale.id]
    assert told(glass.effects) == []
    assert told(glass.take(TimedOut(KEPT_TIMER), after_s=601)) == [Owing(sale.id)]
    assert told(glass.take(TimedOut(KEPT_TIMER), after_s=1)) == []


def test_a_start_lets_the_coupon_of_an_old_basket_go_and_tells_nothing_of_one_without() -> None:
    kept, plain = with_bread(basket(2)).to(SaleState.SUSPENDED), replace(basket(2), id="plain").to(SaleState.SUSPENDED)
    glass = Glass(Session(SITE, SITE.language))
    effects = glass.take(Started((kept, plain), seen_utc_ms=kept.opened_utc_ms), after_s=24 * 3600)
    assert {own.id for own in glass.session.closed if own.state is SaleState.VOID} == {kept.id, "plain"}
    assert told(effects) == [Owing(kept.id)]
