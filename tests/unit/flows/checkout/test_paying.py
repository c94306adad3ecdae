"""Paying: commit first, message after; every loss is asked about, and nothing is ever paid twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState, TenderState
from kiosk.flows.base import (
    Abandoned,
    BackPressed,
    CancelConfirmed,
    CancelPressed,
    EffectFailed,
    Event,
    StartTimer,
    TimedOut,
)
from kiosk.flows.checkout.events import (
    AbortPayment,
    AckResult,
    Beep,
    ConnectTerminal,
    DialogueEnded,
    PayPressed,
    PrintPressed,
    Released,
    ReleaseGoods,
    Scanned,
    SendPayment,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
    TerminalPrompted,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.paying import BUDGET_S, BUDGET_TIMER, NOTICE_S, NOTICE_TIMER, PHASES
from kiosk.flows.checkout.states import Declined, Ended, GivingBack, Paying, PaymentUnclear, Phase, Receipt, Scanning
from tests.unit.flows.given import Checkout, goods

A, S, T = AttemptState, SaleState, TenderState
UNCLEAR = (StartTimer(ASK_TIMER, 1), StartTimer(BUDGET_TIMER, BUDGET_S), Beep("attention"))


def paying(run: Checkout) -> Paying:
    assert isinstance(run.state, Paying)
    return run.state


def lines_of(run: Checkout) -> list[tuple[int, int]]:
    return [(line.n, line.qty) for line in run.sale.lines]


# --- nothing was sent -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_failed", [False, True], ids=["not reached", "the effect failed"])
def test_a_terminal_that_is_not_reached_gives_the_basket_back(is_failed: bool) -> None:
    run = Checkout().intended()
    of = run.attempt.id
    event = EffectFailed("ConnectTerminal", of) if is_failed else TerminalNotReached(of, "Unplugged")
    assert run.take(event) == (Beep("error"),)
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None
    assert run.state.notice.code == "PAY.TERMINAL_AWAY"
    assert (run.sale.state, run.attempt.state, run.sale.tenders[0].state) == (S.OPEN, A.DECLINED, T.VOID)
    assert lines_of(run) == [(1, 1), (2, 1)]


@pytest.mark.parametrize("press", [BackPressed(), CancelPressed()])
def test_going_back_before_anything_is_sent_waits_for_the_connection_and_sends_nothing(press: Event) -> None:
    run = Checkout().intended()
    assert run.take(press) == ()
    assert paying(run).wants_back
    was = run.state
    run.take(press)
    assert run.state is was
    assert run.take(TerminalConnected(run.attempt.id, "T1", 11)) == ()
    assert isinstance(run.state, Scanning)
    assert (run.attempt.state, run.attempt.refusal, run.sale.state) == (A.DECLINED, "cancelled", S.OPEN)


def test_a_request_that_did_not_leave_is_declined_and_may_be_paid_again() -> None:
    run = Checkout().sent()
    run.take(DialogueEnded(run.attempt.id, "not_sent"))
    assert run.state == Declined(run.sale, "link")
    assert run.attempt.state is A.DECLINED


def test_a_word_for_another_attempt_changes_nothing() -> None:
    for stage in (Checkout().intended(), Checkout().sent()):
        was = stage.state
        for event in (
            TerminalConnected("other", "T1", 11),
            TerminalNotReached("other", ""),
            TerminalPrompted("other", "bank"),
            TerminalAnswered("other", stage.result()),
            DialogueEnded("other", "completed"),
            EffectFailed("SendPayment", "other"),
            EffectFailed("AbortPayment", ""),
            Released("other"),
            Released(stage.sale.id),
            PayPressed(),
            CancelConfirmed(),
            Abandoned(),
        ):
            stage.take(event)
            assert stage.state is was, event
            assert not stage.took


# --- it may have left -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prepare", [Checkout.sent, Checkout.answered], ids=["SENT", "APPROVED"])
@pytest.mark.parametrize(
    "lose",
    [
        lambda of: DialogueEnded(of, "unknown"),
        lambda of: EffectFailed("SendPayment", of),
        lambda of: DialogueEnded(of, "a word nobody knows"),
    ],
    ids=["unknown", "failed", "strange"],
)
def test_a_lost_dialogue_is_asked_about_and_never_paid_again(
    prepare: Callable[[Checkout], Checkout], lose: Callable[[str], Event]
) -> None:
    run = prepare(Checkout())
    held = run.attempt.state
    assert run.take(lose(run.attempt.id)) == UNCLEAR
    assert isinstance(run.state, PaymentUnclear)
    assert run.attempt.state is (A.APPROVED if held is A.APPROVED else A.UNKNOWN)
    assert run.sale.state is S.PAYING
    assert not run.state.is_review


def test_not_sent_after_an_approval_was_heard_is_not_believed() -> None:
    run = Checkout().answered()
    run.take(DialogueEnded(run.attempt.id, "not_sent"))
    assert isinstance(run.state, PaymentUnclear)
    assert run.attempt.state is A.APPROVED


@pytest.mark.parametrize("end", ["completed", "unknown", "not_sent"])
def test_a_decline_that_was_heard_stays_a_decline_however_the_dialogue_ends(end: str) -> None:
    run = Checkout().answered(is_approved=False)
    run.take(DialogueEnded(run.attempt.id, end))
    assert run.state == Declined(run.sale, "card")


def test_a_decline_whose_dialogue_fails_is_shown_and_the_glass_does_not_wait_for_ever() -> None:
    run = Checkout().answered(is_approved=False)
    run.take(EffectFailed("SendPayment", run.attempt.id))
    assert run.state == Declined(run.sale, "card")


@pytest.mark.parametrize("end", [lambda of: DialogueEnded(of, "completed"), lambda of: EffectFailed("SendPayment", of)])
def test_an_approval_that_is_not_ours_is_refused_and_goes_to_a_person(end: Callable[[str], Event]) -> None:
    run = Checkout().sent()
    other = replace(run.result(), amount=Money(1_000_000, "EUR"))
    assert run.take(TerminalAnswered(run.attempt.id, other)) == (AckResult(run.attempt.id, False),)
    assert run.attempt.state is A.REVIEW
    assert run.take(end(run.attempt.id)) == (Beep("attention"),)
    assert isinstance(run.state, PaymentUnclear)
    assert run.state.is_review
    assert run.sale.state is S.REVIEW


def test_the_same_word_twice_is_acknowledged_again_and_another_word_is_not() -> None:
    run = Checkout().answered()
    was = run.state
    yes, no = run.result(), run.result(is_approved=False)
    for result, is_accepted in ((yes, True), (no, False), (replace(yes, receipt_no=13), False)):
        assert run.take(TerminalAnswered(run.attempt.id, result)) == (AckResult(run.attempt.id, is_accepted),)
        assert run.state is was
    run = Checkout().answered(is_approved=False)
    for result, is_accepted in ((no, True), (yes, False)):
        assert run.take(TerminalAnswered(run.attempt.id, result)) == (AckResult(run.attempt.id, is_accepted),)
        assert run.attempt.state is A.DECLINED


def test_an_answer_before_anything_was_sent_is_not_accepted() -> None:
    run = Checkout().intended()
    was = run.state
    assert run.take(TerminalAnswered(run.attempt.id, run.result())) == (AckResult(run.attempt.id, False),)
    assert run.state is was


# --- cancelling -----------------------------------------------------------------------------------------------------


def cancelling() -> Checkout:
    run = Checkout().sent()
    assert run.take(BackPressed()) == (AbortPayment(run.attempt.id),)
    assert (run.attempt.state, paying(run).phase) == (A.CANCELLING, Phase.CANCELLING)
    return run


def test_the_terminal_has_the_last_word_after_cancel_and_a_decline_gives_the_basket_back() -> None:
    run = cancelling()
    was = run.state
    run.take(BackPressed())
    assert run.state is was
    run.take(TerminalPrompted(run.attempt.id, "bank"))
    assert paying(run).phase is Phase.CANCELLING
    run.take(
        TerminalAnswered(run.attempt.id, run.result(is_approved=False)), DialogueEnded(run.attempt.id, "completed")
    )
    assert isinstance(run.state, Scanning)
    assert run.sale.state is S.OPEN


def test_an_approval_that_wins_over_cancel_goes_back_because_the_customer_asked_first() -> None:
    run = cancelling()
    payment = run.attempt.id
    run.take(TerminalAnswered(payment, run.result()), DialogueEnded(payment, "completed"))
    assert isinstance(run.state, GivingBack)
    assert (run.sale.state, run.sale.attempts[0].state, run.attempt.reverses_id) == (S.PAYING, A.REVERSING, payment)


def test_a_dialogue_that_is_lost_while_cancelling_is_asked_about() -> None:
    run = cancelling()
    assert run.take(DialogueEnded(run.attempt.id, "unknown")) == UNCLEAR


def test_a_request_that_did_not_leave_while_cancelling_gives_the_basket_back() -> None:
    run = cancelling()
    run.take(DialogueEnded(run.attempt.id, "not_sent"))
    assert isinstance(run.state, Scanning)


# --- the way it goes ------------------------------------------------------------------------------------------------


def test_the_request_leaves_once_with_the_amount_of_its_tender_after_w2() -> None:
    run = Checkout().intended()
    connected = TerminalConnected(run.attempt.id, "T1", 11)
    assert run.take(connected) == (SendPayment(run.attempt.id, run.sale.tenders[0].amount, run.attempt.ref),)
    assert run.attempt.state is A.SENT
    was = run.state
    assert run.take(connected) == ()
    assert run.state is was


def test_a_prompt_that_has_no_words_is_not_shown() -> None:
    run = Checkout().sent()
    was = run.state
    run.take(TerminalPrompted(run.attempt.id, "something new"))
    assert run.state is was


@pytest.mark.parametrize(("prompt", "phase"), PHASES.items())
def test_what_the_terminal_asks_is_shown(prompt: str, phase: Phase) -> None:
    run = Checkout().sent()
    run.take(TerminalPrompted(run.attempt.id, prompt))
    assert (paying(run).phase, paying(run).prompt) == (phase, prompt)


def test_a_prompt_that_comes_too_early_or_too_late_moves_nothing() -> None:
    for run in (Checkout().intended(), Checkout().paid()):
        was = run.state
        run.take(TerminalPrompted(run.attempt.id, "enter_pin"))
        assert run.state is was


def test_the_answer_is_acknowledged_only_as_an_effect_of_its_commit_and_is_not_yet_paid() -> None:
    run = Checkout().answered()
    assert run.effects == (AckResult(run.attempt.id, True),)
    assert (run.attempt.state, run.sale.state) == (A.APPROVED, S.PAYING)


def test_the_last_word_makes_it_paid_and_only_then_the_goods_are_released() -> None:
    run = Checkout().paid()
    assert run.effects == (ReleaseGoods(run.sale.id),)
    assert (run.attempt.state, run.attempt.receipt_text, run.sale.state) == (A.CONFIRMED, "the terminal's text", S.PAID)
    assert paying(run).phase is Phase.FINISHING
    was = run.state
    for late in (DialogueEnded(run.attempt.id, "unknown"), EffectFailed("SendPayment", run.attempt.id), BackPressed()):
        run.take(late)
        assert run.state is was
    run.take(Released(run.sale.id))
    assert isinstance(run.state, Receipt)
    assert run.sale.state is S.FULFILLED


# --- declined -------------------------------------------------------------------------------------------------------


def test_after_a_decline_another_card_pays_the_same_tender() -> None:
    run = Checkout().declined()
    assert run.effects == (Beep("attention"),)
    assert run.take(PayPressed()) == (ConnectTerminal(run.attempt.id),)
    assert [attempt.state for attempt in run.sale.attempts] == [A.DECLINED, A.INTENT]
    assert len(run.sale.tenders) == 1


def test_after_a_decline_the_basket_can_be_changed_again() -> None:
    run = Checkout().declined()
    was = run.state
    run.take(Scanned(goods()))
    assert run.state is was
    run.take(BackPressed())
    assert isinstance(run.state, Scanning)
    run.take(Scanned(goods(2)))
    assert lines_of(run) == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize(("event", "becomes"), [(CancelConfirmed(), S.VOID), (Abandoned(), S.SUSPENDED)])
def test_giving_up_after_a_decline_voids_the_tender(event: Event, becomes: SaleState) -> None:
    run = Checkout().declined()
    run.take(event)
    assert isinstance(run.state, Ended)
    assert (run.sale.state, run.sale.tenders[0].state) == (becomes, T.VOID)


def test_a_sale_without_an_attempt_takes_no_word_of_a_terminal() -> None:
    run = Checkout()
    run.take(Scanned(goods(minor=0)))
    run.take(PayPressed())
    was = run.state
    for event in (DialogueEnded("", "completed"), TerminalPrompted("", "bank"), EffectFailed("AckResult", "")):
        run.take(event)
        assert run.state is was
    assert run.take(TerminalAnswered("", Checkout().sent().result())) == (AckResult("", False),)


def test_effects_carry_the_key_their_failure_is_told_by() -> None:
    run = Checkout().intended()
    assert [effect.key for effect in run.effects] == ["", run.attempt.id]
    run.take(TerminalConnected(run.attempt.id, "T1", 11))
    assert [effect.key for effect in run.effects] == [run.attempt.id]
    paper = Checkout().receipt()
    paper.take(PrintPressed())
    assert [effect.key for effect in paper.effects] == [paper.sale.jobs[0].id]


def test_a_scan_while_paying_is_answered_for_a_moment_and_changes_no_line() -> None:
    run = Checkout().sent()
    lines = run.sale.lines
    assert run.take(Scanned(goods(2))) == (Beep("error"), StartTimer(NOTICE_TIMER, NOTICE_S))
    assert paying(run).notice is not None
    assert paying(run).notice.code == "ITEM.BASKET_FROZEN"  # type: ignore[union-attr]  # asserted above
    assert run.sale.lines is lines
    run.take(TimedOut(NOTICE_TIMER))
    assert paying(run).notice is None
    was = run.state
    run.take(TimedOut(NOTICE_TIMER), TimedOut("other"))
    assert run.state is was
