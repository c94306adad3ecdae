"""One sale at a time is at the terminal, and what is not decided there comes before what has to go back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.moves import HOLDS_TERMINAL, AttemptState, SaleState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.flows.base import CancelConfirmed, StartTimer, TimedOut
from kiosk.flows.checkout import recover
from kiosk.flows.checkout.events import (
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    FinishPressed,
    GiveBackPressed,
    LastPaymentTold,
    PayPressed,
    Scanned,
    SharePressed,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.examples import AT, EXAMPLES
from kiosk.flows.checkout.inquiry import ASK_TIMER, Inquiry
from kiosk.flows.checkout.states import GivingBack, PartPaid, PaymentUnclear, ResumeOffer
from kiosk.flows.checkout.undoing.stages import BUDGET_S, BUDGET_TIMER, TURN_S, TURN_TIMER
from kiosk.flows.checkout.undoing.unwinding import RETRY_TIMER, Unwinding
from kiosk.flows.shell import settle
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import Attract, Session
from tests.unit.flows.given import Checkout, Glass, goods


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


# --- a part paid beside a payment that is not decided ---------------------------------------------------------------


def part_paid() -> Checkout:
    """Return a checkout of which one half is paid."""
    run = Checkout().scan(0, 1).declined()
    run.take(SharePressed())
    run.take(TerminalConnected(run.attempt.id, "T1", 21))
    run.take(TerminalAnswered(run.attempt.id, run.result(number=31)), DialogueEnded(run.attempt.id, "completed", ""))
    assert isinstance(run.state, PartPaid)
    return run


def going_back() -> Sale:
    """Return the sale of a customer whose money was about to go back when the power went."""
    run = part_paid()
    run.take(GiveBackPressed())
    return run.sale


def other() -> Sale:
    """Return another sale, whose payment is not decided."""
    attempts = tuple(replace(own, sent_mono_ms=None) for own in unknown().attempts)
    return replace(unknown(), id="other", state=SaleState.REVIEW, attempts=attempts)


def at_terminal(glass: Glass) -> list[AttemptKind]:
    """Return what is at the terminal, or about to be."""
    attempts = (own for sale in glass.session.sales for own in sale.attempts)
    return [own.kind for own in attempts if own.kind is not AttemptKind.ORPHAN and own.state in HOLDS_TERMINAL]


def not_found(glass: Glass) -> None:
    """Let the terminal say twice that it knows nothing of the other payment."""
    assert isinstance(glass.session.inquiry, Inquiry)
    of = glass.session.inquiry.attempt_id
    for after_s in (31, 31):
        glass.take(TimedOut(ASK_TIMER), after_s=after_s)
        glass.take(LastPaymentTold(of, None, True))


def test_after_a_restart_money_on_the_glass_waits_until_the_other_payment_is_decided() -> None:
    for found in ((going_back(), other()), (other(), going_back())):
        glass = Glass(sales=found)
        assert isinstance(glass.state, GivingBack)
        assert at_terminal(glass) == [AttemptKind.PAYMENT]
        assert glass.take(TimedOut(TURN_TIMER), after_s=TURN_S) == (StartTimer(TURN_TIMER, TURN_S),)
        assert at_terminal(glass) == [AttemptKind.PAYMENT]
        not_found(glass)
        assert glass.session.inquiry is None
        assert at_terminal(glass) == []
        effects = glass.take(TimedOut(TURN_TIMER), after_s=TURN_S)
        assert [type(own) for own in effects] == [ConnectTerminal]
        assert at_terminal(glass) == [AttemptKind.REVERSAL]


def test_what_ended_unheard_behind_the_glass_is_asked_about_before_the_next_payment() -> None:
    glass = Glass(sales=(other(),))
    not_found(glass)
    attempt = other().attempts[-1]
    assert glass.session.inquiry is None
    glass.take(Scanned(goods()))
    effects = glass.take(PayPressed())
    assert AskLastPayment(attempt.id, attempt.ref) in effects
    assert not any(isinstance(own, ConnectTerminal) for own in effects)


def test_who_cancels_a_part_paid_sale_while_another_is_asked_about_waits_for_the_terminal() -> None:
    glass = Glass(sales=(part_paid().sale, other()))
    assert isinstance(glass.state, PartPaid)
    glass.take(CancelConfirmed())
    assert isinstance(glass.state, GivingBack)
    assert at_terminal(glass) == [AttemptKind.PAYMENT]
    not_found(glass)
    glass.take(TimedOut(TURN_TIMER), after_s=TURN_S)
    assert at_terminal(glass) == [AttemptKind.REVERSAL]


def test_a_wait_that_is_too_long_goes_to_staff_and_the_money_goes_back_behind_the_glass() -> None:
    glass = Glass(sales=(going_back(), other()))
    asked = glass.session.inquiry
    glass.take(TimedOut(BUDGET_TIMER), after_s=BUDGET_S)
    glass.take(FinishPressed())
    assert isinstance(glass.state, Attract)
    assert glass.session.inquiry is asked
    not_found(glass)
    assert isinstance(glass.session.inquiry, Unwinding)
    assert at_terminal(glass) == [AttemptKind.REVERSAL]


def test_the_pause_of_what_is_behind_the_glass_is_not_taken_by_who_waits() -> None:
    glass = Glass(sales=(going_back(), other()))
    was = glass.state
    glass.take(TimedOut(RETRY_TIMER), after_s=5)
    assert glass.state is was


def basket() -> Sale:
    """Return the basket of somebody else."""
    return replace(Checkout().scan().sale, id="basket", session_id="session-2")


@pytest.mark.parametrize("of_before", [going_back, lambda: part_paid().sale])
def test_after_a_restart_the_next_customer_sees_their_basket_and_not_the_money_of_the_one_before(
    of_before: Callable[[], Sale],
) -> None:
    glass = Glass(sales=(of_before(), basket()))
    assert isinstance(glass.state, ResumeOffer)
    assert glass.state.sale.id == "basket"
    assert isinstance(glass.session.inquiry, Unwinding)
    assert at_terminal(glass) == [AttemptKind.REVERSAL]


def test_a_basket_that_nobody_is_shown_is_void() -> None:
    glass = Glass(sales=(replace(basket(), id="older"), going_back()))
    assert isinstance(glass.state, GivingBack)
    assert [sale.state for sale in glass.session.sales if sale.id == "older"] == [SaleState.VOID]
