"""A customer with goods that need a look, a price or a number: scanning goes on, and money waits whatever is tapped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.basket import Product
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.terms import Terms
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.flows.base import Event, TimedOut
from kiosk.flows.checkout import view
from kiosk.flows.checkout.attended.events import BlockerResolved, PriceSet
from kiosk.flows.checkout.events import (
    Beep,
    ConnectTerminal,
    FewerPressed,
    MorePressed,
    PayPressed,
    Scanned,
    SendPayment,
    TypePressed,
    UndoPressed,
)
from kiosk.flows.checkout.states import UNDO_TIMER, Paying, Scanning
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods

WINE = replace(goods(2), sku="wine", terms=Terms(min_age=18))
BEER = replace(goods(2), sku="beer", terms=Terms(min_age=16))
CAMERA = replace(goods(3), sku="camera", terms=Terms(needs_serial=True))
ASKED = replace(goods(4), sku="asked", unit=Money(0, "EUR"), terms=Terms(is_price_asked=True))
HELD = pytest.mark.parametrize("own", [WINE, CAMERA, ASKED], ids=lambda own: own.sku)
TAPS = (PayPressed(), MorePressed(1), FewerPressed(1), UndoPressed(), TypePressed(), TimedOut(UNDO_TIMER))


def scanning(checkout: Checkout) -> Scanning:
    assert isinstance(checkout.state, Scanning)
    return checkout.state


def resolve(checkout: Checkout, way: str, *, version: int | None = None) -> None:
    (hold, *_) = holds(checkout.sale)
    seen = checkout.sale.version if version is None else version
    checkout.take(BlockerResolved(seen, hold.id, way, "p"))


@HELD
@pytest.mark.parametrize("tap", TAPS, ids=lambda tap: type(tap).__name__)
def test_whatever_is_tapped_no_money_is_asked_for_while_a_hold_is_open(own: Product, tap: Event) -> None:
    checkout = Checkout().scan(0)
    checkout.take(Scanned(own))
    for event in (PayPressed(), tap, PayPressed(), Scanned(goods(1)), PayPressed()):
        effects = checkout.take(event)
        assert not [one for one in effects if isinstance(one, ConnectTerminal | SendPayment)]
        assert checkout.sale.state is SaleState.OPEN
        assert not checkout.sale.attempts


@HELD
def test_pay_says_what_is_missing_and_scanning_goes_on(own: Product) -> None:
    checkout = Checkout()
    assert Beep("attention") in checkout.take(Scanned(own))
    assert checkout.take(PayPressed()) == (Beep("attention"),)
    assert scanning(checkout).notice == holds(checkout.sale)[0]
    assert Beep("ok") in checkout.take(Scanned(goods(0)))
    banner = view(checkout.state, SITE).parts["banner"]
    assert isinstance(banner, dict)
    assert banner["id"] == holds(checkout.sale)[0].id


@pytest.mark.parametrize(
    ("terms", "facts", "code"),
    [
        (Terms(), LineFacts(expires="2026-05-30"), "ITEM.EXPIRED"),
        (Terms(recalled=("L1",)), LineFacts(batch="L1"), "ITEM.RECALLED"),
        (Terms(not_sold="display"), LineFacts(), "ITEM.NOT_FOR_SALE"),
        (Terms(hours=(("13:00", "22:00"),)), LineFacts(), "ITEM.HOURS"),
    ],
)
def test_what_may_not_be_sold_is_not_added_and_told_why(terms: Terms, facts: LineFacts, code: str) -> None:
    checkout = Checkout().scan(0)
    sale = checkout.sale
    scan = Scanned(replace(goods(1), terms=terms), facts=facts, local="2026-05-31T12:00")
    assert checkout.take(scan) == (Beep("error"),)
    assert checkout.sale is sale
    notice = scanning(checkout).notice
    assert notice is not None
    assert notice.code == code


def test_the_limit_of_a_product_is_told_with_its_number() -> None:
    checkout = Checkout()
    two = replace(goods(0), terms=Terms(max_qty=2))
    checkout.take(Scanned(two), Scanned(two), MorePressed(1))
    notice = scanning(checkout).notice
    assert notice is not None
    assert (notice.code, dict(notice.args)["limit"]) == ("ITEM.MAX_QTY", 2)
    checkout.take(Scanned(two))
    assert checkout.sale.pieces == 2


def test_a_resolution_of_a_basket_that_changed_since_is_refused() -> None:
    checkout = Checkout()
    checkout.take(Scanned(WINE))
    before = checkout.sale.version
    checkout.take(Scanned(goods(0)))
    resolve(checkout, "approve", version=before)
    assert not checkout.took
    assert holds(checkout.sale)


@pytest.mark.parametrize("way", ["retry", "approved", "", "replug"])
def test_a_way_that_is_not_the_holds_resolves_nothing(way: str) -> None:
    checkout = Checkout()
    checkout.take(Scanned(WINE), PayPressed())
    resolve(checkout, way)
    assert not checkout.took


def test_after_one_look_the_customer_pays_also_for_what_comes_later() -> None:
    checkout = Checkout()
    checkout.take(Scanned(WINE), PayPressed())
    resolve(checkout, "approve")
    assert scanning(checkout).notice is None
    checkout.take(Scanned(BEER), PayPressed())
    assert isinstance(checkout.state, Paying)


def test_a_refusal_takes_the_goods_out_and_the_rest_is_paid() -> None:
    checkout = Checkout().scan(0)
    checkout.take(Scanned(WINE), PayPressed())
    resolve(checkout, "refuse")
    assert [line.sku for line in checkout.sale.removed] == ["wine"]
    assert scanning(checkout).notice is None
    checkout.take(PayPressed())
    assert isinstance(checkout.state, Paying)


def test_the_serial_number_is_scanned_after_the_piece() -> None:
    checkout = Checkout()
    checkout.take(Scanned(CAMERA), PayPressed(), Scanned(CAMERA, facts=LineFacts(serial="S1")), PayPressed())
    assert isinstance(checkout.state, Paying)
    assert checkout.sale.pieces == 1


def test_the_price_of_staff_opens_payment_and_takes_the_notice_away() -> None:
    checkout = Checkout()
    checkout.take(Scanned(ASKED), PayPressed())
    checkout.take(PriceSet(checkout.sale.version, 1, 300, "shelf", "p"))
    assert scanning(checkout).notice is None
    checkout.take(PayPressed())
    assert isinstance(checkout.state, Paying)
    assert checkout.attempt.amount == Money(300, "EUR")


def test_an_unknown_code_never_ends_the_session() -> None:
    checkout = Checkout()
    checkout.take(*(Scanned(None) for _ in range(50)))
    assert isinstance(checkout.state, Scanning)
    assert Beep("ok") in checkout.take(Scanned(goods(0)))
