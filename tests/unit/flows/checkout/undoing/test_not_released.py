"""What was paid for and cannot be given: the money goes back, all of it, once."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.flows.checkout.events import ConnectTerminal, NotReleased, PayPressed, Scanned
from kiosk.flows.checkout.states import GivingBack, Paying, Scanning
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods


def test_the_whole_payment_is_taken_back_as_an_attempt_of_its_own() -> None:
    run = Checkout().paid()
    assert run.sale.state is SaleState.PAID
    run.take(NotReleased(run.sale.id, "closed"))
    assert isinstance(run.state, GivingBack)
    assert run.state.goes_on
    payment, reversal = run.sale.attempts
    assert (payment.state, reversal.reverses_id, reversal.state) == (
        AttemptState.REVERSING,
        payment.id,
        AttemptState.INTENT,
    )
    assert run.effect(ConnectTerminal).attempt_id == reversal.id


def test_while_the_terminal_is_asked_about_another_sale_it_waits_for_its_turn() -> None:
    run = Checkout().paid()
    run.site = replace(SITE, is_terminal_asked=True)
    run.take(NotReleased(run.sale.id, "closed"))
    assert isinstance(run.state, GivingBack)
    assert run.state.unwinding.is_waiting
    assert len(run.sale.attempts) == 1


def test_where_nothing_was_due_the_customer_is_back_where_they_came_from() -> None:
    run = Checkout()
    run.take(Scanned(goods(0, minor=0)))
    run.take(PayPressed())
    assert isinstance(run.state, Paying)
    assert run.sale.state is SaleState.PAID
    run.take(NotReleased(run.sale.id, "taken"))
    assert isinstance(run.state, Scanning)
    assert run.sale.state is SaleState.OPEN


def test_the_refusal_of_another_sale_or_of_one_not_paid_yet_is_not_taken() -> None:
    run = Checkout().paid()
    run.take(NotReleased("another", "closed"))
    assert not run.took
    unpaid = Checkout().sent()
    unpaid.take(NotReleased(unpaid.sale.id, "closed"))
    assert not unpaid.took
    assert unpaid.sale.state is SaleState.PAYING
