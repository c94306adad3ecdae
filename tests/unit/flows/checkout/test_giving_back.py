"""Several cards, and money that goes back: on the glass, behind it, after a restart, and when it came unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState, TenderState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.flows.base import Abandoned, BackPressed, CancelConfirmed, Effect, EffectFailed, Event, TimedOut
from kiosk.flows.checkout import recover
from kiosk.flows.checkout.events import (
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    FinishPressed,
    GiveBackPressed,
    LastPaymentSilent,
    LastPaymentTold,
    PayPressed,
    PrintEnded,
    PrintPressed,
    Scanned,
    SendPayment,
    SendRefund,
    SendReversal,
    SharePressed,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
)
from kiosk.flows.checkout.examples import EXAMPLES
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.states import (
    Declined,
    Ended,
    GivingBack,
    PartPaid,
    Paying,
    PaymentUnclear,
    Returned,
    Scanning,
)
from kiosk.flows.checkout.undoing import unwinding
from kiosk.flows.checkout.undoing.stages import BUDGET_TIMER
from kiosk.flows.checkout.undoing.unwinding import RETRY_TIMER
from kiosk.flows.checkout.view import view
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import InFlow, Session
from tests.unit.flows.given import T0_MS, Checkout, Glass, goods

A, S, T = AttemptState, SaleState, TenderState


def connected(run: Checkout, *, takes_parts: bool = False) -> Checkout:
    run.take(TerminalConnected(run.attempt.id, "T1", 20 + run.attempt.n, takes_parts))
    return run


def answered(run: Checkout, *, part: int | None = None, is_approved: bool = True, end: str = "completed") -> Checkout:
    result = run.result(is_approved=is_approved, number=30 + run.attempt.n)
    result = result if part is None else replace(result, amount=Money(part, "EUR"))
    run.take(TerminalAnswered(run.attempt.id, result), DialogueEnded(run.attempt.id, end, "text"))
    return run


def shared() -> Checkout:
    """Half of 700 cents is paid after a card was declined."""
    run = Checkout()
    run.scan(0, 1).declined()
    run.take(SharePressed())
    return answered(connected(run))


def given_back(run: Checkout) -> Checkout:
    run.effect(ConnectTerminal)
    connected(run).effect(SendReversal)
    return answered(run)


# --- several cards --------------------------------------------------------------------------------------------------


def test_after_a_decline_two_cards_share_the_amount_and_the_goods_come_with_the_second() -> None:
    run = shared()
    assert isinstance(run.state, PartPaid)
    assert (run.sale.state, [t.state for t in run.sale.tenders]) == (S.PAYING, [T.VOID, T.CONFIRMED])
    run.take(PayPressed())
    rest = connected(run).effect(SendPayment).amount
    assert rest + run.sale.confirmed == run.sale.total
    answered(run)
    assert (run.sale.state, isinstance(run.state, Paying)) == (S.PAID, True)


def test_a_card_that_is_declined_for_the_rest_leaves_the_part_paid() -> None:
    run = shared()
    run.take(PayPressed())
    answered(connected(run), is_approved=False)
    assert isinstance(run.state, Declined)
    run.take(BackPressed())
    assert isinstance(run.state, PartPaid)


def test_giving_everything_back_begins_with_the_last_card_and_returns_to_the_basket() -> None:
    run = shared()
    run.take(PayPressed())
    answered(connected(run), is_approved=False)
    run.take(BackPressed(), GiveBackPressed())
    given_back(run)
    assert isinstance(run.state, Returned)
    run.take(PrintEnded(run.sale.jobs[0].id, "DONE"))
    assert [t.state for t in run.sale.tenders] == [T.VOID, T.REVERSED, T.OPEN]
    run.take(BackPressed())
    assert isinstance(run.state, Scanning)
    assert (run.sale.state, run.sale.tenders[2].state, run.sale.pieces) == (S.OPEN, T.VOID, 2)


def test_who_cancels_a_sale_that_is_part_paid_gets_everything_back_and_the_sale_is_void() -> None:
    run = shared()
    run.take(CancelConfirmed())
    given_back(run)
    run.take(PrintEnded(run.sale.jobs[0].id, "DONE"), BackPressed())
    assert isinstance(run.state, Returned)
    run.take(FinishPressed())
    assert isinstance(run.state, Ended)
    assert run.sale.state is S.VOID


# --- approvals of less, and approvals nobody wanted any more --------------------------------------------------------


def test_an_approval_of_less_goes_back_and_is_never_the_sale_s() -> None:
    run = answered(connected(Checkout().intended()), part=100)
    assert isinstance(run.state, GivingBack)
    assert (run.sale.attempts[0].approved_minor, run.sale.attempts[0].state) == (100, A.REVERSING)
    assert connected(run).effect(SendReversal).original.held == Money(100, "EUR")


def test_where_the_terminal_takes_parts_the_rest_is_the_next_card_s() -> None:
    run = answered(connected(Checkout().intended(), takes_parts=True), part=100)
    assert isinstance(run.state, PartPaid)
    assert run.sale.confirmed == Money(100, "EUR")


def test_a_wish_to_cancel_is_kept_while_the_payment_is_asked_about() -> None:
    run = connected(Checkout().intended())
    run.take(BackPressed(), DialogueEnded(run.attempt.id, "unknown"))
    assert isinstance(run.state, PaymentUnclear)
    yes = replace(run.result(number=40), is_for_reference=True)
    run.told(yes, after_s=1)
    assert isinstance(run.state, GivingBack)
    assert (run.sale.state, run.sale.attempts[0].state) == (S.PAYING, A.REVERSING)


# --- what goes wrong on the way back --------------------------------------------------------------------------------


def going() -> Checkout:
    run = shared()
    run.take(GiveBackPressed())
    return run


def test_a_terminal_that_is_not_reached_is_tried_again_with_a_new_reversal() -> None:
    run = going()
    first = run.attempt.ref
    run.take(TerminalNotReached(run.attempt.id, "NoAnswer"))
    assert run.attempt.refusal == "not_sent"
    run.take(TimedOut(RETRY_TIMER), after_s=5)
    assert run.attempt.ref != first
    given_back(run)
    assert run.sale.tenders[1].state is T.REVERSED


@pytest.mark.parametrize("lost", [lambda of: DialogueEnded(of, "unknown"), lambda of: EffectFailed("SendReversal", of)])
def test_a_reversal_whose_answer_is_lost_is_asked_about_and_never_sent_again(lost: object) -> None:
    run = connected(going())
    of = run.attempt.id
    assert callable(lost)
    run.take(lost(of))
    assert run.attempt.state is A.UNKNOWN
    run.take(TimedOut(ASK_TIMER), after_s=1)
    assert run.effects == (AskLastPayment(of, run.attempt.ref),)
    told = replace(run.result(number=40), is_for_reference=True)
    run.take(LastPaymentTold(of, told, True, "text"))
    assert (run.attempt.id, run.attempt.state, run.sale.tenders[1].state) == (of, A.CONFIRMED, T.REVERSED)


def test_three_refusals_go_to_staff_with_a_slip() -> None:
    run = going()
    for _ in range(3):
        answered(connected(run), is_approved=False)
        run.take(TimedOut(RETRY_TIMER), after_s=60)
    assert isinstance(run.state, GivingBack)
    assert run.state.is_review
    assert (run.sale.state, [a.state for a in run.sale.attempts if a.state is A.REVIEW]) == (S.REVIEW, [A.REVIEW])
    run.take(PrintPressed())
    assert run.sale.jobs[0].attempt_id == run.sale.attempts[1].id


def test_after_three_minutes_staff_takes_over_and_the_kiosk_goes_on_behind_the_glass() -> None:
    run = going()
    run.take(TimedOut(BUDGET_TIMER), after_s=180)
    assert run.sale.state is S.REVIEW
    run.take(Abandoned())
    assert isinstance(run.state, Ended)
    assert run.state.inquiry is not None


def test_what_a_person_has_to_decide_is_not_promised() -> None:
    promised = EXAMPLES["GivingBack"], EXAMPLES["GivingBack-staff"]
    going, decided_by_staff = (view(state, SITE).parts["promise_title"] for state in promised)
    assert going == text("checkout.back.promise_title", amount=Money(1665, "EUR"))
    assert decided_by_staff == text("checkout.unclear.promise_title")


def test_the_same_word_of_a_reversal_twice_is_acknowledged_again() -> None:
    run = connected(going())
    run.take(TerminalAnswered(run.attempt.id, run.result()))
    was = run.state
    run.take(TerminalAnswered(run.attempt.id, run.result()))
    assert run.state is was


# --- behind the glass, and after a restart --------------------------------------------------------------------------


def stored(run: Checkout) -> Sale:
    return replace(run.sale, attempts=tuple(replace(own, sent_mono_ms=None) for own in run.sale.attempts))


SOON, LATE = Stamp(T0_MS + 60_000, 1, 99), Stamp(T0_MS + 700_000, 1, 99)


def test_after_a_restart_a_part_paid_is_offered_to_be_completed() -> None:
    assert isinstance(recover((stored(shared()),), SOON).state, PartPaid)


@pytest.mark.parametrize("prepare", [shared, going, lambda: connected(going())])
def test_who_is_gone_after_a_restart_gets_everything_back_behind_the_glass(prepare: object) -> None:
    assert callable(prepare)
    found = recover((stored(prepare()),), LATE)
    assert found.state is None
    assert isinstance(found.inquiry, unwinding.Unwinding)


@pytest.mark.parametrize("prepare", [going, lambda: connected(going())])
def test_after_a_restart_the_giving_back_goes_on_in_front_of_its_customer(prepare: object) -> None:
    assert callable(prepare)
    found = recover((stored(prepare()),), SOON)
    assert isinstance(found.state, GivingBack)
    assert sum(a.state in (A.INTENT, A.UNKNOWN) for a in found.state.sale.attempts) == 1


def glass_with(run: Checkout) -> Glass:
    return Glass(Session(SITE, "en", id="session-1", screen=InFlow("checkout", run.state)))


def play(glass: Glass, *events: Event) -> tuple[Effect, ...]:
    return glass.take(*events)


def test_a_part_paid_that_was_left_goes_back_behind_the_glass_and_the_sale_is_void() -> None:
    glass = glass_with(shared())
    play(glass, TimedOut("shell.idle"), TimedOut("shell.leave"))
    assert isinstance(glass.session.inquiry, unwinding.Unwinding)
    assert glass.session.site.is_terminal_asked
    of = glass.session.inquiry.attempt_id
    amount = glass.session.inquiry.sale.attempts[-1].amount
    yes = Result(True, amount, 77, "1", "A", "T1")
    play(glass, TerminalConnected(of, "T1", 40), TerminalAnswered(of, yes), DialogueEnded(of, "completed", "text"))
    assert glass.session.inquiry is None
    assert [sale.state for sale in glass.session.closed] == [S.VOID]


# --- the watch list -------------------------------------------------------------------------------------------------


def unheard() -> Checkout:
    """A payment that the terminal twice did not know, and that its customer gave up."""
    run = Checkout().unclear()
    run.told(None, after_s=31)
    run.told(None, after_s=8)
    assert isinstance(run.state, Declined)
    return run


def late(attempt: Attempt, number: int = 12) -> Result:
    return Result(True, attempt.amount, number, "9", "Z", "T1", "Demo", "4471", "00")


def test_before_the_same_customer_pays_again_the_terminal_is_asked_about_what_it_did_not_know() -> None:
    run = unheard()
    first = run.attempt
    run.take(PayPressed())
    assert run.effect(AskLastPayment).key == first.id
    run.take(LastPaymentTold(first.id, None, True))
    assert run.effect(ConnectTerminal).attempt_id == run.attempt.id


@pytest.mark.parametrize(
    "silent", [lambda of: LastPaymentSilent(of, ""), lambda of: EffectFailed("AskLastPayment", of)]
)
def test_a_terminal_that_is_silent_about_it_is_still_connected(silent: object) -> None:
    run = unheard()
    first = run.attempt
    run.take(PayPressed())
    assert callable(silent)
    run.take(silent(first.id))
    assert run.effects == (ConnectTerminal(run.attempt.id),)


def test_a_late_approval_is_an_orphan_once_and_goes_back_behind_the_glass() -> None:
    run = unheard()
    run.take(CancelConfirmed())
    assert isinstance(run.state, Ended)
    glass = Glass()
    gone = replace(run.sale)
    glass.session = replace(glass.session, watched=(gone,))
    told = TerminalAnswered(run.attempt.id, late(run.attempt))
    play(glass, told, told)
    rows = [a for sale in glass.session.sales for a in sale.attempts if a.kind is AttemptKind.ORPHAN]
    assert [(a.state, a.amount) for a in rows] == [(A.APPROVED, run.attempt.amount)]
    assert glass.session.watched == ()


def test_the_next_customer_s_payment_waits_until_the_terminal_was_asked() -> None:
    run = unheard()
    run.take(CancelConfirmed())
    glass = Glass()
    glass.session = replace(glass.session, watched=(run.sale,))
    play(glass, Scanned(goods()))
    assert AskLastPayment(run.attempt.id, run.attempt.ref) in play(glass, PayPressed())
    told = replace(late(run.attempt), is_for_reference=True)
    effects = play(glass, LastPaymentTold(run.attempt.id, told, True))
    assert any(isinstance(effect, ConnectTerminal) for effect in effects)
    assert [sale.attempts[-1].kind for sale in glass.session.unsettled] == [AttemptKind.ORPHAN]


# --- refunds --------------------------------------------------------------------------------------------------------


def test_a_refund_is_sent_once_with_its_own_reference_and_leaves_the_sale_as_it_is() -> None:
    sale = Checkout().receipt().sale
    at = Stamp(T0_MS, 1, 4711)
    own, effects = unwinding.refunded(sale, sale.tenders[0].id, Money(50, "EUR"), at)
    assert effects == (ConnectTerminal(own.attempt_id),)
    own, effects = unwinding.step(own, TerminalConnected(own.attempt_id, "T1", 40), at)
    assert [(type(one), one.key) for one in effects] == [(SendRefund, own.attempt_id)]
    yes = Result(True, Money(50, "EUR"), 77, "1", "A", "T1")
    of = own.attempt_id
    own, _ = unwinding.step(own, TerminalAnswered(of, yes), at)
    own, _ = unwinding.step(own, DialogueEnded(of, "completed", "text"), at)
    assert not own.is_open
    assert (own.sale.state, own.sale.attempts[-1].state, own.sale.tenders) == (S.FULFILLED, A.CONFIRMED, sale.tenders)
