"""The edges of waiting and of proof, in figures of their own: a limit that moved would agree with itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import AttemptKind, PaperKind
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import EffectFailed, StartTimer, TimedOut
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout import paying, receipt
from kiosk.flows.checkout.events import (
    AckResult,
    DialogueEnded,
    NoReceiptPressed,
    PrintEnded,
    PrintPressed,
    Released,
    Scanned,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.states import Paying, PaymentUnclear
from kiosk.flows.checkout.undoing import watching
from tests.unit.flows.given import Checkout

BETWEEN_S = 5.0


def held() -> Checkout:
    """An approval was heard, then the dialogue was lost."""
    run = Checkout().answered()
    run.take(EffectFailed("SendPayment", run.attempt.id))
    return run


def test_the_waits_are_those_of_the_document() -> None:
    assert asking.ROUNDS_S == (1, 2, 4, 8, 15, 30)
    assert paying.BUDGET_S == 180
    assert (receipt.CLOSE_S, receipt.CLOSE_PRINTED_S) == (15, 8)


@pytest.mark.parametrize(("apart_s", "state"), [(4.999, AttemptState.UNKNOWN), (BETWEEN_S, AttemptState.CONFIRMED)])
def test_two_approvals_agree_from_five_seconds_apart(apart_s: float, state: AttemptState) -> None:
    run = Checkout().unclear()
    run.told(run.result(), after_s=1)
    run.told(run.result(), after_s=apart_s)
    assert run.attempt.state is state


@pytest.mark.parametrize(("apart_s", "state"), [(4.999, AttemptState.APPROVED), (BETWEEN_S, AttemptState.REVERSED)])
def test_an_approval_we_hold_is_gone_from_five_seconds_apart(apart_s: float, state: AttemptState) -> None:
    run = held()
    run.told(None, after_s=1)
    run.told(None, after_s=apart_s)
    assert run.attempt.state is state


def test_a_busy_terminal_undoes_no_approval_that_we_hold() -> None:
    run = held()
    for _ in range(4):
        (timer,) = run.told(None, after_s=20, is_idle=False)
        assert isinstance(timer, StartTimer)
    assert run.attempt.state is AttemptState.APPROVED


def test_a_question_about_another_payment_that_failed_is_nothing_to_this_one() -> None:
    run = Checkout().unclear()
    was = run.state
    run.take(EffectFailed("AskLastPayment", "other"))
    assert run.state is was
    assert not run.took


def test_a_refusal_told_to_the_question_frees_the_basket_and_pays_nothing() -> None:
    run = Checkout().unclear()
    assert isinstance(run.state, PaymentUnclear)
    run.told(run.result(is_approved=False), after_s=1)
    assert (run.attempt.state, run.sale.state) == (AttemptState.DECLINED, SaleState.PAYING)


@pytest.mark.parametrize("draw", [0, 1, 0xFFFF_FFFD, 0xFFFF_FFFE, 0xFFFF_FFFF, 2**74 - 1])
def test_whatever_is_drawn_the_printer_can_echo_the_number_of_a_job(draw: int) -> None:
    sale = Checkout().receipt().sale
    _, job = receipt.start(sale, receipt.Paper("receipt", PaperKind.CUSTOMER, "nl"), Stamp(1, 1, draw))
    assert 1 <= job.number <= 0xFFFF_FFFE


def test_a_job_that_is_done_stays_done_and_the_next_one_is_a_copy() -> None:
    run = Checkout().receipt()
    run.take(PrintPressed())
    first = run.sale.jobs[-1]
    run.take(PrintEnded(first.id, "FAILED"))
    run.take(PrintPressed())
    second = run.sale.jobs[-1]
    assert (first.copy_no, second.copy_no, first.id != second.id) == (1, 2, True)
    run.take(PrintEnded(first.id, "DONE"))
    assert [job.state.value for job in run.sale.jobs] == ["FAILED", "SENDING"]
    run.take(NoReceiptPressed())
    assert run.sale.jobs[-1] == replace(second)  # the choice waits for the printer's word


def test_a_connection_told_twice_sends_nothing_a_second_time() -> None:
    run = Checkout().sent()
    was = run.state
    assert run.take(TerminalConnected(run.attempt.id, "T2", 99)) == ()
    assert run.state is was


def test_goods_of_another_sale_end_no_payment_here() -> None:
    run = Checkout().paid()
    was = run.state
    run.take(Released("another sale"))
    assert run.state is was


def test_an_answer_repeated_after_the_last_word_is_acknowledged_again() -> None:
    run = Checkout().paid()
    assert run.attempt.state is AttemptState.CONFIRMED
    assert run.take(TerminalAnswered(run.attempt.id, run.result())) == (AckResult(run.attempt.id, True),)


def test_a_better_answer_after_one_that_contradicted_us_is_not_acknowledged() -> None:
    run = Checkout().sent()
    wrong = replace(run.result(), amount=replace(run.attempt.amount, minor=run.attempt.amount.minor + 1))
    assert run.take(TerminalAnswered(run.attempt.id, wrong)) == (AckResult(run.attempt.id, False),)
    assert run.take(TerminalAnswered(run.attempt.id, run.result())) == (AckResult(run.attempt.id, False),)
    assert run.attempt.state is AttemptState.REVIEW


def test_only_the_notices_own_timer_takes_it_away() -> None:
    run = Checkout().sent()
    run.take(Scanned(None))
    assert isinstance(run.state, Paying)
    assert run.state.notice is not None
    run.take(TimedOut("another"))
    assert run.state.notice is not None
    run.take(TimedOut(paying.NOTICE_TIMER))
    assert run.state.notice is None


def test_a_dialogue_that_completes_without_an_answer_is_asked_about() -> None:
    run = Checkout().sent()
    run.take(DialogueEnded(run.attempt.id, "completed", "a text"))
    assert isinstance(run.state, PaymentUnclear)
    assert run.attempt.state is AttemptState.UNKNOWN


def unheard() -> Checkout:
    """A payment that the fence gave up, watched."""
    run = Checkout().unclear()
    for _ in range(4):
        run.told(None, after_s=20)
    assert (run.attempt.state, run.attempt.watch) == (AttemptState.DECLINED, True)
    return run


def test_a_booking_of_another_sale_is_no_orphan_of_this_one() -> None:
    other, run = Checkout().paid(), unheard()
    late = Result(
        True, run.attempt.amount, other.attempt.receipt_no, other.attempt.trace_no, other.attempt.auth_code,
        transaction_id=other.attempt.poi_tx_id, is_for_reference=True,
    )  # fmt: skip
    of = run.attempt.id
    theirs = replace(other.sale, id="their sale")
    at = run.clock.stamp()
    assert watching.heard(run.sale, of, late, at, (theirs,)) is run.sale
    found = watching.heard(run.sale, of, late, at, (run.sale,))
    assert [attempt.kind for attempt in found.attempts] == [AttemptKind.PAYMENT, AttemptKind.ORPHAN]
