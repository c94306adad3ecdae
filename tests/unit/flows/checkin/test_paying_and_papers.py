"""What is paid, what comes out of the printers, and how travellers leave."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.private import Private
from kiosk.domain.travel.booking import BagState, Booking, CouponState
from kiosk.flows.base import Abandoned, CancelConfirmed
from kiosk.flows.checkin.events import (
    BagAdded,
    BagsPressed,
    GoOnPressed,
    LetGo,
    OnPhonePressed,
    PassCodeMade,
    PassesAgainPressed,
    PrepareOrder,
    PrintPass,
    PrintTag,
    SeatChosen,
    SeatKept,
    SeatsPressed,
    WayChosen,
)
from kiosk.flows.checkin.samples import (
    ANA,
    DAVI,
    DIRECT,
    FAMILY,
    LONG,
    RUI,
    booking,
)
from kiosk.flows.checkin.states import Completing, Printing, Summary, ThankYou
from kiosk.flows.checkout.events import FinishPressed
from tests.unit.flows.checkin.given import NONE, PRINT, Traveller, site_with


def states(found: Booking) -> list[CouponState]:
    return [own.state for own in found.coupons]


# --- money ------------------------------------------------------------------------------------------------------------


def with_bags(count: int = 3) -> Traveller:
    run = Traveller().show().take(BagsPressed())
    run.weights_g = [18_000] * count
    return run.take(*[BagAdded("p1")] * count, GoOnPressed(), NONE)


def test_luggage_beyond_the_allowance_is_paid_before_it_is_checked_in() -> None:
    run = with_bags()
    assert run.shown.primary is not None
    assert run.shown.primary.label.key == "action.pay"
    run.take(PRINT)
    assert run.lent is not None
    assert run.lent.sale.total.minor > 0
    assert states(run.booking()) == [CouponState.OPEN]
    run.settle(is_paid=True)
    assert run.kind() == "ThankYou"
    assert [own.state for own in run.booking().bags] == [BagState.ACTIVE] * 3
    assert len(run.did(PrintTag)) == 3


def test_who_comes_back_without_paying_has_nothing_and_may_go_on_without_luggage() -> None:
    run = with_bags().take(PRINT).settle(is_paid=False)
    assert isinstance(run.state, Summary)
    assert run.state.notice is not None
    assert run.state.notice.code == "CKIN.NOT_PAID"
    assert run.did(LetGo)
    assert run.trip.past == ()  # what was lent is the shell's to give up
    assert run.take(PRINT).settle(is_paid=True).kind() == "ThankYou"


def test_luggage_within_the_allowance_costs_nothing_and_gets_its_tag() -> None:
    run = with_bags(1).take(PRINT)
    assert run.lent is None
    assert run.kind() == "ThankYou"
    assert len(run.did(PrintTag)) == 1


def test_a_seat_with_a_price_is_a_line_of_the_sale() -> None:
    run = Traveller().show().take(SeatsPressed(), SeatChosen("2A"), SeatKept())
    run.take(NONE, PRINT)
    assert run.lent is not None
    assert [own.sku for own in run.lent.sale.lines] == ["checkin:seat"]


def test_paid_and_carried_out_but_nobody_tells_the_booking_is_asked_again() -> None:
    run = with_bags().take(PRINT)
    run.is_silent = True
    run.settle(is_paid=True)
    assert isinstance(run.state, Completing)
    assert run.state.is_silent
    run.take(PRINT)
    assert run.state.is_silent
    run.is_silent = False
    assert run.take(PRINT).kind() == "ThankYou"


def test_paid_and_nobody_answers_the_traveller_may_leave_and_nothing_is_void() -> None:
    run = with_bags().take(PRINT)
    run.is_silent = True
    run.settle(is_paid=True).take(FinishPressed())
    assert (run.kind(), run.sale.state) == ("Ended", SaleState.FULFILLED)


# --- papers -----------------------------------------------------------------------------------------------------------


def test_a_jam_locks_nobody_out_it_prints_again_as_a_copy() -> None:
    run = Traveller().show().take(NONE)
    run.papers = lambda _job: "FAILED"
    run.take(PRINT)
    assert run.kind() == "Printing"
    assert states(run.booking()) == [CouponState.CHECKED_IN]
    run.papers = lambda _job: "DONE"
    run.take(PassesAgainPressed())
    assert run.kind() == "ThankYou"
    assert [own.job.copy_no for own in run.did(PrintPass)] == [1, 2]


def test_what_the_printer_does_not_tell_is_never_called_printed() -> None:
    run = Traveller().show().take(NONE)
    run.papers = lambda _job: "UNKNOWN"
    run.take(PRINT)
    assert isinstance(run.state, Printing)
    assert run.booking().coupons[0].passes == 0
    assert run.sale.jobs[-1].state is PrintState.UNKNOWN
    run.take(FinishPressed())
    assert isinstance(run.state, ThankYou)
    assert not run.state.is_printed


def test_a_pass_goes_to_the_phone_where_the_printer_fails() -> None:
    run = Traveller().show().take(NONE)
    run.papers = lambda _job: "FAILED"
    run.take(PRINT, OnPhonePressed())
    assert run.shown.parts["qr"] == "https://airport.example/p#1"
    run.take(GoOnPressed())
    assert isinstance(run.state, ThankYou)
    assert run.state.is_printed


def test_a_family_takes_one_code_after_another_and_the_tags_are_printed() -> None:
    run = Traveller(booking(ANA, DAVI), site=site_with("printer")).type_in()
    run.take(GoOnPressed(), BagsPressed(), BagAdded("p1"), GoOnPressed(), NONE, PRINT)
    assert run.kind() == "Printing"
    assert not run.did(PrintPass)
    run.take(OnPhonePressed(), GoOnPressed(), GoOnPressed())
    assert run.kind() == "ThankYou"
    assert len(run.did(PrintTag)) == 1


def test_a_tag_that_may_exist_has_a_new_number_when_it_is_printed_again() -> None:
    run = with_bags(1)
    run.papers = lambda job: "FAILED" if job.kind == "BAGTAG" else "DONE"
    run.take(PRINT)
    run.papers = lambda _job: "DONE"
    run.take(PassesAgainPressed())
    first, second = (own.plate for own in run.did(PrintTag))
    assert first != second
    assert run.kind() == "ThankYou"
    assert [(own.plate, own.state) for own in run.booking().bags] == [(second, BagState.ACTIVE)]


def test_a_pass_that_came_out_elsewhere_is_a_copy_here() -> None:
    done = booking(ANA, is_done=True)
    done = done.with_coupon(replace(done.coupons[0], passes=2))
    run = Traveller(done).type_in().take(PassesAgainPressed())
    assert run.asked(PrintPass).job.copy_no == 3


# --- leaving ----------------------------------------------------------------------------------------------------------


def test_who_leaves_before_the_order_leaves_nothing() -> None:
    for run in (Traveller(), Traveller().take(WayChosen("code")), Traveller().show(), Traveller(FAMILY).type_in()):
        run.take(CancelConfirmed())
        assert (run.kind(), run.sale.state) == ("Ended", SaleState.VOID)


def test_who_leaves_while_it_is_asked_for_lets_go_of_it() -> None:
    run = Traveller().show().take(NONE)
    run.keeps = {PrepareOrder}
    run.take(PRINT)
    assert not run.take(CancelConfirmed()).took
    run.take(Abandoned())
    assert run.kind() == "Ended"
    assert isinstance(run.last[0], LetGo)


def test_who_leaves_after_it_stays_checked_in() -> None:
    run = Traveller().show().take(NONE)
    run.papers = lambda _job: "FAILED"
    run.take(PRINT, Abandoned())
    assert (run.kind(), run.sale.state) == ("Ended", SaleState.FULFILLED)
    assert not run.did(LetGo)
    assert states(run.booking()) == [CouponState.CHECKED_IN]


def test_where_luggage_must_be_dropped_and_when_to_board_stands_on_the_last_page() -> None:
    run = Traveller().show().take(NONE, PRINT)
    facts = [own["value"] for own in run.shown.parts["flights"][0]["facts"]]
    assert facts[0] == "D12"
    assert facts[1:] == [DIRECT[0].flight.bags_until.clock, DIRECT[0].flight.boards.clock]


def test_a_long_name_and_a_tired_one_say_whose_paper_it_is() -> None:
    run = Traveller(booking(LONG, RUI)).type_in(surname=LONG.surname).take(GoOnPressed(), NONE)
    run.papers = lambda _job: "FAILED"
    run.take(PRINT)
    assert LONG.surname in run.shown.parts["steps"][0]["detail"]


def test_what_is_asked_of_the_phone_of_somebody_else_is_nobody_s() -> None:
    run = Traveller().show().take(NONE)
    run.papers = lambda _job: "FAILED"
    run.take(PRINT, OnPhonePressed())
    assert not run.take(PassCodeMade("other", Private("x"))).took
