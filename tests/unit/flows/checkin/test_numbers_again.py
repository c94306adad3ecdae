"""A bag's new number: told twice, never told, and papers whose names belong to one sale."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import PrintState
from kiosk.domain.private import Private
from kiosk.domain.sale import PrintJob
from kiosk.domain.travel.asking import BagWish
from kiosk.flows.base import EffectFailed
from kiosk.flows.checkin.events import (
    BagAdded,
    BagsPressed,
    GoOnPressed,
    LetGo,
    MakePassCode,
    PassesAgainPressed,
    PlateRenewed,
    PrepareOrder,
    PrintPass,
    PrintTag,
    SlipPressed,
    TellPrinted,
)
from kiosk.flows.checkin.states import Printing, Refused, Summary
from kiosk.flows.checkout.events import PrintEnded
from tests.unit.flows.checkin.given import NONE, PASS, PRINT, Traveller


def jammed() -> tuple[Traveller, str]:
    """Return a traveller whose bag tag did not come out, and its number; the departures system has not answered."""
    run = Traveller().show().take(BagsPressed(), BagAdded("p1"), GoOnPressed(), NONE)
    run.papers = lambda job: "FAILED" if job.doc.startswith("tag:") else "DONE"
    run.keeps = {TellPrinted}
    run.take(PRINT)
    assert isinstance(run.state, Printing)
    return run, run.asked(PrintTag).plate


def test_a_number_that_is_told_twice_takes_nothing_from_the_tag_that_is_under_way() -> None:
    run, plate = jammed()
    run.keeps = {TellPrinted, PrintTag}
    run.take(PassesAgainPressed(), PlateRenewed(Private(plate), Private(plate)))
    job: PrintJob = run.asked(PrintTag).job
    run.take(PlateRenewed(Private(plate), Private(plate)), PrintEnded(job.id, "DONE"))
    kept = run.trip.sale.job(job.id)
    assert kept is not None
    assert kept.state is PrintState.DONE
    assert run.kind() == "ThankYou"


def test_a_pass_that_came_out_with_a_number_that_is_void_now_comes_out_again_with_the_new_one() -> None:
    run, plate = jammed()
    assert plate in {bag.plate for bag in run.asked(PrintPass).booking.bags}
    run.papers = lambda _job: "DONE"
    run.take(PassesAgainPressed(), PlateRenewed(Private(plate), Private("0999000999")))
    assert run.kind() == "ThankYou"
    again = run.asked(PrintPass)
    assert {bag.plate for bag in again.booking.bags} == {"0999000999"}
    assert again.job.copy_no == 2
    assert [own.job.copy_no for own in run.did(PrintPass)] == [1, 2]


def test_a_system_that_tells_no_new_number_lets_the_customer_go_on() -> None:
    run, plate = jammed()
    run.take(PassesAgainPressed())
    assert isinstance(run.state, Printing)
    assert run.state.renewing == plate
    run.take(EffectFailed("TellPrinted", run.asked(TellPrinted).job_id))
    assert isinstance(run.state, Printing)
    assert run.state.renewing == ""
    assert run.shown.primary is not None
    assert not run.shown.primary.is_busy


def test_two_travellers_papers_share_no_name() -> None:
    first, second = Traveller().show().take(NONE, PRINT), Traveller().show().take(NONE, PRINT)
    docs = [job.doc for run in (first, second) for job in run.trip.sale.jobs]
    assert len(docs) == len(set(docs)) == 2
    assert first.trip.sale.id in docs[0]


def test_an_order_that_nobody_answered_and_that_costs_something_else_now_is_another_one() -> None:
    run = Traveller().show().take(BagsPressed())
    run.weights_g = [18_000] * 3
    run.take(*[BagAdded("p1")] * 3, GoOnPressed(), NONE)
    run.is_silent = True
    run.take(PRINT)
    assert isinstance(run.state, Summary)
    before = run.asked(PrepareOrder).order
    assert before.amount_minor > 0
    run.is_silent = False
    fewer = replace(run.state, trip=replace(run.trip, bags=(BagWish("p1", 18_000),)))
    run.state = fewer
    run.take(PRINT)
    assert run.asked(PrepareOrder).order.id != before.id
    assert [own.order_id for own in run.did(LetGo)] == [before.id]
    assert [own.id for own in run.trip.past] == [before.id]


def test_the_slip_of_a_refusal_is_named_with_its_sale_too() -> None:
    run = Traveller().show(PASS)
    run.state = Refused(run.trip)
    run.take(SlipPressed())
    assert run.trip.sale.jobs[0].doc == f"slip:{run.trip.sale.id}"


def test_what_the_journal_keeps_of_a_code_and_of_a_number_names_neither_booking_nor_bag() -> None:
    run, plate = jammed()
    run.take(PassesAgainPressed())
    told = run.asked(TellPrinted)
    assert told.plate == plate
    assert plate not in told.key
    assert run.trip.booking.ref not in told.key
    made = MakePassCode(run.trip.booking, "p1", 1, "nl", run.trip.sale.id)
    assert run.trip.booking.ref not in made.key
    assert run.trip.sale.id in made.key
