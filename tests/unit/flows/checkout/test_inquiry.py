"""Asking what became of a payment: "not found" behind the fence, an approval told twice, and a person for the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, PrintState, SaleState, TenderState
from kiosk.domain.payment import Result
from kiosk.domain.sale import PaperKind
from kiosk.flows.base import Abandoned, EffectFailed, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout.events import (
    AskLastPayment,
    Beep,
    DialogueEnded,
    FinishPressed,
    LastPaymentSilent,
    LastPaymentTold,
    PayPressed,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    Released,
    ReleaseGoods,
    TerminalAnswered,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER, ROUNDS_S
from kiosk.flows.checkout.paying import BUDGET_TIMER
from kiosk.flows.checkout.states import Declined, Ended, Paying, PaymentUnclear, Receipt
from tests.unit.flows.given import Checkout

A, S, T = AttemptState, SaleState, TenderState
STOP = (StopTimer(BUDGET_TIMER), StopTimer(ASK_TIMER))


def unclear(run: Checkout) -> PaymentUnclear:
    assert isinstance(run.state, PaymentUnclear)
    return run.state


def held() -> Checkout:
    """An approval was heard, then the dialogue was lost."""
    run = Checkout().answered()
    run.take(EffectFailed("SendPayment", run.attempt.id))
    assert run.attempt.state is A.APPROVED
    return run


def review(run: Checkout | None = None) -> Checkout:
    own = run if run is not None else Checkout().unclear()
    own.take(TimedOut(BUDGET_TIMER))
    return own


# --- silence --------------------------------------------------------------------------------------------------------


def test_a_silent_terminal_is_asked_again_ever_more_slowly() -> None:
    run = Checkout().unclear()
    waits = []
    for _ in range(8):
        assert run.take(TimedOut(ASK_TIMER)) == (AskLastPayment(run.attempt.id, run.attempt.ref),)
        (timer,) = run.take(LastPaymentSilent(run.attempt.id, "NoAnswer"))
        assert isinstance(timer, StartTimer)
        waits.append(timer.seconds)
    assert waits == [*ROUNDS_S[1:], 30, 30, 30]
    assert run.attempt.state is A.UNKNOWN


def test_asking_that_fails_by_itself_is_asked_again() -> None:
    run = Checkout().unclear()
    run.take(TimedOut(ASK_TIMER))
    assert run.effect(AskLastPayment).key == run.attempt.id
    assert run.take(EffectFailed("AskLastPayment", run.attempt.id)) == (StartTimer(ASK_TIMER, ROUNDS_S[1]),)


def test_a_word_for_another_attempt_or_timer_changes_nothing() -> None:
    run = Checkout().unclear()
    was = run.state
    for event in (
        LastPaymentTold("other", run.result(), True),
        LastPaymentSilent("other", ""),
        TimedOut("other"),
        PayPressed(),
        PrintPressed(),
        FinishPressed(),
        PrintEnded("other", "DONE"),
        EffectFailed("PrintPaper", "other"),
        Abandoned(),
    ):
        run.take(event)
        assert run.state is was, event
        assert not run.took


# --- not found ------------------------------------------------------------------------------------------------------


def test_not_found_is_believed_only_behind_the_fence_and_then_watched() -> None:
    run = Checkout().unclear()
    for after_s in (1, 10, 10):
        run.told(None, after_s=after_s)
        assert isinstance(run.state, PaymentUnclear)
    assert run.told(None, after_s=10) == STOP
    assert run.state == Declined(run.sale, "not_received")
    assert (run.attempt.state, run.attempt.watch) == (A.DECLINED, True)
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_a_terminal_that_is_not_idle_proves_nothing() -> None:
    run = Checkout().unclear()
    for _ in range(5):
        run.told(None, after_s=20, is_idle=False)
    run.told(None, after_s=20)
    assert isinstance(run.state, PaymentUnclear)
    run.told(None, after_s=20)
    assert isinstance(run.state, Declined)


# --- approved -------------------------------------------------------------------------------------------------------


def test_an_approval_told_twice_apart_by_an_idle_terminal_is_adopted_and_released() -> None:
    run = Checkout().unclear()
    run.told(run.result(), after_s=1)
    run.told(run.result(), after_s=2)
    assert isinstance(run.state, PaymentUnclear)
    effects = run.told(run.result(), after_s=4, text="told again")
    assert effects == (*STOP, ReleaseGoods(run.sale.id))
    assert isinstance(run.state, Paying)
    assert not run.state.is_recovered
    assert (run.attempt.state, run.attempt.receipt_text, run.sale.state) == (A.CONFIRMED, "told again", S.PAID)
    run.take(Released(run.sale.id))
    assert isinstance(run.state, Receipt)


def test_an_approval_from_a_terminal_that_is_not_idle_does_not_count() -> None:
    run = Checkout().unclear()
    for _ in range(4):
        run.told(run.result(), after_s=10, is_idle=False)
    run.told(run.result(), after_s=10)
    assert isinstance(run.state, PaymentUnclear)
    run.told(run.result(), after_s=10, is_idle=False)
    assert isinstance(run.state, PaymentUnclear)
    run.told(run.result(), after_s=10)
    assert run.sale.state is S.PAID


def test_an_approval_between_two_not_founds_moves_the_fence_back_and_the_other_way_round() -> None:
    run = Checkout().unclear()
    run.told(None, after_s=29)
    run.told(run.result(), after_s=1)
    run.told(None, after_s=10)
    assert isinstance(run.state, PaymentUnclear)
    run.told(run.result(), after_s=1)
    assert isinstance(run.state, PaymentUnclear)


def test_a_decline_that_is_told_ends_it() -> None:
    run = Checkout().unclear()
    assert run.told(run.result(is_approved=False), after_s=1) == STOP
    assert run.state == Declined(run.sale, "card")


def tied(run: Checkout, **changes: object) -> Result:
    result = replace(run.result(), receipt_no=None, is_for_reference=True, transaction_id="X1@2026")
    return replace(result, **changes)  # type: ignore[arg-type]  # the fields of a result


def test_an_approval_of_our_own_reference_is_heard_once_from_an_idle_terminal() -> None:
    run = Checkout().unclear()
    run.told(tied(run), after_s=1, is_idle=False)
    assert isinstance(run.state, PaymentUnclear)
    assert run.told(tied(run), after_s=1) == (*STOP, ReleaseGoods(run.sale.id))
    assert (run.attempt.state, run.attempt.poi_tx_id, run.sale.state) == (A.CONFIRMED, "X1@2026", S.PAID)


def test_an_approval_that_we_hold_and_hear_again_by_its_reference_is_confirmed() -> None:
    run = Checkout().sent()
    run.take(TerminalAnswered(run.attempt.id, tied(run)), DialogueEnded(run.attempt.id, "unknown"))
    assert run.attempt.state.value == "APPROVED"
    run.told(tied(run), after_s=1)
    assert run.attempt.state is A.CONFIRMED


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": Money(1, "EUR")},
        {"amount": Money(700, "SEK")},
        {"amount": None},
        {"transaction_id": "X2@2026"},
        {"is_approved": False},
    ],
)
def test_we_hold_an_approval_and_another_word_is_told_of_its_reference(changes: dict[str, object]) -> None:
    run = Checkout().sent()
    run.take(TerminalAnswered(run.attempt.id, tied(run)), DialogueEnded(run.attempt.id, "unknown"))
    run.told(tied(run, **changes), after_s=1)
    assert run.attempt.state is A.REVIEW


def test_not_found_of_our_own_reference_passes_the_fence_like_any_other() -> None:
    run = Checkout().unclear()
    run.told(None, after_s=10)
    run.told(None, after_s=10)
    assert isinstance(run.state, PaymentUnclear)
    run.told(None, after_s=11)
    assert (run.attempt.state, run.attempt.watch) == (A.DECLINED, True)


# --- contradictions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", [Money(1, "EUR"), Money(700, "SEK"), None])
def test_another_amount_goes_to_a_person_at_once(amount: Money | None) -> None:
    run = Checkout().unclear()
    assert run.told(replace(run.result(), amount=amount), after_s=1) == (*STOP, Beep("attention"))
    assert unclear(run).is_review
    assert (run.attempt.state, run.sale.state) == (A.REVIEW, S.REVIEW)


def test_two_approvals_with_two_numbers_go_to_a_person() -> None:
    run = Checkout().unclear()
    run.told(run.result(number=12), after_s=1)
    run.told(run.result(number=13), after_s=6)
    assert run.attempt.state is A.REVIEW


@pytest.mark.parametrize("is_idle", [True, False])
def test_another_number_goes_to_a_person_also_when_nothing_was_found_or_the_terminal_was_busy_between(
    *, is_idle: bool
) -> None:
    run = Checkout().unclear()
    run.told(run.result(number=12), after_s=1, is_idle=is_idle)
    run.told(None, after_s=2)
    run.told(run.result(number=13), after_s=4)
    assert run.attempt.state is A.REVIEW


def test_we_hold_an_approval_and_the_terminal_tells_it_again() -> None:
    run = held()
    run.told(run.result(), after_s=1)
    run.told(run.result(), after_s=6, text="again")
    assert (run.attempt.state, run.sale.state, run.attempt.receipt_text) == (A.CONFIRMED, S.PAID, "again")


def test_we_hold_an_approval_and_the_terminal_undid_it() -> None:
    run = held()
    run.told(None, after_s=1)
    run.told(None, after_s=3, is_idle=False)
    assert not unclear(run).is_review
    run.told(None, after_s=3)
    assert run.state == Declined(run.sale, "not_received")
    assert (run.attempt.state, run.attempt.watch, run.sale.tenders[0].state) == (A.REVERSED, True, T.REVERSED)


@pytest.mark.parametrize("is_approved", [True, False])
def test_we_hold_an_approval_and_anything_else_is_told(is_approved: bool) -> None:
    run = held()
    run.told(run.result(is_approved=is_approved, number=13), after_s=1)
    assert run.attempt.state is A.REVIEW
    assert run.attempt.receipt_no == 12


def test_an_inquiry_without_its_attempt_is_a_fault_of_the_program() -> None:
    run = Checkout().unclear()
    with pytest.raises(LookupError):
        _ = asking.Inquiry(run.sale, "other", 0).attempt


def test_an_attempt_whose_sending_is_unknown_counts_from_the_restart() -> None:
    run = Checkout().unclear()
    lost = run.sale.with_attempt(replace(run.attempt, sent_mono_ms=None))
    at = run.clock.stamp()
    assert asking.opened(lost, run.attempt.id, at)[0].sent_mono_ms == at.mono_ms
    assert asking.opened(lost, "other", at)[0].sent_mono_ms == at.mono_ms


def test_the_fence_counts_from_the_moment_the_request_left_and_not_from_the_first_question() -> None:
    run = Checkout().unclear()
    left = run.attempt.sent_mono_ms
    run.clock.ms += 60_000
    assert asking.opened(run.sale, run.attempt.id, run.clock.stamp())[0].sent_mono_ms == left


# --- time is up -----------------------------------------------------------------------------------------------------


def test_after_three_minutes_the_sale_goes_to_staff_and_the_asking_goes_on() -> None:
    run = review()
    assert run.effects == (Beep("attention"),)
    assert unclear(run).is_review
    assert (run.sale.state, run.attempt.state) == (S.REVIEW, A.UNKNOWN)
    assert run.take(TimedOut(ASK_TIMER)) == (AskLastPayment(run.attempt.id, run.attempt.ref),)
    was = run.state
    run.take(TimedOut(BUDGET_TIMER))
    assert run.state is was


def test_what_is_decided_after_that_pays_nothing_and_releases_nothing() -> None:
    run = review()
    run.told(run.result(), after_s=1)
    assert run.told(run.result(), after_s=6) == ()
    assert isinstance(run.state, PaymentUnclear)
    assert (run.attempt.state, run.sale.state) == (A.CONFIRMED, S.REVIEW)
    assert run.take(TimedOut(ASK_TIMER)) == ()


def test_a_reviewed_sale_of_which_nothing_was_charged_is_void_by_itself() -> None:
    run = review()
    run.told(None, after_s=20)
    run.told(None, after_s=20)
    assert (run.attempt.state, run.sale.tenders[0].state, run.sale.state) == (A.DECLINED, T.VOID, S.VOID)


def test_a_reviewed_sale_whose_approval_was_undone_is_void_by_itself() -> None:
    run = review(held())
    run.told(None, after_s=1)
    run.told(None, after_s=6)
    assert (run.attempt.state, run.sale.tenders[0].state, run.sale.state) == (A.REVERSED, T.REVERSED, S.VOID)


@pytest.mark.parametrize("event", [FinishPressed(), Abandoned()])
def test_the_customer_leaves_and_the_question_lives_on_behind_the_glass(event: FinishPressed | Abandoned) -> None:
    run = review()
    run.take(event)
    assert isinstance(run.state, Ended)
    assert run.state.inquiry is not None
    decided = review()
    decided.told(None, after_s=20)
    decided.told(None, after_s=20)
    decided.take(event)
    assert isinstance(decided.state, Ended)
    assert decided.state.inquiry is None


# --- the slip -------------------------------------------------------------------------------------------------------


def test_the_slip_is_printed_when_asked_one_at_a_time_and_a_second_is_a_copy() -> None:
    run = review()
    (first,) = run.take(PrintPressed())
    assert isinstance(first, PrintPaper)
    assert (first.job.kind, first.job.copy_no, first.job.attempt_id) == (PaperKind.SLIP, 1, run.attempt.id)
    was = run.state
    for tap in (PrintPressed(), FinishPressed()):
        run.take(tap)
        assert run.state is was
    run.take(PrintEnded(first.job.id, "FAILED", "MEDIA_EMPTY"))
    assert run.sale.jobs[0].state is PrintState.FAILED
    (second,) = run.take(PrintPressed())
    assert isinstance(second, PrintPaper)
    assert second.job.copy_no == 2


def test_a_slip_whose_printing_fails_does_not_stay_under_way_for_ever() -> None:
    run = review()
    (effect,) = run.take(PrintPressed())
    assert isinstance(effect, PrintPaper)
    run.take(EffectFailed("PrintPaper", effect.job.id))
    assert run.sale.jobs[0].state is PrintState.UNKNOWN
    run.take(FinishPressed())
    assert isinstance(run.state, Ended)
