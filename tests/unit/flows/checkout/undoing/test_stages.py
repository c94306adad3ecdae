"""Money that goes back on the glass: its timers, its turn, its slip, and who may leave when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import AttemptKind, PaperKind
from kiosk.flows.base import Effect, EffectFailed, Event, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.events import (
    AckResult,
    Beep,
    ConnectTerminal,
    DialogueEnded,
    FinishPressed,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.states import Ended, GivingBack, PartPaid, Scanning
from kiosk.flows.checkout.undoing import stages
from kiosk.flows.checkout.undoing.stages import BUDGET_S, BUDGET_TIMER, TURN_S, TURN_TIMER
from kiosk.flows.checkout.undoing.unwinding import RETRY_TIMER, Unwinding
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, Clock

A, K, S = AttemptState, AttemptKind, SaleState
PAID = Checkout().paid().sale
YES = Result(True, PAID.total, 77, "1", "A", "T1", transaction_id="tx")
BUDGET = StartTimer(BUDGET_TIMER, BUDGET_S)


class Stage:
    """The screen of money that goes back, under test."""

    def __init__(self, *, is_asked: bool = False) -> None:
        self.clock = Clock()
        self.site = replace(SITE, is_terminal_asked=is_asked)
        self.state, self.effects = stages.give_back_in_turn(
            PAID, self.clock.stamp(), is_all=True, goes_on=True, is_asked=is_asked
        )

    def take(self, *events: Event) -> tuple[Effect, ...]:
        for event in events:
            self.state, self.effects = stages.giving_back(self.going, event, self.clock.stamp(), self.site)
        return self.effects

    @property
    def going(self) -> GivingBack:
        assert isinstance(self.state, GivingBack)
        return self.state

    @property
    def of(self) -> str:
        return self.going.unwinding.attempt_id

    def heard(self, result: Result = YES) -> Stage:
        self.take(TerminalConnected(self.of, "T1", 40), TerminalAnswered(self.of, result))
        return self

    def staff(self) -> Stage:
        self.take(TimedOut(BUDGET_TIMER))
        return self


# --- begin, and wait for a turn -------------------------------------------------------------------------------------


def test_it_begins_with_its_connection_its_three_minutes_and_a_sound() -> None:
    stage = Stage()
    assert stage.effects == (ConnectTerminal(stage.of), BUDGET, Beep("attention"))
    assert (stage.going.goes_on, stage.going.since_utc_ms, stage.going.is_review) == (True, stage_began(), False)


def stage_began() -> int:
    return Clock().stamp().utc_ms


def test_who_waits_for_the_terminal_asks_for_it_again_and_begins_when_it_is_free() -> None:
    stage = Stage(is_asked=True)
    assert stage.effects == (StartTimer(TURN_TIMER, TURN_S), BUDGET, Beep("attention"))
    assert (stage.going.goes_on, stage.going.since_utc_ms) == (True, stage_began())
    assert stage.going.unwinding == Unwinding(PAID, is_all=True)
    was = stage.state
    assert stage.take(TimedOut(RETRY_TIMER)) == ()
    assert stage.state is was
    assert stage.take(TimedOut(TURN_TIMER)) == (StartTimer(TURN_TIMER, TURN_S),)
    stage.site = SITE
    assert stage.take(TimedOut(TURN_TIMER)) == (ConnectTerminal(stage.of),)


# --- time is up -----------------------------------------------------------------------------------------------------


def test_after_three_minutes_staff_has_it_once_and_the_clock_is_stopped() -> None:
    stage = Stage().staff()
    assert stage.effects == (StopTimer(BUDGET_TIMER), Beep("attention"))
    assert (stage.going.is_review, stage.going.sale.state) == (True, S.REVIEW)
    was = stage.state
    assert stage.take(TimedOut(BUDGET_TIMER)) == ()
    assert stage.state is was


def test_what_is_back_in_time_is_no_case_for_staff() -> None:
    stage = Stage().heard()
    effects = stage.take(DialogueEnded(stage.of, "completed"))
    assert effects == (StopTimer(BUDGET_TIMER), StopTimer(RETRY_TIMER), Beep("ok"))
    was = stage.state
    assert stage.take(TimedOut(BUDGET_TIMER)) == ()
    assert stage.state is was


def test_what_is_back_after_staff_took_over_stays_theirs_and_makes_no_sound() -> None:
    stage = Stage().staff().heard()
    assert stage.take(DialogueEnded(stage.of, "completed")) == ()
    assert (stage.going.is_review, stage.going.unwinding.is_open) == (True, False)


def test_a_contradiction_goes_to_staff_with_its_acknowledgement_and_a_word_after_that_changes_no_screen() -> None:
    stage = Stage()
    of = stage.of
    stage.heard(replace(YES, amount=PAID.total + PAID.total))
    assert stage.effects == (AckResult(of, False), StopTimer(BUDGET_TIMER), Beep("attention"))
    assert stage.going.is_review
    assert stage.take(DialogueEnded(of, "unknown")) == ()
    assert stage.going.is_review


# --- the slip, and who may leave ------------------------------------------------------------------------------------


def test_a_slip_is_printed_for_staff_only_and_one_at_a_time() -> None:
    stage = Stage()
    assert stage.take(PrintPressed()) == ()
    stage.staff()
    (paper,) = stage.take(PrintPressed())
    assert isinstance(paper, PrintPaper)
    assert (paper.job.kind, paper.job.attempt_id) == (PaperKind.SLIP, PAID.attempts[0].id)
    assert stage.take(PrintPressed()) == ()
    assert len(stage.going.sale.jobs) == 1


@pytest.mark.parametrize(
    ("verdict", "state"), [("DONE", PrintState.DONE), ("FAILED", PrintState.FAILED), (None, PrintState.UNKNOWN)]
)
def test_the_printer_s_word_on_a_slip_is_kept_and_a_late_one_changes_nothing(
    verdict: str | None, state: PrintState
) -> None:
    stage = Stage().staff()
    stage.take(PrintPressed())
    job = stage.going.sale.jobs[0].id
    word = EffectFailed("PrintPaper", job) if verdict is None else PrintEnded(job, verdict, "")
    assert stage.take(word) == ()
    assert stage.going.sale.jobs[0].state is state
    was = stage.state
    assert stage.take(word, PrintEnded(job, "DONE", "")) == ()
    assert stage.state is was


def test_who_leaves_leaves_to_staff_what_is_not_back_and_waits_for_the_slip() -> None:
    stage = Stage()
    was = stage.state
    assert stage.take(FinishPressed()) == ()
    assert stage.state is was
    stage.staff().take(PrintPressed())
    assert stage.take(FinishPressed()) == ()
    assert not stages.may_leave(stage.going)
    stage.take(PrintEnded(stage.going.sale.jobs[0].id, "DONE", ""))
    going = stage.going
    assert stage.take(FinishPressed()) == ()
    assert stage.state == Ended(going.sale, going.unwinding)


def test_the_slip_s_sale_is_the_one_that_goes_on_being_asked_about() -> None:
    stage = Stage()
    stage.take(TerminalConnected(stage.of, "T1", 40), DialogueEnded(stage.of, "unknown"))
    stage.staff().take(PrintPressed())
    inquiry = stage.going.unwinding.inquiry
    assert inquiry is not None
    assert inquiry.sale is stage.going.sale


def test_a_slip_is_about_the_newest_payment_that_is_not_back() -> None:
    first = replace(PAID.attempts[0], id="first", state=A.REVERSING)
    second = replace(first, id="second", n=2, state=A.REVIEW)
    third = replace(first, id="third", n=3, state=A.REVERSED)
    reversal = replace(first, id="reversal", n=4, kind=K.REVERSAL, state=A.REVIEW)
    assert stages.subject(replace(PAID, attempts=(first, second, third, reversal))) == "second"
    assert stages.subject(replace(PAID, attempts=(first, third, reversal))) == "first"
    assert stages.subject(replace(PAID, attempts=(third, reversal))) == "third"


def test_who_leaves_after_all_is_back_leaves_a_void_sale_and_nothing_behind() -> None:
    stage = Stage().staff().heard()
    stage.take(DialogueEnded(stage.of, "completed"))
    left = stages.ended(stage.going)
    assert (left.sale.state, left.inquiry) == (S.VOID, None)


def test_who_leaves_while_another_sale_is_asked_about_has_begun_nothing_behind_the_glass() -> None:
    stage = Stage(is_asked=True)
    assert stages.ended(stage.going) == Ended(PAID, None)


def test_a_part_is_paid_only_in_a_sale_that_is_still_being_paid() -> None:
    paying = replace(PAID, state=S.PAYING)
    assert stages.is_part_paid(paying)
    assert not stages.is_part_paid(PAID)
    assert not stages.is_part_paid(replace(paying, tenders=()))
    cent = replace(paying.tenders[0], amount=replace(PAID.total, minor=1))
    assert stages.is_part_paid(replace(paying, tenders=(cent,)))
    assert isinstance(stages.goes_on(paying), PartPaid)
    declined = Checkout().declined().sale
    assert isinstance(stages.goes_on(declined), Scanning)
