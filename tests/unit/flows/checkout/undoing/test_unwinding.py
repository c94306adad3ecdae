"""One reversal after another, step by step: what is sent, acknowledged, asked about, tried again, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.payment import Result, decide, doubt, judge_answer
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.settling.undoing import NOT_SENT, reverse
from kiosk.flows.base import Effect, EffectFailed, Event, StartTimer, TimedOut
from kiosk.flows.checkout.events import (
    AckResult,
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    LastPaymentSilent,
    LastPaymentTold,
    SendRefund,
    SendReversal,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER, ROUNDS_S, Inquiry
from kiosk.flows.checkout.undoing import settling, unwinding
from kiosk.flows.checkout.undoing.unwinding import RETRY_S, RETRY_TIMER, Unwinding
from tests.unit.flows.given import Checkout, Clock

A, K, S = AttemptState, AttemptKind, SaleState
PAID = Checkout().paid().sale
GIVEN = Checkout().receipt().sale
PAYMENT = PAID.attempts[0]
YES = Result(True, PAYMENT.amount, 77, "1", "A", "T1", transaction_id="tx", is_for_reference=True)
NO = replace(YES, is_approved=False, refusal="rule")


class Back:
    """Money on its way back, under test."""

    def __init__(self, own: unwinding.Stepped | None = None, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        begun = own or unwinding.opened(PAID, self.clock.stamp(), is_all=True)
        self.own, self.effects = begun

    def take(self, *events: Event, after_s: float = 0) -> tuple[Effect, ...]:
        self.clock.ms += round(after_s * 1000)
        for event in events:
            self.own, self.effects = unwinding.step(self.own, event, self.clock.stamp())
        return self.effects

    @property
    def of(self) -> str:
        return self.own.attempt_id

    @property
    def last(self) -> Attempt:
        return self.own.sale.attempts[-1]

    def sent(self) -> Back:
        self.take(TerminalConnected(self.of, "T1", 40))
        return self

    def heard(self, result: Result = YES) -> Back:
        self.sent().take(TerminalAnswered(self.of, result))
        return self

    def lost(self) -> Back:
        self.sent().take(DialogueEnded(self.of, "unknown"))
        return self

    def ask(self, *answers: Event | None, after_s: float = 6) -> tuple[Effect, ...]:
        """Let the terminal be asked, and answer; the effects of the last answer."""
        assert self.take(TimedOut(ASK_TIMER), after_s=after_s) == (AskLastPayment(self.of, self.last.ref),)
        return self.take(*(one for one in answers if one is not None))


def refund() -> Back:
    clock = Clock()
    return Back(unwinding.refunded(GIVEN, GIVEN.tenders[0].id, PAYMENT.amount, clock.stamp()), clock)


def two_paid() -> Sale:
    """A sale with two payments that are owed: an orphan of each of two names."""
    orphan = replace(PAYMENT, kind=K.ORPHAN, state=A.APPROVED, approved_minor=PAYMENT.amount.minor)
    orphans = (replace(orphan, id="o1", n=2, receipt_no=51), replace(orphan, id="o2", n=3, receipt_no=52))
    return replace(GIVEN, attempts=(*GIVEN.attempts, *orphans))


# --- W1 and W2 ------------------------------------------------------------------------------------------------------


def test_w2_keeps_what_the_terminal_was_and_the_request_names_the_payment() -> None:
    back = Back()
    assert back.effects == (ConnectTerminal(back.of),)
    effects = back.take(TerminalConnected(back.of, "T7", 40))
    assert (back.last.state, back.last.terminal_id, back.last.prior_receipt_no) == (A.SENT, "T7", 40)
    original = back.own.sale.attempts[0]
    assert effects == (SendReversal(back.of, back.last.ref, original),)
    assert back.take(TerminalConnected(back.of, "T7", 40)) == ()


def test_a_refund_names_its_payment_and_its_amount() -> None:
    back = refund()
    back.sent()
    assert back.effects == (SendRefund(back.of, back.last.ref, GIVEN.attempts[0], PAYMENT.amount),)


def test_a_payment_that_has_to_go_first_goes_first() -> None:
    back = Back(unwinding.opened(two_paid(), Clock().stamp(), is_all=False, first="o1"))
    assert back.last.reverses_id == "o1"
    assert Back(unwinding.opened(two_paid(), Clock().stamp(), is_all=False)).last.reverses_id == "o2"


# --- after a restart ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [Back().sent(), refund().sent(), Back().heard(), refund().heard()])
def test_what_a_restart_found_on_its_way_is_asked_about_and_nothing_new_begins(back: Back) -> None:
    found = doubt(back.own.sale, back.of)
    own, effects = unwinding.opened(found, Clock().stamp(), is_all=True)
    assert (own.sale, own.is_all, own.attempt_id) == (found, True, back.of)
    assert isinstance(own.inquiry, Inquiry)
    assert effects == (StartTimer(ASK_TIMER, ROUNDS_S[0]),)


def test_what_ended_before_the_restart_is_not_asked_about() -> None:
    declined = Back().heard(NO)
    own, effects = unwinding.opened(declined.own.sale, Clock().stamp(), is_all=False)
    assert own.inquiry is None
    assert own.attempt_id not in ("", declined.of)
    assert effects == (ConnectTerminal(own.attempt_id),)


# --- W3 -------------------------------------------------------------------------------------------------------------


def test_a_yes_is_accepted_when_it_is_heard_and_when_it_is_heard_again_and_no_other_word_is() -> None:
    back = Back().heard()
    assert back.effects == (AckResult(back.of, True),)
    assert back.take(TerminalAnswered(back.of, YES)) == (AckResult(back.of, True),)
    assert back.take(TerminalAnswered(back.of, NO)) == (AckResult(back.of, False),)
    assert back.last.state is A.APPROVED


def test_a_yes_after_a_no_or_before_anything_was_sent_is_not_accepted() -> None:
    assert Back().take(TerminalAnswered("none", YES)) == ()
    early = Back()
    assert early.take(TerminalAnswered(early.of, YES)) == (AckResult(early.of, False),)
    late = Back().heard(NO)
    assert late.take(TerminalAnswered(late.of, YES)) == (AckResult(late.of, False),)
    assert late.last.state is A.DECLINED


def test_an_approval_of_another_amount_is_not_accepted_and_a_person_judges() -> None:
    other = replace(YES, amount=PAYMENT.amount + PAYMENT.amount)
    back = Back().heard(other)
    assert back.effects == (AckResult(back.of, False),)
    assert [own.state for own in back.own.sale.attempts] == [A.REVIEW, A.REVIEW]
    assert back.take(DialogueEnded(back.of, "unknown")) == ()
    assert (back.own.is_open, back.own.sale.state) == (False, S.REVIEW)


# --- the last word --------------------------------------------------------------------------------------------------


def test_the_last_word_ends_it_and_the_next_one_begins_at_once() -> None:
    back = Back(unwinding.opened(two_paid(), Clock().stamp(), is_all=False))
    first = back.of
    effects = back.heard().take(DialogueEnded(first, "completed", "its text"))
    assert effects == (ConnectTerminal(back.of),)
    assert back.of != first
    found = back.own.sale.attempt(first)
    assert found is not None
    assert (found.state, found.receipt_text) == (A.CONFIRMED, "its text")
    assert back.heard().take(DialogueEnded(back.of, "completed")) == ()
    assert (back.own.is_open, back.of, back.own.rounds) == (False, "", 0)


@pytest.mark.parametrize("end", ["unknown", "not_sent"])
def test_a_yes_whose_end_was_lost_is_asked_about_and_is_not_the_last_word(end: str) -> None:
    back = Back().heard()
    assert back.take(DialogueEnded(back.of, end)) == (StartTimer(ASK_TIMER, ROUNDS_S[0]),)
    assert (back.last.state, back.own.inquiry is not None) == (A.APPROVED, True)


def test_what_did_not_leave_is_tried_again_and_is_no_refusal() -> None:
    back = Back().sent()
    assert back.take(DialogueEnded(back.of, "not_sent")) == (StartTimer(RETRY_TIMER, RETRY_S[0]),)
    assert (back.last.state, back.last.refusal, back.of) == (A.DECLINED, NOT_SENT, "")


@pytest.mark.parametrize("word", [TerminalNotReached, EffectFailed], ids=["not reached", "failed"])
def test_what_was_never_sent_is_tried_again_and_a_late_word_of_that_changes_nothing(word: type[Event]) -> None:
    back = Back()
    own = (
        TerminalNotReached(back.of, "no line")
        if word is TerminalNotReached
        else EffectFailed("ConnectTerminal", back.of)
    )
    assert back.take(own) == (StartTimer(RETRY_TIMER, RETRY_S[0]),)
    assert (back.last.state, back.last.refusal) == (A.DECLINED, NOT_SENT)
    sent = Back().sent()
    assert sent.take(TerminalNotReached(sent.of, "no line")) == ()
    assert sent.last.state is A.SENT


def test_each_pause_is_longer_up_to_the_last_and_a_yes_begins_anew() -> None:
    back = Back(unwinding.opened(two_paid(), Clock().stamp(), is_all=False))
    pauses = []
    for _ in range(6):
        (timer,) = back.take(TerminalNotReached(back.of, "no line"))
        assert isinstance(timer, StartTimer)
        pauses.append(timer.seconds)
        assert back.take(TimedOut("another timer")) == ()
        assert back.take(TimedOut(RETRY_TIMER)) == (ConnectTerminal(back.of),)
        assert back.take(TimedOut(RETRY_TIMER)) == ()
    assert pauses == [5, 15, 30, 60, 60, 60]
    back.heard().take(DialogueEnded(back.of, "completed"))
    assert back.take(TerminalNotReached(back.of, "no line")) == (StartTimer(RETRY_TIMER, 5),)


@pytest.mark.parametrize("end", [DialogueEnded, EffectFailed])
def test_a_refusal_is_tried_again_after_a_pause(end: type[Event]) -> None:
    back = Back().heard(NO)
    own = DialogueEnded(back.of, "completed") if end is DialogueEnded else EffectFailed("SendReversal", back.of)
    assert back.take(own) == (StartTimer(RETRY_TIMER, RETRY_S[0]),)
    assert (back.of, back.own.rounds) == ("", 1)


def test_the_third_refusal_is_for_a_person_and_nothing_is_tried_after_it() -> None:
    back = Back()
    for nth in range(3):
        if nth:
            back.take(TimedOut(RETRY_TIMER))
        back.heard(NO).take(DialogueEnded(back.of, "completed"))
    assert back.effects == ()
    assert (back.own.is_open, back.own.sale.state) == (False, S.REVIEW)
    assert back.take(TimedOut(RETRY_TIMER)) == ()


# --- asked about ----------------------------------------------------------------------------------------------------


def test_what_was_lost_is_asked_about_until_it_is_known_and_then_the_next_begins_at_once() -> None:
    back = Back(unwinding.opened(two_paid(), Clock().stamp(), is_all=False)).lost()
    first = back.of
    assert back.last.state is A.UNKNOWN
    assert back.ask(LastPaymentSilent(first, "")) == (StartTimer(ASK_TIMER, ROUNDS_S[1]),)
    was = back.own
    assert back.take(LastPaymentTold("another", YES, True)) == ()
    assert back.own is was
    effects = back.ask(LastPaymentTold(first, YES, True))
    assert effects == (ConnectTerminal(back.of),)
    assert (back.own.inquiry, back.own.rounds) == (None, 0)
    assert back.last.reverses_id == "o1"


def test_what_the_terminal_never_got_is_sent_anew_only_behind_the_fence_and_after_a_pause() -> None:
    back = Back().lost()
    first = back.of
    assert back.ask(LastPaymentTold(first, None, True), after_s=31) == (StartTimer(ASK_TIMER, ROUNDS_S[1]),)
    assert back.ask(LastPaymentTold(first, None, True)) == (StartTimer(RETRY_TIMER, RETRY_S[0]),)
    assert (back.last.state, back.own.rounds, back.own.inquiry) == (A.DECLINED, 1, None)
    assert back.take(TimedOut(RETRY_TIMER)) == (ConnectTerminal(back.of),)


def test_the_last_reversal_that_is_found_leaves_nothing_to_do() -> None:
    back = Back().lost()
    assert back.ask(LastPaymentTold(back.of, YES, True)) == ()
    assert (back.own.is_open, back.of) == (False, "")
    assert [own.state for own in back.own.sale.attempts] == [A.REVERSED, A.CONFIRMED]


def test_one_that_waits_for_its_turn_has_begun_nothing() -> None:
    waiting = Unwinding(PAID, is_all=True)
    assert waiting.is_waiting
    assert not Unwinding(PAID, is_all=False).is_waiting
    assert not replace(waiting, rounds=1).is_waiting
    assert not Back().own.is_waiting


def test_an_attempt_that_its_sale_does_not_know_is_a_fault_of_the_program() -> None:
    broken = replace(Back().own, attempt_id="gone")
    with pytest.raises(LookupError, match="gone"):
        unwinding.step(broken, TerminalConnected("gone", "T1", 1), Clock().stamp())


# --- what a sale needs ----------------------------------------------------------------------------------------------


def test_a_question_whose_answer_is_another_amount_becomes_money_that_goes_back_with_all_its_effects() -> None:
    run = Checkout().unclear()
    own, effects = settling.opened(run.sale, run.clock.stamp()) or (None, ())
    assert isinstance(own, Inquiry)
    assert effects == (StartTimer(ASK_TIMER, ROUNDS_S[0]),)
    part = replace(run.result(number=40), amount=replace(run.attempt.amount, minor=100), is_for_reference=True)
    back, more = settling.step(own, LastPaymentTold(run.attempt.id, part, True), run.clock.stamp())
    assert isinstance(back, Unwinding)
    assert more == (ConnectTerminal(back.attempt_id),)
    assert back.sale.attempts[-1].reverses_id == run.attempt.id


def test_what_holds_the_terminal_is_what_was_sent_and_is_not_decided() -> None:
    declined = Checkout().declined().sale
    again = Checkout(Checkout().declined().state).sent().sale
    begun = reverse(PAID, PAYMENT.id, "b1", "q1")
    orphan = replace(PAYMENT, id="o", kind=K.ORPHAN, state=A.APPROVED)
    assert [settling.holds_terminal(one) for one in (declined, again, begun, Checkout().answered().sale)] == [
        False, True, False, True,
    ]  # fmt: skip
    stray = replace(declined, attempts=(*declined.attempts, orphan))
    assert not settling.holds_terminal(stray)
    assert settling.needs_settling(begun)


def test_nothing_is_decided_for_a_sale_that_only_a_person_can_judge() -> None:
    sent = Back().sent()
    wrong = replace(YES, amount=PAYMENT.amount + PAYMENT.amount)
    judged = decide(sent.own.sale, sent.of, judge_answer(sent.last, wrong), wrong)
    assert judged.state is S.REVIEW
    assert not settling.needs_settling(judged)
    assert settling.opened(judged, Clock().stamp()) is None


def test_a_sale_in_review_gives_everything_back_and_one_that_is_paid_nothing() -> None:
    assert settling.gives_all_back(replace(PAID, state=S.REVIEW))
    assert settling.needs_settling(replace(PAID, state=S.REVIEW))
    assert settling.gives_all_back(replace(PAID, state=S.PAYING))
    assert not settling.needs_settling(PAID)
