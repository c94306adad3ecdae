"""Events that come late, twice or from nowhere, and what each screen shows of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import PrintState
from kiosk.domain.private import Private
from kiosk.domain.text import text
from kiosk.domain.travel.asking import No
from kiosk.domain.travel.asking import Refused as OrderRefused
from kiosk.domain.travel.booking import CouponState, Proof
from kiosk.flows.base import (
    Abandoned,
    BackPressed,
    CancelConfirmed,
    EffectFailed,
    ForPayment,
    MoreTimePressed,
    TimedOut,
)
from kiosk.flows.checkin import EXAMPLES, MOVES, SCREENS, flow
from kiosk.flows.checkin.events import (
    BookingTold,
    CarryOut,
    FindBooking,
    GoodsAnswered,
    GoOnPressed,
    LetGo,
    MakePassCode,
    NotTravellingConfirmed,
    NotTravellingPressed,
    OnPhonePressed,
    OrderTold,
    PassesAgainPressed,
    PlateRenewed,
    PrepareOrder,
    PrintPass,
    PrintTag,
    PrintTravelSlip,
    TellPrinted,
)
from kiosk.flows.checkin.printing import CLOSE_TIMER
from kiosk.flows.checkin.samples import ANA, DAVI, DONE, FAMILY, TAGGED, booking
from kiosk.flows.checkin.states import Completing, Goods, Printing, Refused, State, Summary, ThankYou
from kiosk.flows.checkin.view import view
from kiosk.flows.checkout.events import FinishPressed, PrintEnded
from kiosk.flows.checkout.states import Ended
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.checkin.given import NONE, PRINT, Traveller, site_with
from tests.unit.flows.given import Clock


def ordering(*keeps: type) -> Traveller:
    run = Traveller().show().take(NONE)
    run.keeps = set(keeps)
    return run.take(PRINT)


def jammed(verdict: str) -> Traveller:
    run = Traveller(booking(ANA, DAVI)).type_in().take(GoOnPressed(), NONE)
    run.papers = lambda _job: verdict
    return run.take(PRINT)


# --- the map ----------------------------------------------------------------------------------------------------------


def test_every_screen_has_its_moves_and_only_an_order_lends_the_glass() -> None:
    assert set(MOVES) == {*SCREENS, ForPayment}
    assert {start for start, ends in MOVES.items() if ForPayment in ends} == {Completing}
    with pytest.raises(TypeError):
        flow.settled(EXAMPLES["Identify"], Traveller().sale, Clock().stamp(), SITE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_nobody_takes_changes_nothing_and_who_is_gone_is_gone(name: str) -> None:
    state: State = EXAMPLES[name]
    after, effects = flow.step(state, MoreTimePressed(), Clock().stamp(), SITE)
    assert after is state
    assert effects == ()
    left, _ = flow.step(state, Abandoned(), Clock().stamp(), SITE)
    assert isinstance(left, Ended)
    for event in (Abandoned(), CancelConfirmed(), MoreTimePressed()):
        assert flow.step(left, event, Clock().stamp(), SITE) == (left, ())
    assert view(left, SITE).timeout_s is None


# --- the order --------------------------------------------------------------------------------------------------------


def test_an_answer_to_another_order_is_nobody_s() -> None:
    run = ordering(PrepareOrder)
    other = OrderTold("other", Private(run.booking()))
    assert not run.take(other, EffectFailed("PrepareOrder", "other")).took


@pytest.mark.parametrize("why", [No.CHANGED, No.NOT_ALLOWED, No.UNKNOWN, No.CLOSED, No.TAKEN])
def test_every_refusal_leads_back_and_lets_go(why: No) -> None:
    run = ordering(PrepareOrder)
    run.take(OrderTold(run.asked(PrepareOrder).order.id, None, OrderRefused(why)))
    assert isinstance(run.state, Summary)
    assert run.state.notice is not None
    assert run.did(LetGo)


def test_an_order_that_broke_is_silence_and_asked_again() -> None:
    run = ordering(PrepareOrder)
    run.take(EffectFailed("PrepareOrder", run.asked(PrepareOrder).order.id))
    assert isinstance(run.state, Summary)
    assert run.state.notice is not None
    assert run.state.notice.code == "CKIN.SILENT"
    run = ordering(CarryOut)
    run.take(EffectFailed("CarryOut", run.asked(CarryOut).order_id))
    run.keeps = set()
    assert run.take(PRINT).kind() == "ThankYou"


def test_a_look_at_the_booking_that_is_not_answered_leads_back_with_what_was_known() -> None:
    run = ordering(PrepareOrder, FindBooking)
    run.take(OrderTold(run.asked(PrepareOrder).order.id, None, OrderRefused(No.CHANGED)))
    assert not run.take(PRINT).took
    assert not run.take(OrderTold("other", None, None)).took
    run.take(EffectFailed("FindBooking", run.asked(FindBooking).lookup))
    assert run.kind() == "Summary"


def test_an_empty_answer_counts_as_none() -> None:
    run = ordering(PrepareOrder)
    run.take(OrderTold(run.asked(PrepareOrder).order.id))
    assert isinstance(run.state, Summary)


def test_an_answer_some_carries_leads_to_advice_and_a_strange_one_nowhere() -> None:
    assert Traveller().show().take(GoodsAnswered("some")).kind() == "GoodsAdvice"
    assert not Traveller().show().take(GoodsAnswered("?")).took
    run = Traveller().show().take(GoodsAnswered("some"), GoodsAnswered("packed"))
    assert run.trip.goods is Goods.PACKED
    assert run.take(PRINT).kind() == "ThankYou"


# --- papers -----------------------------------------------------------------------------------------------------------


def test_who_must_show_a_document_first_is_checked_in_and_gets_no_pass() -> None:
    unseen = replace(ANA, proof=Proof.NONE)
    run = Traveller(booking(unseen), site=site_with("documents"))
    run.show()
    assert run.kind() == "Documents"


def test_a_late_or_foreign_word_of_a_printer_changes_nothing() -> None:
    run = jammed("FAILED")
    assert not run.take(PrintEnded("other", "DONE")).took
    assert not run.take(PrintEnded(run.did(PrintPass)[0].job.id, "DONE")).took
    assert not run.take(PlateRenewed(Private("x"), Private("y"))).last


def test_a_printer_that_broke_its_word_is_unknown() -> None:
    run = Traveller().show().take(NONE)
    run.keeps = {PrintPass}
    run.take(PRINT)
    assert not run.take(PassesAgainPressed()).took
    assert run.shown.timeout_s is None
    run.take(EffectFailed("PrintPass", run.asked(PrintPass).job.id))
    assert run.sale.jobs[-1].state is PrintState.UNKNOWN


def test_the_first_of_two_that_jams_keeps_the_second_waiting() -> None:
    run = jammed("FAILED")
    assert len(run.did(PrintPass)) == 1
    assert [own["state"] for own in run.shown.parts["steps"]] == ["now", "next"]
    assert run.shown.parts["banner"]["title"] == text("checkin.note.failed.title")


def test_back_from_the_phone_is_to_the_printer() -> None:
    run = jammed("FAILED").take(OnPhonePressed(), BackPressed())
    assert isinstance(run.state, Printing)
    assert not run.state.is_on_phone
    run.papers = lambda _job: "DONE"
    assert run.take(PassesAgainPressed()).kind() == "ThankYou"


def test_one_on_the_phone_and_the_other_on_paper() -> None:
    run = jammed("FAILED").take(OnPhonePressed(), GoOnPressed())
    assert run.asked(MakePassCode).passenger_id == "p2"
    run.papers = lambda _job: "DONE"
    run.take(PassesAgainPressed())
    assert run.kind() == "ThankYou"
    assert [own.passenger_id for own in run.did(PrintPass)] == ["p1", "p2"]


def test_a_tag_that_waits_for_its_number_is_not_printed_twice() -> None:
    run = Traveller(TAGGED).type_in()
    run.papers = lambda job: "FAILED" if job.kind == "BAGTAG" else "DONE"
    run.keeps = {TellPrinted}
    run.take(PassesAgainPressed(), PassesAgainPressed())
    assert isinstance(run.state, Printing)
    plate = run.state.renewing
    assert plate
    assert run.shown.primary.is_busy
    run.take(PlateRenewed(Private(plate), Private("")))
    assert isinstance(run.state, Printing)
    assert run.state.renewing == ""
    assert len(run.did(PrintTag)) == 1


def test_a_check_in_that_is_given_up_prints_its_slip() -> None:
    run = Traveller(DONE).type_in().take(NotTravellingPressed(), NotTravellingConfirmed())
    assert run.asked(PrintTravelSlip).about == "cancelled"
    assert run.kind() == "ThankYou"
    assert {own.state for own in run.booking().coupons} == {CouponState.OPEN}
    assert run.shown.title == text("checkin.thank_you.cancelled")


def test_the_farewell_ends_by_touch_by_time_and_by_the_next_document() -> None:
    for event in (FinishPressed(), TimedOut(CLOSE_TIMER)):
        assert Traveller().show().take(NONE, PRINT, event).kind() == "Ended"
    run = Traveller().show().take(NONE, PRINT)
    assert not run.take(TimedOut("other")).took
    assert run.show().kind() == "Ended"


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_who_is_checked_in_already_stands_among_the_others_and_is_not_chosen() -> None:
    first = FAMILY.coupons[0]
    run = Traveller(FAMILY.with_coupon(replace(first, state=CouponState.CHECKED_IN, sequence=1))).type_in()
    told = {own["id"]: own["why"] for own in run.shown.parts["people"]}
    assert told["p1"] == text("checkin.passengers.done")
    assert told["p2"] is None


def test_without_a_printer_the_primary_checks_in_and_the_phone_is_obvious() -> None:
    run = Traveller(site=site_with("printer")).show().take(NONE)
    assert run.shown.primary.label == text("checkin.summary.check_in")
    run.take(PRINT)
    assert (run.shown.primary.event, run.shown.secondary.event) == ("OnPhonePressed", "FinishPressed")
    assert run.shown.parts["banner"]["title"] == text("checkin.note.away.title")


def test_without_tags_and_with_passes_out_the_end_is_obvious() -> None:
    run = Traveller(TAGGED, site=site_with("tags")).type_in().take(PassesAgainPressed())
    assert isinstance(run.state, Printing)
    assert run.shown.primary.event == "FinishPressed"
    run.take(FinishPressed())
    assert isinstance(run.state, ThankYou)
    assert run.shown.parts["banner"]["title"] == text("checkin.note.left.title")


def test_a_refusal_where_no_printer_is_ends_by_its_only_key() -> None:
    state = EXAMPLES["Refused"]
    assert isinstance(state, Refused)
    shown = view(state, site_with("printer"))
    assert shown.primary is not None
    assert (shown.primary.event, shown.secondary) == ("FinishPressed", None)


def test_told_bookings_reach_nobody_who_did_not_ask() -> None:
    run = Traveller()
    assert not run.take(BookingTold("", Private(EXAMPLES))).took  # type: ignore[arg-type]  # never looked at
