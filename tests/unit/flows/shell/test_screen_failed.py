"""A screen that raised: the session behind it ends, a payment and paper under way go on as if nothing had been."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.flows.checkout.events import PrintPressed
from kiosk.flows.checkout.states import Receipt
from kiosk.flows.shell import EXAMPLES
from kiosk.flows.shell.session import AccessSheet, Attract, InFlow, OutOfService, ScreenFailed, Starting
from tests.unit.flows.given import Checkout, Glass

SHOWN = sorted(EXAMPLES)


def is_charged(sale: Sale) -> bool:
    """True when money of a sale moved, or may have."""
    ended = (AttemptState.DECLINED, AttemptState.REVERSED)
    return any(own.state not in ended for own in sale.attempts if own.kind is not AttemptKind.REVERSAL)


@pytest.mark.parametrize("name", SHOWN)
def test_whatever_is_on_the_glass_no_payment_is_touched_and_no_basket_is_left_to_the_next(name: str) -> None:
    before = EXAMPLES[name]
    glass = Glass(before)
    if before.over is not None:  # a page over the customer's: it alone goes
        glass.take(ScreenFailed())
        assert glass.session.over is None
        assert glass.session.sales == before.sales
    glass.take(ScreenFailed())
    after = {sale.id: sale for sale in glass.session.sales}
    for sale in before.sales:
        kept = after[sale.id]
        assert kept.jobs == sale.jobs
        if is_charged(sale):
            assert (kept.attempts, kept.tenders, kept.state) == (sale.attempts, sale.tenders, sale.state)
        if sale.state is SaleState.OPEN:
            assert kept.state in (SaleState.VOID, SaleState.SUSPENDED)  # nobody else sees what a code alone brings back
    if isinstance(before.screen, Starting | OutOfService):
        assert type(glass.session.screen) is type(before.screen)


def test_a_basket_behind_a_broken_screen_is_kept_and_the_picture_is_free_of_it() -> None:
    run = Checkout().scan()
    glass = Glass(replace(EXAMPLES["checkout/Scanning"], screen=InFlow("checkout", run.state), sheet=AccessSheet()))
    glass.take(ScreenFailed())
    assert isinstance(glass.state, Attract)
    assert (glass.session.id, glass.session.sheet) == ("", None)
    assert [own.sale.lines for own in glass.session.kept] == [run.sale.lines]
    assert glass.session.closed == ()


@pytest.mark.parametrize("prepare", ["intended", "sent", "answered", "unclear", "paid"])
def test_a_payment_is_the_same_value_before_and_after(prepare: str) -> None:
    run = getattr(Checkout(), prepare)()
    glass = Glass(replace(EXAMPLES["checkout/Paying"], screen=InFlow("checkout", run.state)))
    glass.take(ScreenFailed())
    assert glass.state is run.state
    assert not glass.effects


def test_paper_under_way_is_waited_for() -> None:
    run = Checkout().receipt()
    run.take(PrintPressed())
    assert isinstance(run.state, Receipt)
    glass = Glass(replace(EXAMPLES["checkout/Receipt"], screen=InFlow("checkout", run.state)))
    glass.take(ScreenFailed())
    assert glass.state is run.state
