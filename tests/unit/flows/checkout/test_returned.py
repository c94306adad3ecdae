"""The receipt of money that went back, before its customer: printed once, offered when in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import PrintState, SaleState, TenderState
from kiosk.domain.sale import Attempt, PaperKind, PrintJob, Sale
from kiosk.domain.settling import undoing
from kiosk.domain.stamp import Stamp, short_id
from kiosk.domain.text import text
from kiosk.flows.base import Abandoned, Action, BackPressed, CancelConfirmed, EffectFailed, Event, View
from kiosk.flows.checkout import recover
from kiosk.flows.checkout.events import (
    CodeMade,
    DialogueEnded,
    FinishPressed,
    GiveBackPressed,
    MakeCode,
    PayPressed,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    SharePressed,
    TerminalAnswered,
)
from kiosk.flows.checkout.examples import EXAMPLES, returned
from kiosk.flows.checkout.states import Ended, GivingBack, PaymentUnclear, ResumeOffer, Returned, Scanning, State
from kiosk.flows.checkout.view import view
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.checkout.test_giving_back import answered, connected, given_back, shared
from tests.unit.flows.given import T0_MS, Checkout, without


def back(*, is_given_up: bool = False) -> Checkout:
    """Half of a sale was paid, and is back."""
    run = shared()
    run.take(CancelConfirmed() if is_given_up else GiveBackPressed())
    return given_back(run)


def shown(run: Checkout) -> Returned:
    assert isinstance(run.state, Returned)
    return run.state


def test_the_receipt_is_printed_once_and_its_code_is_made() -> None:
    run = back()
    printing = run.effect(PrintPaper)
    assert (printing.job.kind, printing.job.copy_no, printing.job.state) == (PaperKind.REVERSAL, 1, PrintState.SENDING)
    assert printing.job.attempt_id == shown(run).about == run.sale.attempts[-1].id
    assert printing.sale.jobs == (printing.job,)
    assert run.effect(MakeCode).about == shown(run).about


def test_while_it_prints_nobody_leaves_and_nothing_prints_twice() -> None:
    run = back()
    was = run.state
    for press in (PrintPressed(), BackPressed(), FinishPressed(), CancelConfirmed()):
        assert run.take(press) == ()
        assert run.state is was


@pytest.mark.parametrize("verdict", ["FAILED", "UNKNOWN"])
def test_a_paper_in_doubt_is_not_printed_again_until_somebody_asks_and_then_it_is_a_copy(verdict: str) -> None:
    run = back()
    assert run.take(PrintEnded(run.sale.jobs[0].id, verdict)) == ()
    assert [job.state for job in run.sale.jobs] == [PrintState(verdict)]
    run.take(PrintPressed())
    assert [job.copy_no for job in run.sale.jobs] == [1, 2]
    assert run.effect(PrintPaper).job.doc == run.sale.jobs[0].doc


def test_a_print_that_raised_is_in_doubt_and_a_code_that_raised_is_nothing() -> None:
    run = back()
    run.take(EffectFailed("MakeCode", run.sale.id), EffectFailed("PrintPaper", run.sale.jobs[0].id))
    assert run.sale.jobs[0].state is PrintState.UNKNOWN


def test_without_a_printer_there_is_the_code_and_the_paper_waits_to_be_asked_for() -> None:
    run = shared()
    run.site = without("printer")
    run.take(GiveBackPressed())
    given_back(run)
    assert [type(effect) for effect in run.effects if isinstance(effect, MakeCode | PrintPaper)] == [MakeCode]
    assert (shown(run).job_id, run.sale.jobs) == (None, ())
    assert view(run.state, run.site).secondary is None
    run.site = SITE
    run.take(PrintPressed())
    assert [job.copy_no for job in run.sale.jobs] == [1]


def going() -> Checkout:
    """The terminal has said yes to giving back, and not its last word."""
    run = shared()
    run.take(GiveBackPressed())
    connected(run)
    run.take(TerminalAnswered(run.attempt.id, run.result(number=40)))
    return run


def test_after_a_restart_nothing_prints_before_somebody_asks() -> None:
    run = going()
    state = run.state
    assert isinstance(state, GivingBack)
    stored = tuple(replace(own, sent_mono_ms=None) for own in run.sale.attempts)
    run.state = replace(state, unwinding=replace(state.unwinding, sale=replace(run.sale, attempts=stored)))
    run.take(DialogueEnded(run.attempt.id, "completed", "text"))
    assert (shown(run).job_id, run.sale.jobs) == (None, ())
    assert view(run.state, run.site).primary == Action(text("checkout.receipt.print"), "PrintPressed", icon="printer")
    run.take(PrintPressed())
    assert run.effect(PrintPaper).job.copy_no == 1


def test_beside_a_paper_in_doubt_nothing_prints_before_somebody_asks() -> None:
    run = going()
    state = run.state
    assert isinstance(state, GivingBack)
    doubted = PrintJob("j", "slip:1", 1, PaperKind.SLIP, 7, "en", state=PrintState.UNKNOWN)
    run.state = replace(state, unwinding=replace(state.unwinding, sale=run.sale.with_job(doubted)))
    run.take(DialogueEnded(run.attempt.id, "completed", "text"))
    assert run.sale.jobs == (doubted,)


def test_a_second_giving_back_of_the_same_sale_has_a_receipt_of_its_own() -> None:
    run = back()
    run.take(PrintEnded(run.sale.jobs[0].id, "DONE"), BackPressed(), PayPressed())
    answered(connected(run), is_approved=False)
    run.take(SharePressed())
    answered(connected(run))
    run.take(GiveBackPressed())
    given_back(run)
    assert [job.copy_no for job in run.sale.jobs] == [1, 1]
    assert [len(given_back_on(run.sale, job)) for job in run.sale.jobs] == [1, 1]


def given_back_on(sale: Sale, job: PrintJob) -> tuple[Attempt, ...]:
    return undoing.given_back(sale, job.attempt_id or "")


# --- after a power cut ----------------------------------------------------------------------------------------------


def cut(run: Checkout) -> Sale:
    """Return the sale as the tables have it after a cut."""
    return replace(run.sale, attempts=tuple(replace(own, sent_mono_ms=None) for own in run.sale.attempts))


SOON, LATE = Stamp(T0_MS + 60_000, 1, 99), Stamp(T0_MS + 700_000, 1, 99)


def test_a_cut_while_it_prints_leaves_the_paper_in_doubt_and_the_code_before_its_customer() -> None:
    run = back()
    found = recover((cut(run),), SOON)
    assert isinstance(found.state, Returned)
    assert found.state.job_id == run.sale.jobs[0].id
    assert [job.state for job in found.state.sale.jobs] == [PrintState.UNKNOWN]
    job = run.sale.jobs[0]
    assert found.effects == (MakeCode(found.state.sale, job.language, SOON.utc_ms, job.attempt_id or ""),)
    after = Checkout(found.state)
    after.take(PrintPressed())
    assert after.effect(PrintPaper).job.copy_no == 2


def test_a_cut_before_a_receipt_that_nobody_asked_for_offers_it_and_prints_nothing() -> None:
    run = shared()
    run.site = without("printer")
    run.take(GiveBackPressed())
    found = recover((cut(given_back(run)),), SOON)
    assert isinstance(found.state, Returned)
    assert (found.state.job_id, found.effects) == (None, ())
    after = Checkout(found.state)
    after.take(BackPressed())
    assert isinstance(after.state, Scanning)


def test_who_is_gone_after_the_cut_leaves_a_sale_that_is_void() -> None:
    found = recover((cut(back()),), LATE)
    assert (found.state, found.inquiry, [sale.state for sale in found.sales]) == (None, None, [SaleState.VOID])


def test_beside_a_payment_in_question_the_sale_that_is_back_is_void_and_not_shown() -> None:
    other = Checkout().unclear()
    found = recover((cut(back()), cut(other)), SOON)
    assert isinstance(found.state, PaymentUnclear)
    assert [sale.state for sale in found.sales] == [SaleState.VOID, SaleState.PAYING]


def test_a_basket_that_went_on_after_its_money_came_back_is_offered_as_a_basket() -> None:
    run = back()
    run.take(PrintEnded(run.sale.jobs[0].id, "DONE"), BackPressed())
    assert isinstance(recover((cut(run),), SOON).state, ResumeOffer)
    run.take(PayPressed())
    assert isinstance(recover((cut(run),), SOON).state, ResumeOffer)


# --- the way on -----------------------------------------------------------------------------------------------------


def test_who_goes_on_has_the_basket_again() -> None:
    run = back()
    run.take(PrintEnded(run.sale.jobs[0].id, "DONE"), BackPressed())
    assert isinstance(run.state, Scanning)
    assert (run.sale.state, run.sale.pieces) == (SaleState.OPEN, 2)


@pytest.mark.parametrize("leave", [CancelConfirmed(), FinishPressed(), Abandoned()])
def test_who_leaves_leaves_a_sale_that_is_void(leave: Event) -> None:
    run = back()
    run.take(PrintEnded(run.sale.jobs[0].id, "DONE"), leave)
    assert isinstance(run.state, Ended)
    assert (run.sale.state, {t.state for t in run.sale.tenders}) == (
        SaleState.VOID,
        {TenderState.VOID, TenderState.REVERSED},
    )


def test_who_gave_up_has_one_way_on() -> None:
    run = back(is_given_up=True)
    run.take(PrintEnded(run.sale.jobs[0].id, "DONE"), BackPressed())
    assert isinstance(run.state, Returned)
    assert view(run.state, SITE).primary == Action(text("action.finish"), "FinishPressed", icon="check")


def test_the_code_of_another_receipt_is_not_this_ones() -> None:
    run = back()
    run.take(CodeMade(run.sale.id, "https://shop.example/r#sale"))
    assert shown(run).code == ""
    run.take(CodeMade(run.sale.id, "https://shop.example/r#back", shown(run).about))
    assert shown(run).code == "https://shop.example/r#back"


# --- what is shown --------------------------------------------------------------------------------------------------


def test_it_says_what_went_back_in_sum_and_each_amount_aloud() -> None:
    seen = view(EXAMPLES["Returned"], SITE)
    assert seen.parts["amount"] == Money(1665, "EUR")
    assert seen.spoken == tuple(text("checkout.back.row.done", amount=Money(m, "EUR")) for m in (832, 833))


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (PrintState.SENDING, "info"),
        (PrintState.DONE, "success"),
        (PrintState.FAILED, "warning"),
        (PrintState.UNKNOWN, "warning"),
    ],
)
def test_it_says_what_became_of_the_paper(outcome: PrintState, kind: str) -> None:
    seen = view(returned(outcome), SITE)
    note = seen.parts["paper"]
    assert isinstance(note, dict)
    assert note["kind"] == kind
    assert (note["text"] == text("checkout.back.paper_failed")) is (outcome is PrintState.FAILED)
    assert (seen.timeout_s is None) is (outcome is PrintState.SENDING)
    assert seen.secondary is None or seen.secondary.label == text("checkout.receipt.print_copy")
    assert (seen.secondary is None) is (outcome is PrintState.DONE)


# --- the slip, where a person has to decide -------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [PrintState.SENDING, PrintState.DONE, PrintState.FAILED, PrintState.UNKNOWN])
@pytest.mark.parametrize("name", ["GivingBack-review", "PaymentUnclear-review"])
def test_it_says_what_became_of_the_slip_aloud_and_offers_a_copy(name: str, outcome: PrintState) -> None:
    state = EXAMPLES[name]
    before = view(state, SITE)
    assert before.primary is not None
    assert before.primary.label == text("checkout.unclear.print_slip")
    after = view(with_slip(state, outcome), SITE)
    said = text(f"checkout.slip.{outcome.lower()}")
    assert said in after.spoken
    assert said not in before.spoken
    assert after.primary is not None
    assert after.primary.label == text("checkout.receipt.print_copy")
    assert after.primary.is_busy is (outcome is PrintState.SENDING)
    assert said in (after.parts["promise_text"], *(step["detail"] for step in steps_of(after)))


def steps_of(shown: View) -> list[dict[str, object]]:
    steps = shown.parts["steps"]
    assert isinstance(steps, tuple)
    return [dict(step) for step in steps if isinstance(step, Mapping)]


def with_slip(state: State, outcome: PrintState) -> State:
    job = PrintJob("j", "slip", 1, PaperKind.SLIP, 1, "nl", state=outcome)
    if isinstance(state, GivingBack):
        return replace(state, unwinding=replace(state.unwinding, sale=state.sale.with_job(job)))
    assert isinstance(state, PaymentUnclear)
    return replace(state, inquiry=replace(state.inquiry, sale=state.inquiry.sale.with_job(job)))


def test_the_slip_names_the_payment_that_the_glass_names() -> None:
    state = EXAMPLES["GivingBack-review"]
    assert isinstance(state, GivingBack)
    run = Checkout(state)
    run.take(PrintPressed())
    slip = run.effect(PrintPaper).job
    assert view(state, SITE).parts["reference"] == short_id(slip.attempt_id or "")
