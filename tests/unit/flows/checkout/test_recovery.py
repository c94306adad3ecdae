"""After a restart: what was not sent is declined, what may have been is asked about, and no line, no cent is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.moves import AttemptState, PrintState, SaleState, TenderState
from kiosk.domain.sale import PaperKind, Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import BackPressed, StartTimer, TimedOut
from kiosk.flows.checkout import Recovered, recover
from kiosk.flows.checkout.events import (
    DialogueEnded,
    FewerPressed,
    MakeCode,
    PrintPaper,
    PrintPressed,
    Released,
    ReleaseGoods,
    TerminalAnswered,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.paying import BUDGET_S, BUDGET_TIMER
from kiosk.flows.checkout.restart import OFFER_MS
from kiosk.flows.checkout.states import Paying, PaymentUnclear, Receipt, ResumeOffer, Scanning
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import T0_MS, Checkout

A, S, T = AttemptState, SaleState, TenderState
LATER = Stamp(T0_MS + 60_000, 50_000, 99)
MUCH_LATER = Stamp(T0_MS + OFFER_MS + 1, 50_000, 99)


def stored(run: Checkout) -> Sale:
    """Return the sale as the store gives it back: the moment of sending means nothing after a restart."""
    return replace(run.sale, attempts=tuple(replace(own, sent_mono_ms=None) for own in run.sale.attempts))


def restart(*runs: Checkout, at: Stamp = LATER) -> Recovered:
    return recover(tuple(stored(run) for run in runs), at)


def cancelling() -> Checkout:
    run = Checkout().sent()
    run.take(BackPressed())
    return run


def contradicted() -> Checkout:
    run = Checkout().sent()
    run.take(TerminalAnswered(run.attempt.id, run.result(number=11)))
    assert run.attempt.state is A.REVIEW
    return run


def reviewed(run: Checkout | None = None) -> Checkout:
    own = run if run is not None else Checkout().unclear()
    own.take(TimedOut(BUDGET_TIMER))
    return own


# --- payments -------------------------------------------------------------------------------------------------------


def test_an_intent_was_never_sent_so_the_basket_is_offered_back_with_every_line() -> None:
    found = restart(Checkout().intended())
    assert isinstance(found.state, ResumeOffer)
    sale = found.state.sale
    assert (sale.attempts[0].state, sale.attempts[0].refusal) == (A.DECLINED, "restart")
    assert (sale.tenders[0].state, sale.state, sale.pieces) == (T.VOID, S.OPEN, 2)


def test_a_decline_before_the_restart_gives_the_basket_back() -> None:
    found = restart(Checkout().declined())
    assert isinstance(found.state, ResumeOffer)
    assert found.state.sale.tenders[0].state is T.VOID


@pytest.mark.parametrize(
    ("prepare", "state"),
    [
        (lambda: Checkout().sent(), A.UNKNOWN),
        (cancelling, A.UNKNOWN),
        (lambda: Checkout().unclear(), A.UNKNOWN),
        (lambda: Checkout().answered(), A.APPROVED),
    ],
)
def test_what_may_have_been_sent_is_asked_about_and_the_customer_is_told(
    prepare: Callable[[], Checkout], state: AttemptState
) -> None:
    found = restart(prepare())
    assert isinstance(found.state, PaymentUnclear)
    assert found.state.inquiry.attempt.state is state
    assert found.state.inquiry.sale.state is S.PAYING
    assert found.inquiry is None
    assert found.effects == (StartTimer(ASK_TIMER, 1), StartTimer(BUDGET_TIMER, BUDGET_S))


def test_not_found_counts_from_the_restart_because_the_moment_of_sending_is_lost() -> None:
    found = restart(Checkout().sent())
    run = Checkout(found.state)
    run.told(None, after_s=20)
    run.told(None, after_s=9)
    assert isinstance(run.state, PaymentUnclear)


@pytest.mark.parametrize("prepare", [lambda: Checkout().sent(), lambda: Checkout().answered()])
def test_a_payment_whose_customer_is_gone_goes_to_staff_and_is_asked_about_behind_the_glass(
    prepare: Callable[[], Checkout],
) -> None:
    found = restart(prepare(), at=MUCH_LATER)
    assert found.state is None
    assert found.inquiry is not None
    assert found.inquiry.sale.state is S.REVIEW
    assert found.effects == (StartTimer(ASK_TIMER, 1),)
    assert [sale.state for sale in found.sales] == [S.REVIEW]


def test_a_reviewed_payment_is_asked_about_behind_the_glass_and_shown_to_nobody() -> None:
    found = restart(reviewed())
    assert found.state is None
    assert found.inquiry is not None


def test_a_basket_beside_an_undecided_payment_is_offered_too() -> None:
    found = restart(reviewed(), Checkout().scan())
    assert isinstance(found.state, ResumeOffer)
    assert found.inquiry is not None
    assert found.effects == (StartTimer(ASK_TIMER, 1),)


def test_a_contradiction_heard_before_the_restart_is_shown_to_its_customer_and_to_staff_alone_later() -> None:
    found = restart(contradicted())
    assert isinstance(found.state, PaymentUnclear)
    assert found.state.is_review
    assert found.state.inquiry.sale.state is S.REVIEW
    assert found.effects == ()
    assert restart(contradicted(), at=MUCH_LATER).state is None
    run = contradicted()
    run.take(DialogueEnded(run.attempt.id, "completed"))
    again = restart(run)
    assert (again.state, again.inquiry) == (None, None)


def test_a_reviewed_sale_of_which_nothing_was_charged_is_void() -> None:
    sale = stored(reviewed())
    declined = sale.with_attempt(sale.attempts[0].to(A.DECLINED))
    found = recover((declined,), LATER)
    assert (found.sales[0].state, found.sales[0].tenders[0].state) == (S.VOID, T.VOID)


# --- paid -----------------------------------------------------------------------------------------------------------


def test_a_paid_sale_is_released_at_once_and_nothing_prints_before_somebody_asks() -> None:
    found = restart(Checkout().paid())
    assert isinstance(found.state, Paying)
    assert found.effects == (ReleaseGoods(found.sales[0].id),)
    run = Checkout(found.state, site=replace(SITE, receipt="print"))
    run.take(Released(run.sale.id))
    assert isinstance(run.state, Receipt)
    assert not any(isinstance(effect, PrintPaper) for effect in run.effects)
    run.take(PrintPressed())
    assert run.effect(PrintPaper)


def test_a_payment_that_is_resolved_after_a_restart_prints_nothing_by_itself_either() -> None:
    run = Checkout(restart(Checkout().sent()).state, site=replace(SITE, receipt="print"))
    run.told(run.result(), after_s=1)
    run.told(run.result(), after_s=6)
    run.take(Released(run.sale.id))
    assert isinstance(run.state, Receipt)
    assert run.sale.jobs == ()


def test_a_paid_sale_whose_customer_is_gone_is_fulfilled_and_shown_to_nobody() -> None:
    found = restart(Checkout().paid(), at=MUCH_LATER)
    assert found.state is None
    assert [sale.state for sale in found.sales] == [S.FULFILLED]


def test_paper_that_was_under_way_is_unknown_and_is_not_printed_again() -> None:
    run = Checkout().receipt()
    run.take(PrintPressed())
    found = restart(run)
    assert [(job.state, job.reason) for job in found.sales[0].jobs] == [(PrintState.UNKNOWN, "RESTART")]
    assert found.state == Receipt(found.sales[0], run.sale.jobs[0].id)
    assert found.effects == (MakeCode(found.sales[0], run.sale.jobs[0].language, LATER.utc_ms),)
    gone = restart(run, at=MUCH_LATER)
    assert (gone.state, gone.effects) == (None, ())
    assert gone.sales[0].jobs[0].state is PrintState.UNKNOWN


def test_the_second_paper_after_a_restart_is_a_copy_where_the_first_may_have_come_out() -> None:
    run = Checkout().receipt()
    run.take(PrintPressed())
    again = Checkout(restart(run).state)
    again.take(PrintPressed())
    assert [(job.state, job.copy_no) for job in again.sale.jobs] == [(PrintState.UNKNOWN, 1), (PrintState.SENDING, 2)]


def test_paper_that_waits_is_printed_when_asked_for_and_is_no_copy() -> None:
    run = Checkout().receipt()
    run.take(PrintPressed())
    waiting = replace(run.sale, jobs=(replace(run.sale.jobs[0], state=PrintState.QUEUED),))
    found = recover((waiting,), LATER)
    assert found.sales[0].jobs[0].state is PrintState.QUEUED
    again = Checkout(found.state)
    assert not any(isinstance(effect, PrintPaper) for effect in found.effects)
    again.take(PrintPressed())
    assert [(job.id, job.state, job.copy_no) for job in again.sale.jobs] == [
        (run.sale.jobs[0].id, PrintState.SENDING, 1)
    ]


def test_paper_that_was_in_doubt_before_this_start_is_an_earlier_customers_and_shown_to_nobody() -> None:
    run = Checkout().receipt()
    run.take(PrintPressed())
    for state, at, seen_utc_ms in (
        (PrintState.UNKNOWN, LATER, T0_MS + 1000),
        (PrintState.FAILED, LATER, T0_MS + 1000),
        (PrintState.QUEUED, MUCH_LATER, MUCH_LATER.utc_ms),
    ):
        earlier = replace(run.sale, jobs=(replace(run.sale.jobs[0], state=state),))
        assert recover((earlier,), at, seen_utc_ms).state is None


def test_a_slip_that_was_under_way_is_staffs_and_takes_nobody_to_a_receipt() -> None:
    run = Checkout().receipt()
    run.take(PrintPressed())
    slip = replace(run.sale, jobs=(replace(run.sale.jobs[0], kind=PaperKind.SLIP),))
    assert recover((slip,), LATER).state is None


# --- baskets --------------------------------------------------------------------------------------------------------


def test_a_basket_of_the_last_minutes_is_offered_back_and_an_older_or_empty_one_is_void() -> None:
    basket = Checkout().scan()
    assert restart(basket).state == ResumeOffer(basket.sale)
    for found in (restart(basket, at=MUCH_LATER), restart(Checkout())):
        assert found.state is None
        assert [sale.state for sale in found.sales] == [S.VOID]


def test_the_newest_basket_is_offered() -> None:
    old, new = Checkout().scan(0), Checkout().scan(1)
    found = restart(old, new)
    assert found.state == ResumeOffer(new.sale)
    assert [sale.state for sale in found.sales] == [S.VOID, S.OPEN]


def test_a_suspended_basket_is_kept_as_it_is_while_its_customer_may_come_back() -> None:
    kept = Checkout().scan().sale.to(S.SUSPENDED)
    assert recover((kept,), LATER) == Recovered((kept,))
    assert recover((kept,), MUCH_LATER) == Recovered((kept.to(S.VOID),))


def test_nothing_found_is_nothing_to_do() -> None:
    assert recover((), LATER) == Recovered(())


def test_a_clock_that_was_set_back_loses_no_basket() -> None:
    early = Stamp(T0_MS - 3_600_000, 500, 99)
    assert isinstance(restart(Checkout().scan(), at=early).state, ResumeOffer)


def test_recovering_twice_changes_nothing_more() -> None:
    for prepare in (Checkout().intended, Checkout().sent, Checkout().answered, Checkout().declined, contradicted):
        once = restart(prepare()).sales
        assert recover(once, LATER).sales == once


def test_a_basket_scanned_for_longer_than_the_offer_is_offered_back_when_its_last_scan_is_fresh() -> None:
    run = Checkout().scan(0)
    run.take(FewerPressed(9), after_s=OFFER_MS / 1000)
    run.scan(1)
    found = recover((stored(run),), Stamp(T0_MS + OFFER_MS + 5000, 500, 99), seen_utc_ms=T0_MS + OFFER_MS)
    assert isinstance(found.state, ResumeOffer | Scanning)
