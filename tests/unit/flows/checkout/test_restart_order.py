"""Several sales at a restart: the most urgent is on the glass, one is at the terminal, the others wait."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.sale import Attempt, AttemptKind, PaperKind, PrintJob, Sale
from kiosk.domain.settling.undoing import NOT_SENT
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.flows.base import BackPressed, StartTimer, TimedOut
from kiosk.flows.checkout import recover
from kiosk.flows.checkout.events import (
    ConnectTerminal,
    DialogueEnded,
    GiveBackPressed,
    NotReleased,
    PayPressed,
    PrintEnded,
    ReleaseGoods,
    SharePressed,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER, Inquiry
from kiosk.flows.checkout.paying import BUDGET_S, BUDGET_TIMER
from kiosk.flows.checkout.restart import OFFER_MS
from kiosk.flows.checkout.states import (
    GivingBack,
    PartPaid,
    Paying,
    PaymentUnclear,
    Phase,
    Receipt,
    ResumeOffer,
    Returned,
)
from kiosk.flows.checkout.undoing import stages
from kiosk.flows.checkout.undoing.unwinding import RETRY_TIMER, Unwinding
from kiosk.flows.checkout.undoing.view import returned_view
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import T0_MS, Checkout

A, K, S = AttemptState, AttemptKind, SaleState
LATER = Stamp(T0_MS + 60_000, 50_000, 99)
MUCH_LATER = Stamp(T0_MS + OFFER_MS + 60_000, 50_000, 99)


def named(run: Checkout, name: str) -> Sale:
    """The sale as the store gives it back, under a name of its own."""
    own = tuple(replace(one, id=f"{name}-{one.n}", sent_mono_ms=None) for one in run.sale.attempts)
    known = {one.id: f"{name}-{one.n}" for one in run.sale.attempts}
    linked = tuple(replace(one, reverses_id=known[one.reverses_id]) if one.reverses_id else one for one in own)
    return replace(run.sale, id=name, attempts=linked)


def part_paid() -> Checkout:
    run = Checkout().declined()
    run.take(SharePressed())
    run.take(TerminalConnected(run.attempt.id, "T1", 21))
    run.take(TerminalAnswered(run.attempt.id, run.result(number=31)), DialogueEnded(run.attempt.id, "completed", ""))
    return run


def going_back() -> Checkout:
    run = part_paid()
    run.take(GiveBackPressed())
    return run


def cancelling() -> Checkout:
    run = Checkout().sent()
    run.take(BackPressed())
    return run


def with_orphan(sale: Sale, state: AttemptState = A.APPROVED) -> Sale:
    own: Attempt = replace(sale.attempts[0], id=f"{sale.id}-o", n=len(sale.attempts) + 1, kind=K.ORPHAN, state=state)
    return replace(sale, attempts=(*sale.attempts, own))


def orphaned(name: str) -> Sale:
    return with_orphan(replace(named(Checkout().declined(), name), state=S.VOID, tenders=()))


# --- the glass ------------------------------------------------------------------------------------------------------


def test_money_that_goes_back_begins_at_once_beside_a_basket_and_only_what_is_owed() -> None:
    found = recover((named(Checkout().scan(), "basket"), named(going_back(), "back")), LATER)
    assert isinstance(found.state, GivingBack)
    assert (found.state.goes_on, found.state.unwinding.is_all) == (True, False)
    assert [type(one) for one in found.effects] == [ConnectTerminal, StartTimer]
    assert found.effects[1] == StartTimer(stages.BUDGET_TIMER, stages.BUDGET_S)


def test_of_two_payments_of_which_one_is_back_the_other_is_shown_as_paid_and_their_customer_decides() -> None:
    run = part_paid()
    run.take(PayPressed())
    run.take(TerminalConnected(run.attempt.id, "T1", 22))
    run.take(TerminalAnswered(run.attempt.id, run.result(number=32)), DialogueEnded(run.attempt.id, "completed", ""))
    run.take(NotReleased(run.sale.id, "gone"))
    after = Checkout(recover((named(run, "s"),), LATER).state)
    assert isinstance(after.state, GivingBack)
    after.take(TimedOut(RETRY_TIMER), TerminalConnected(after.attempt.id, "T1", 33))
    told = replace(run.result(number=34), amount=after.attempt.amount)
    after.take(TerminalAnswered(after.attempt.id, told), DialogueEnded(after.attempt.id, "completed", ""))
    state = after.state
    assert isinstance(state, Returned)
    view = returned_view(state, SITE)
    assert view.title == text("checkout.back.part_title")
    assert view.instruction == text("checkout.back.part_instruction", amount=state.sale.confirmed)
    after.take(PrintEnded(state.job_id or "", PrintState.DONE), BackPressed())
    assert after.state == PartPaid(after.sale)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_is_not_known_is_on_the_glass_before_money_that_goes_back(is_first: bool) -> None:
    sales = (named(Checkout().sent(), "unknown"), named(going_back(), "back"))
    found = recover(sales if is_first else sales[::-1], LATER)
    assert isinstance(found.state, PaymentUnclear)
    assert found.state.inquiry.sale.id == "unknown"
    assert found.effects == (StartTimer(ASK_TIMER, 1), StartTimer(BUDGET_TIMER, BUDGET_S))
    assert found.inquiry is None


def test_of_two_that_are_not_known_one_is_on_the_glass_and_the_other_is_asked_about_behind_it() -> None:
    found = recover((named(Checkout().sent(), "one"), named(Checkout().sent(), "two")), LATER)
    assert isinstance(found.state, PaymentUnclear)
    assert isinstance(found.inquiry, Inquiry)
    assert (found.state.inquiry.sale.id, found.inquiry.sale.id) == ("one", "two")


def test_money_on_the_glass_waits_while_the_question_behind_it_is_asked() -> None:
    old = replace(named(Checkout().sent(), "old"), opened_utc_ms=0)
    found = recover((old, named(going_back(), "back")), LATER)
    assert isinstance(found.state, GivingBack)
    assert (found.state.goes_on, found.state.unwinding.is_all, found.state.unwinding.attempt_id) == (True, False, "")
    assert StartTimer(ASK_TIMER, 1) in found.effects
    assert not any(isinstance(one, ConnectTerminal) for one in found.effects)


def test_nothing_else_begins_at_the_terminal_while_the_glass_asks() -> None:
    found = recover((orphaned("late"), named(Checkout().sent(), "unknown")), LATER)
    assert isinstance(found.state, PaymentUnclear)
    assert found.inquiry is None
    assert not any(isinstance(one, ConnectTerminal) for one in found.effects)


@pytest.mark.parametrize(("run", "wants_back"), [(cancelling(), True), (Checkout().sent(), False)])
def test_a_wish_to_cancel_outlives_the_restart_and_no_other_wish_is_made_up(run: Checkout, wants_back: bool) -> None:
    found = recover((named(run, "s"),), LATER)
    assert isinstance(found.state, PaymentUnclear)
    assert found.state.wants_back is wants_back


def test_a_contradiction_is_shown_by_the_attempt_it_is_about() -> None:
    run = Checkout().declined()
    run.intended()
    run.take(TerminalConnected(run.attempt.id, "T1", 12), TerminalAnswered(run.attempt.id, run.result(number=12)))
    assert run.attempt.state is A.REVIEW
    found = recover((named(run, "s"),), LATER)
    assert isinstance(found.state, PaymentUnclear)
    assert (found.state.is_review, found.state.inquiry.attempt_id) == (True, "s-2")


def test_paid_goods_show_the_last_step_of_their_payment() -> None:
    found = recover((named(Checkout().paid(), "s"),), LATER)
    assert found.state == Paying(found.sales[0], "", Phase.FINISHING, is_recovered=True)
    assert found.effects == (ReleaseGoods("s"),)


# --- a part is paid -------------------------------------------------------------------------------------------------


def test_a_part_paid_that_is_offered_does_not_go_back_behind_the_glass() -> None:
    found = recover((named(part_paid(), "s"),), LATER)
    assert found.state == PartPaid(found.sales[0])
    assert (found.inquiry, found.effects) == (None, ())


def test_a_part_paid_that_nobody_waits_for_goes_back_and_is_no_case_for_a_person() -> None:
    found = recover((named(part_paid(), "s"),), MUCH_LATER)
    assert found.state is None
    assert isinstance(found.inquiry, Unwinding)
    assert (found.inquiry.sale.state, found.inquiry.is_all) == (S.PAYING, True)
    late = recover((with_orphan(named(part_paid(), "s")),), MUCH_LATER)
    assert isinstance(late.inquiry, Unwinding)
    assert late.inquiry.sale.state is S.PAYING


def test_an_orphan_that_a_person_judges_keeps_no_basket_from_its_customer() -> None:
    found = recover((with_orphan(named(Checkout().declined(), "s"), A.REVIEW),), LATER)
    assert isinstance(found.state, ResumeOffer)


def test_a_reversal_that_was_not_sent_before_the_restart_is_no_refusal() -> None:
    found = recover((named(going_back(), "s"),), LATER)
    reversal = next(own for own in found.sales[0].attempts if own.kind is K.REVERSAL)
    assert (reversal.state, reversal.refusal) == (A.DECLINED, NOT_SENT)


# --- paper and time -------------------------------------------------------------------------------------------------


def printed(name: str, *states: PrintState) -> Sale:
    sale = named(Checkout().receipt(), name)
    jobs = tuple(
        PrintJob(f"{name}-j{n}", "doc", n, PaperKind.CUSTOMER, n, "nl", state=state)
        for n, state in enumerate(states, start=1)
    )
    return replace(sale, jobs=jobs)


def test_the_last_paper_of_a_sale_is_the_one_that_is_in_doubt() -> None:
    found = recover((printed("s", PrintState.DONE, PrintState.SENDING),), LATER)
    assert isinstance(found.state, Receipt)
    assert found.state.job_id == "s-j2"
    assert recover((printed("s", PrintState.FAILED, PrintState.DONE),), LATER).state is None


def test_of_two_papers_in_doubt_the_newest_customer_s_is_offered() -> None:
    found = recover((printed("one", PrintState.SENDING), printed("two", PrintState.SENDING)), LATER)
    assert isinstance(found.state, Receipt)
    assert found.state.sale.id == "two"


@pytest.mark.parametrize(("after_ms", "is_offered"), [(OFFER_MS, True), (OFFER_MS + 1, False)])
def test_a_basket_is_offered_for_ten_minutes_to_the_millisecond(after_ms: int, is_offered: bool) -> None:
    sale = named(Checkout().scan(), "s")
    found = recover((sale,), Stamp(sale.opened_utc_ms + after_ms, 50_000, 99))
    assert isinstance(found.state, ResumeOffer) is is_offered
