"""Paper after payment: done only on the printer's word, again only when asked, and the glass never waits for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.sale import PaperKind
from kiosk.flows.base import Abandoned, CancelConfirmed, EffectFailed, Event, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.events import (
    Beep,
    CodeMade,
    FinishPressed,
    MakeCode,
    NoReceiptPressed,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    Released,
    Scanned,
)
from kiosk.flows.checkout.receipt import CLOSE_PRINTED_S, CLOSE_S, CLOSE_TIMER
from kiosk.flows.checkout.states import Ended, Receipt, ThankYou
from kiosk.flows.checkout.view import view
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import T0_MS, Checkout, goods, without

P = PrintState


def printing() -> tuple[Checkout, str]:
    run = Checkout().receipt()
    run.take(PrintPressed())
    return run, run.effect(PrintPaper).job.id


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (lambda job: PrintEnded(job, "FAILED", "MEDIA_EMPTY"), P.FAILED),
        (lambda job: PrintEnded(job, "UNKNOWN", "TIMEOUT"), P.UNKNOWN),
        (lambda job: PrintEnded(job, "a word nobody knows"), P.UNKNOWN),
        (lambda job: EffectFailed("PrintPaper", job), P.UNKNOWN),
    ],
)
def test_paper_that_is_not_proven_keeps_the_customer_at_the_question(event: object, state: PrintState) -> None:
    run, job = printing()
    assert run.take(event(job)) == (Beep("attention"),)  # type: ignore[operator]  # the table holds lambdas
    assert isinstance(run.state, Receipt)
    assert run.sale.jobs[0].state is state
    assert run.sale.state is SaleState.FULFILLED


def test_nothing_prints_again_by_itself_and_a_second_paper_is_a_copy() -> None:
    run, job = printing()
    run.take(PrintEnded(job, "UNKNOWN"))
    assert not any(isinstance(effect, PrintPaper) for effect in run.effects)
    run.take(PrintPressed())
    second = run.effect(PrintPaper).job
    assert (second.copy_no, second.doc, second.state) == (2, f"receipt:{run.sale.id}", P.SENDING)
    was = run.state
    run.take(PrintEnded(job, "DONE"))
    assert run.state is was
    assert not run.took


def test_each_paper_of_a_document_has_the_next_number_and_a_slip_before_it_makes_no_copy_of_a_receipt() -> None:
    run = Checkout().receipt()
    slip = replace(printing()[0].sale.jobs[0], id="slip", doc="slip:x", kind=PaperKind.SLIP, copy_no=5, state=P.DONE)
    run.state = Receipt(run.sale.with_job(slip))
    for copy_no in (1, 2, 3):
        run.take(PrintPressed())
        job = run.effect(PrintPaper).job
        assert job.copy_no == copy_no
        run.take(PrintEnded(job.id, "FAILED", "MEDIA_EMPTY"))


def test_a_receipt_whose_effect_failed_says_so_for_staff() -> None:
    run, job = printing()
    run.take(EffectFailed("PrintPaper", job))
    assert (run.sale.jobs[0].state, run.sale.jobs[0].reason) == (P.UNKNOWN, "SOFTWARE_ERROR")


def test_while_paper_is_under_way_taps_change_nothing() -> None:
    run, _ = printing()
    was = run.state
    for tap in (PrintPressed(), NoReceiptPressed(), FinishPressed(), Scanned(goods()), CancelConfirmed()):
        run.take(tap)
        assert run.state is was, tap
        assert not run.took


@pytest.mark.parametrize("event", [PrintEnded("other", "DONE"), EffectFailed("PrintPaper", "other")])
def test_a_word_for_another_job_changes_nothing_and_makes_no_sound(event: Event) -> None:
    for run in (Checkout().receipt(), printing()[0]):
        was = run.state
        assert run.take(event) == ()
        assert run.state is was


def test_the_word_for_a_slip_that_came_before_leaves_the_receipt_alone() -> None:
    run = Checkout().receipt()
    slip = run.sale.with_job(replace(printing()[0].sale.jobs[0], id="slip", kind=PaperKind.SLIP))
    run.state = Receipt(slip)
    run.take(PrintEnded("slip", "DONE"))
    assert isinstance(run.state, Receipt)
    assert run.sale.jobs[0].state is P.DONE


def test_proven_paper_leads_to_thanks_that_close_by_themselves() -> None:
    run, job = printing()
    assert run.take(PrintEnded(job, "DONE")) == (StartTimer(CLOSE_TIMER, CLOSE_PRINTED_S),)
    assert run.state == ThankYou(run.sale, CLOSE_PRINTED_S)
    was = run.state
    run.take(TimedOut("other"))
    assert run.state is was
    run.take(TimedOut(CLOSE_TIMER))
    assert isinstance(run.state, Ended)


def test_thanks_stay_three_times_as_long_for_who_hears_them() -> None:
    run, job = printing()
    run.site = replace(run.site, is_slow=True)
    assert run.take(PrintEnded(job, "DONE")) == (StartTimer(CLOSE_TIMER, 3 * CLOSE_PRINTED_S),)
    assert run.state == ThankYou(run.sale, 3 * CLOSE_PRINTED_S)


@pytest.mark.parametrize("press", [NoReceiptPressed(), FinishPressed()])
def test_no_receipt_leads_to_thanks(press: Event) -> None:
    run = Checkout().receipt()
    assert run.take(press) == (StartTimer(CLOSE_TIMER, CLOSE_S),)
    assert run.state == ThankYou(run.sale, CLOSE_S)
    was = run.state
    run.take(NoReceiptPressed())
    assert run.state is was


@pytest.mark.parametrize("event", [FinishPressed(), Scanned(goods()), Abandoned()])
def test_thanks_end_by_touch_by_the_next_scan_and_when_nobody_is_there(event: Event) -> None:
    run = Checkout().receipt()
    run.take(NoReceiptPressed())
    assert run.take(event) == (StopTimer(CLOSE_TIMER),)
    assert run.state == Ended(run.sale)


def test_a_customer_who_walks_away_from_the_question_has_paid() -> None:
    run = Checkout().receipt()
    run.take(Abandoned())
    assert isinstance(run.state, Ended)
    assert run.sale.state is SaleState.FULFILLED


def test_the_job_carries_language_and_a_number_the_printer_can_echo() -> None:
    run = Checkout().receipt()
    run.site = replace(SITE, language="pt-BR")
    run.take(PrintPressed())
    job = run.effect(PrintPaper).job
    assert (job.language, job.kind, job.copy_no) == ("pt-BR", PaperKind.CUSTOMER, 1)
    assert 1 <= job.number <= 0xFFFF_FFFF


# --- a site that prints by itself -----------------------------------------------------------------------------------


def test_a_site_that_prints_does_so_once_when_the_goods_are_released() -> None:
    run = Checkout(site=replace(SITE, receipt="print")).paid()
    run.take(Released(run.sale.id))
    assert isinstance(run.state, Receipt)
    assert run.effect(PrintPaper).job.copy_no == 1
    assert Beep("ok") in run.effects


def test_a_site_that_prints_asks_when_there_is_no_printer() -> None:
    run = Checkout(site=without("printer", site=replace(SITE, receipt="print"))).paid()
    ok, code = run.take(Released(run.sale.id))
    assert ok == Beep("ok")
    assert isinstance(code, MakeCode)
    assert run.state == Receipt(run.sale)


# --- the code for the customer's phone ------------------------------------------------------------------------------


def test_the_code_is_asked_for_once_the_sale_is_fulfilled_and_shown_when_it_is_there() -> None:
    run = Checkout().paid()
    run.site = replace(SITE, language="pt-BR")
    run.take(Released(run.sale.id))
    assert run.effect(MakeCode) == MakeCode(run.sale, "pt-BR", T0_MS + run.clock.ms)
    assert "qr" not in view(run.state, run.site).parts
    run.take(CodeMade(run.sale.id, "https://shop.example/r#abc"))
    assert view(run.state, run.site).parts["qr"] == "https://shop.example/r#abc"


def test_the_code_of_another_sale_is_not_shown() -> None:
    run = Checkout().receipt()
    assert run.take(CodeMade("another", "https://shop.example/r#abc")) == ()
    assert run.state == Receipt(run.sale)


@pytest.mark.parametrize("verdict", ["FAILED", "UNKNOWN"])
def test_the_code_stays_when_the_paper_did_not_come(verdict: str) -> None:
    run = Checkout().receipt()
    run.take(CodeMade(run.sale.id, "https://shop.example/r#abc"), PrintPressed())
    run.take(PrintEnded(run.effect(PrintPaper).job.id, verdict, ""))
    assert isinstance(run.state, Receipt)
    assert run.state.code == "https://shop.example/r#abc"
