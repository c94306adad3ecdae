"""One sale at a time is at the terminal, and what is not decided there comes before what has to go back."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.flows.checkout import recover
from kiosk.flows.checkout.examples import AT, EXAMPLES
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.states import PaymentUnclear
from kiosk.flows.shell import settle
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import Session


def unknown() -> Sale:
    """Return a sale whose payment is not decided."""
    state = EXAMPLES["PaymentUnclear"]
    assert isinstance(state, PaymentUnclear)
    return state.inquiry.sale


def late() -> Sale:
    """Return a sale of before, for which an approval came that nobody waited for."""
    payment = unknown().attempts[0]
    orphan = replace(payment, id="orphan", kind=AttemptKind.ORPHAN, state=AttemptState.APPROVED, approved_minor=199)
    return replace(unknown(), id="late", state=SaleState.VOID, attempts=(orphan,))


def test_who_leaves_a_payment_undecided_is_asked_about_before_an_older_one_goes_back() -> None:
    session = replace(Session(SITE, "nl"), unsettled=(late(),))
    after, _effects = settle.left(session, unknown(), AT)
    assert isinstance(after.inquiry, Inquiry)
    assert after.inquiry.sale.id == unknown().id
    assert after.unsettled == (late(),)


def test_a_restart_asks_before_it_gives_back() -> None:
    reviewed = replace(unknown(), state=SaleState.REVIEW)
    found = recover((late(), reviewed), AT)
    assert isinstance(found.inquiry, Inquiry)
    assert found.inquiry.sale.id == reviewed.id
