"""Shares to the cent, approvals of a part, and the questions about others before a payment: none out of its turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.basket import add
from kiosk.domain.blockers import PAY_TERMINAL_AWAY, PAY_TERMINAL_CHECKING
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState, TenderState
from kiosk.domain.payment import Result
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.flows.base import BackPressed, EffectFailed, Event, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.events import (
    AckResult,
    AskLastPayment,
    Beep,
    ConnectTerminal,
    DialogueEnded,
    GiveBackPressed,
    LastPaymentSilent,
    LastPaymentTold,
    PayPressed,
    Released,
    ReleaseGoods,
    Scanned,
    SharePressed,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.paying import BUDGET_TIMER, NOTICE_S, NOTICE_TIMER, can_share, half_of, pay, still_due
from kiosk.flows.checkout.states import Declined, GivingBack, PartPaid, Paying, Phase, Scanning
from tests.unit.flows.given import Checkout, Clock, goods

A, S, T = AttemptState, SaleState, TenderState
STOP = (StopTimer(BUDGET_TIMER), StopTimer(ASK_TIMER))
OTHERS = (("x1", "ref-1"), ("x2", "ref-2"))


def costing(minor: int) -> Sale:
    return add(Sale("s", "EUR", "x", 0), goods(minor=minor))


def connected(*, takes_parts: bool) -> Checkout:
    run = Checkout().intended()
    run.take(TerminalConnected(run.attempt.id, "T1", 11, takes_parts))
    return run


def part_of(run: Checkout, minor: int) -> Result:
    return replace(run.result(), amount=Money(minor, "EUR"))


# --- shares ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minor", "half"), [(1, 1), (2, 1), (700, 350), (701, 351)])
def test_the_first_share_is_half_and_the_odd_cent(minor: int, half: int) -> None:
    assert half_of(costing(minor)) == Money(half, "EUR")
    assert can_share(costing(minor)) is (minor > 1)


def test_what_an_open_tender_holds_is_still_to_be_shared() -> None:
    run = Checkout().declined()
    total = run.sale.total.minor
    assert half_of(run.sale).minor == (total + 1) // 2
    run.take(SharePressed())
    assert run.attempt.amount == half_of(run.sale)


def test_what_is_due_is_less_by_what_is_paid() -> None:
    run = Checkout().declined()
    total = run.sale.total
    assert still_due(run.sale) == total
    run.take(SharePressed())
    first = run.attempt.amount
    run.take(TerminalConnected(run.attempt.id, "T1", 12))
    run.take(TerminalAnswered(run.attempt.id, run.result(number=30)), DialogueEnded(run.attempt.id, "completed"))
    assert isinstance(run.state, PartPaid)
    assert still_due(run.sale) == total - first


def test_a_basket_that_costs_nothing_is_released_without_a_terminal() -> None:
    free = costing(0)
    state, effects = pay(free, Clock().stamp())
    assert (state, effects) == (Paying(free.to(S.PAYING).to(S.PAID), "", Phase.FINISHING), (ReleaseGoods("s"),))
    run = Checkout(state)
    run.take(Released("another"))
    assert run.state is state
    run.take(Released("s"))
    assert run.sale.state is S.FULFILLED


# --- parts ----------------------------------------------------------------------------------------------------------


def test_a_terminal_that_takes_parts_and_approves_all_is_paid() -> None:
    run = connected(takes_parts=True)
    run.take(TerminalAnswered(run.attempt.id, run.result()), DialogueEnded(run.attempt.id, "completed"))
    assert run.sale.state is S.PAID


def test_a_terminal_that_takes_parts_and_declines_has_taken_none() -> None:
    run = connected(takes_parts=True)
    answer = TerminalAnswered(run.attempt.id, run.result(is_approved=False))
    run.take(answer, DialogueEnded(run.attempt.id, "completed"))
    assert isinstance(run.state, Declined)


def test_a_part_for_who_asked_to_cancel_before_goes_back_and_its_tender_stays_whole() -> None:
    run = connected(takes_parts=True)
    run.take(BackPressed())
    whole = run.sale.tenders[0].amount
    run.take(TerminalAnswered(run.attempt.id, part_of(run, 100)))
    assert run.sale.tenders[0].amount == whole
    run.take(DialogueEnded(run.attempt.id, "completed"))
    assert isinstance(run.state, GivingBack)
    assert (run.attempt.kind, run.attempt.amount) == (AttemptKind.REVERSAL, Money(100, "EUR"))


def test_an_amount_that_is_not_ours_is_not_accepted_when_it_is_told_again() -> None:
    run = connected(takes_parts=False)
    wrong = TerminalAnswered(run.attempt.id, part_of(run, run.attempt.amount.minor + 1))
    for _ in range(2):
        assert run.take(wrong) == (AckResult(run.attempt.id, False),)
    assert run.attempt.state is A.REVIEW


def test_a_terminal_that_was_not_reached_is_named_as_the_reason() -> None:
    run = Checkout().intended()
    of = run.attempt.id
    run.take(TerminalNotReached(of, "no line"))
    assert isinstance(run.state, Scanning)
    assert (run.attempt.state, run.attempt.refusal) == (A.DECLINED, "link")
    assert run.state.notice is not None
    assert (run.state.notice.code, run.state.notice.subject) == (PAY_TERMINAL_AWAY, ("attempt", of))


# --- a part is paid -------------------------------------------------------------------------------------------------


def part_paid() -> Checkout:
    run = Checkout().declined()
    run.take(SharePressed())
    run.take(TerminalConnected(run.attempt.id, "T1", 12))
    run.take(TerminalAnswered(run.attempt.id, run.result(number=30)))
    assert run.take(DialogueEnded(run.attempt.id, "completed")) == (Beep("ok"),)
    return run


def test_an_approval_that_wins_over_cancel_goes_back_alone_and_what_was_paid_before_stays() -> None:
    run = part_paid()
    run.take(PayPressed())
    run.take(TerminalConnected(run.attempt.id, "T1", 30))
    second = run.attempt.id
    run.take(BackPressed())
    run.take(TerminalAnswered(second, run.result(number=31)), DialogueEnded(second, "completed"))
    assert isinstance(run.state, GivingBack)
    assert (run.state.goes_on, run.state.unwinding.is_all) == (True, False)
    assert (run.attempt.kind, run.attempt.reverses_id) == (AttemptKind.REVERSAL, second)
    assert [own.state for own in run.sale.tenders] == [T.VOID, T.CONFIRMED, T.REVERSING]


@pytest.mark.parametrize("press", [PayPressed(), GiveBackPressed()])
def test_while_the_terminal_is_asked_about_another_sale_a_part_paid_waits_and_says_so(press: Event) -> None:
    run = part_paid()
    run.site = replace(run.site, is_terminal_asked=True)
    assert run.take(press) == (Beep("attention"), StartTimer(NOTICE_TIMER, NOTICE_S))
    assert isinstance(run.state, PartPaid)
    assert run.state.notice is not None
    assert (run.state.notice.code, run.state.notice.subject) == (PAY_TERMINAL_CHECKING, ("sale", run.sale.id))
    run.take(TimedOut("checkout.other"))
    assert run.state.notice is not None
    run.take(TimedOut(NOTICE_TIMER))
    assert run.state.notice is None
    run.take(TimedOut(NOTICE_TIMER))
    assert not run.took


def test_a_scan_while_a_part_is_paid_is_answered_for_a_moment_and_changes_no_line() -> None:
    run = part_paid()
    lines = run.sale.lines
    assert run.take(Scanned(goods())) == (Beep("error"), StartTimer(NOTICE_TIMER, NOTICE_S))
    assert isinstance(run.state, PartPaid)
    assert run.state.notice is not None
    assert (run.state.notice.subject, run.sale.lines) == (("sale", run.sale.id), lines)
    assert run.take(TimedOut(NOTICE_TIMER)) == ()
    assert run.state == PartPaid(run.sale)


# --- what was asked about -------------------------------------------------------------------------------------------


def share_in_doubt() -> Checkout:
    run = Checkout().declined()
    run.take(SharePressed())
    run.take(TerminalConnected(run.attempt.id, "T1", 12), DialogueEnded(run.attempt.id, "unknown"))
    return run


def tied(run: Checkout, minor: int | None = None) -> Result:
    own = run.result(number=40) if minor is None else part_of(run, minor)
    return replace(own, is_for_reference=True)


def test_a_share_that_is_found_leaves_the_rest_to_pay() -> None:
    run = share_in_doubt()
    assert run.told(tied(run), after_s=1) == (*STOP, Beep("ok"))
    assert run.state == PartPaid(run.sale)
    assert still_due(run.sale).minor == run.sale.total.minor // 2


def test_an_approval_of_less_that_is_found_goes_back_alone_and_nothing_is_asked_any_more() -> None:
    run = share_in_doubt()
    of = run.attempt.id
    effects = run.told(tied(run, 100), after_s=1)
    assert effects[:2] == STOP
    assert isinstance(run.state, GivingBack)
    assert (run.state.goes_on, run.state.unwinding.is_all) == (True, False)
    assert effects[2] == ConnectTerminal(run.attempt.id)
    assert (run.attempt.reverses_id, run.attempt.amount) == (of, Money(100, "EUR"))


def test_who_wanted_to_cancel_and_was_declined_after_all_has_nothing_to_get_back() -> None:
    run = Checkout().sent()
    run.take(BackPressed(), DialogueEnded(run.attempt.id, "unknown"))
    assert run.told(replace(tied(run), is_approved=False, refusal="card"), after_s=1) == STOP
    assert run.state == Declined(run.sale, "card")


def test_all_of_it_found_shows_the_last_step_of_a_payment() -> None:
    run = Checkout().unclear()
    of = run.attempt.id
    assert run.told(tied(run), after_s=1) == (*STOP, ReleaseGoods(run.sale.id))
    assert run.state == Paying(run.sale, of, Phase.FINISHING)


def test_what_cannot_be_split_is_not_shared() -> None:
    run = Checkout()
    run.take(Scanned(goods(minor=1)))
    run.declined()
    run.take(SharePressed())
    assert not run.took


# --- questions about others -----------------------------------------------------------------------------------------


def asking(*watched: tuple[str, str]) -> Checkout:
    run = Checkout().scan()
    run.site = replace(run.site, watched=watched)
    run.take(PayPressed())
    return run


def test_the_terminal_is_asked_about_one_after_the_other_and_connected_after_the_last() -> None:
    run = asking(*OTHERS)
    assert run.effect(AskLastPayment) == AskLastPayment("x1", "ref-1")
    assert run.take(LastPaymentSilent("x1", "")) == (AskLastPayment("x2", "ref-2"),)
    assert run.take(LastPaymentTold("x2", None, True)) == (ConnectTerminal(run.attempt.id),)


@pytest.mark.parametrize(
    "word",
    [LastPaymentTold("x2", None, True), LastPaymentSilent("x2", ""), EffectFailed("AskLastPayment", "x2")],
    ids=["told", "silent", "failed"],
)
def test_a_word_about_another_than_the_one_that_is_asked_about_does_not_take_its_turn(word: Event) -> None:
    run = asking(*OTHERS)
    assert run.take(word) == ()
    assert isinstance(run.state, Paying)
    assert run.state.asks == OTHERS


@pytest.mark.parametrize(
    "word",
    [LastPaymentTold("x1", None, True), LastPaymentSilent("x1", ""), EffectFailed("AskLastPayment", "x1")],
    ids=["told", "silent", "failed"],
)
def test_a_late_word_about_others_connects_nothing_a_second_time(word: Event) -> None:
    run = asking(OTHERS[0])
    assert run.take(LastPaymentTold("x1", None, True)) == (ConnectTerminal(run.attempt.id),)
    assert run.take(word) == ()


def test_a_late_approval_of_this_sale_is_kept_before_the_next_card_is_asked() -> None:
    run = Checkout().unclear()
    run.told(None, after_s=31)
    run.told(None, after_s=8)
    first = run.attempt
    run.take(PayPressed())
    late = Result(True, first.amount, 12, "9", "Z", "T1", "Demo", "4471", "00", is_for_reference=True)
    run.take(LastPaymentTold(first.id, late, True))
    kinds = [(own.kind, own.state) for own in run.sale.attempts]
    assert kinds[-1] == (AttemptKind.ORPHAN, A.APPROVED)
    assert run.effect(ConnectTerminal).attempt_id == next(own.id for own in run.sale.attempts if own.state is A.INTENT)
