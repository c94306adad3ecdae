"""What the terminal tells of a payment that ended unheard: only what is surely ours goes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind
from kiosk.flows.checkout.events import LastPaymentTold
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell import EXAMPLES, Session
from kiosk.flows.shell.session import InFlow
from kiosk.flows.shell.settle import closed, overheard
from tests.unit.flows.given import Checkout


def unheard() -> tuple[Checkout, Session]:
    """A customer left after a payment that the terminal did not know of; it is watched."""
    run = Checkout().unclear()
    for after_s in (1, 10, 10, 10):
        run.told(None, after_s=after_s)
    assert (run.attempt.state, run.attempt.watch) == (AttemptState.DECLINED, True)
    return run, replace(EXAMPLES["shell/Attract"], watched=(run.sale,))


def test_the_last_payment_of_a_terminal_without_references_may_be_the_next_customers_and_stays() -> None:
    run, session = unheard()
    told = LastPaymentTold(run.attempt.id, run.result(number=53), True)  # another receipt, the same amount
    after = overheard(session, told, run.clock.stamp())
    assert after.unsettled == ()
    assert after.watched == ()


@pytest.mark.parametrize("is_known", [True, False])
def test_what_is_told_of_our_own_reference_is_an_orphan_and_goes_back(is_known: bool) -> None:
    run, session = unheard()
    result = replace(run.result(number=None), transaction_id="X1", is_for_reference=True) if is_known else None
    after = overheard(session, LastPaymentTold(run.attempt.id, result, True), run.clock.stamp())
    orphans = [own for sale in after.unsettled for own in sale.attempts if own.kind is AttemptKind.ORPHAN]
    assert len(orphans) == int(is_known)


def test_what_is_told_of_a_sale_that_is_in_hand_does_not_change_a_picture_of_before() -> None:
    run, session = unheard()
    result = replace(run.result(number=None), transaction_id="X1", is_for_reference=True)
    in_hand = replace(session, unsettled=(run.sale,))
    assert overheard(in_hand, LastPaymentTold(run.attempt.id, result, True), run.clock.stamp()) is in_hand


def test_what_is_told_of_a_sale_that_is_refunded_now_does_not_change_a_picture_of_before() -> None:
    run, session = unheard()
    result = replace(run.result(number=None), transaction_id="X1", is_for_reference=True)
    refunding = replace(session, screen=InFlow("checkout", Scanning(run.sale)))
    assert overheard(refunding, LastPaymentTold(run.attempt.id, result, True), run.clock.stamp()) is refunding


def test_a_sale_that_is_settled_is_watched_as_it_is_now() -> None:
    run, session = unheard()
    paid = replace(run.sale, state=SaleState.VOID)
    settled = Inquiry(paid, run.attempt.id, 0)
    after, _effects = closed(replace(session, inquiry=settled), settled, run.clock.stamp())
    assert after.watched == (paid,)
