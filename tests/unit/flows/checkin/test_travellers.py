"""Travellers from the document in the hand to the way to the gate, with a departures system that keeps what they do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.moves import SaleState
from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Booking, CouponState
from kiosk.domain.travel.flight import FlightState, LocalTime
from kiosk.flows.base import BackPressed, CancelConfirmed
from kiosk.flows.checkin.events import (
    FactTyped,
    GoOnPressed,
    PassengerToggled,
    PrepareOrder,
    PrintPass,
    PrintTravelSlip,
    SlipPressed,
    WayChosen,
)
from kiosk.flows.checkin.samples import (
    ALONE,
    ANA,
    AT,
    DAVI,
    DONE,
    FAMILY,
    FAR,
    LIA,
    RUI,
    booking,
)
from kiosk.flows.checkin.states import Summary
from kiosk.flows.checkout.events import FinishPressed
from tests.unit.flows.checkin.given import NONE, PRINT, Traveller


def with_flight(found: Booking, **changes: object) -> Booking:
    own = replace(found.segments[0].flight, **changes)  # type: ignore[arg-type]  # fields of Flight
    return replace(found, segments=(replace(found.segments[0], flight=own), *found.segments[1:]))


def states(found: Booking) -> list[CouponState]:
    return [own.state for own in found.coupons]


# --- hand luggage, seat kept ------------------------------------------------------------------------------------------


def test_with_hand_luggage_it_takes_two_touches_beyond_the_document() -> None:
    run = Traveller().show()
    assert run.kind() == "Summary"
    run.take(NONE, PRINT)
    assert run.kind() == "ThankYou"
    assert [own.segment_n for own in run.did(PrintPass)] == [1]
    assert states(run.booking()) == [CouponState.CHECKED_IN]
    assert run.booking().coupons[0].passes == 1
    assert run.sale.state is SaleState.FULFILLED


def test_a_code_and_a_surname_do_as_well_as_a_pass() -> None:
    run = Traveller().type_in("7k2pmx", "ribeiro").take(NONE, PRINT)
    assert run.kind() == "ThankYou"


def test_a_ticket_number_does_too() -> None:
    run = Traveller().take(WayChosen("ticket"), FactTyped("9991 00000 0000"), FactTyped("Ribeiro"))
    assert run.kind() == "Summary"


def test_nothing_prints_before_the_question_about_dangerous_goods_is_answered() -> None:
    run = Traveller().show().take(PRINT)
    assert not run.took
    assert run.shown.primary is not None
    assert not run.shown.primary.is_enabled


def test_a_name_of_one_letter_and_one_of_sixty_four_travel() -> None:
    short = replace(ANA, surname="O", given_names="A")
    assert Traveller(booking(short)).type_in(surname="O").take(NONE, PRINT).kind() == "ThankYou"
    long = replace(ANA, surname="Wolfeschlegelsteinhausenbergerdorff-O'Shaughnessy van den Boogaa")
    assert Traveller(booking(long)).type_in(surname=long.surname).take(NONE, PRINT).kind() == "ThankYou"


def test_two_flights_give_two_passes_in_the_order_of_travel() -> None:
    run = Traveller(booking(ANA, segments=FAR.segments)).show().take(NONE, PRINT)
    assert [own.segment_n for own in run.did(PrintPass)] == [1, 2]


# --- more than one ----------------------------------------------------------------------------------------------------


def test_a_family_goes_together_with_a_pass_for_each() -> None:
    run = Traveller(FAMILY).type_in()
    assert run.kind() == "Passengers"
    run.take(GoOnPressed(), NONE, PRINT)
    assert run.kind() == "ThankYou"
    assert {own.passenger_id for own in run.did(PrintPass)} == {"p1", "p2", "p3", "p4"}


def test_who_stays_is_not_checked_in_and_an_infant_stays_with_its_adult() -> None:
    run = Traveller(FAMILY).type_in().take(PassengerToggled("p1"))
    assert list(run.trip.chosen) == ["p2", "p4"]
    run.take(PassengerToggled("p3"))
    assert list(run.trip.chosen) == ["p1", "p2", "p3", "p4"]
    run.take(PassengerToggled("p1"), GoOnPressed(), NONE, PRINT)
    went = {own.passenger_id for own in run.booking().coupons if own.state is CouponState.CHECKED_IN}
    assert went == {"p2", "p4"}


def test_a_child_alone_and_nobody_at_all_cannot_go_on() -> None:
    run = Traveller(booking(ANA, DAVI)).type_in().take(PassengerToggled("p1"), GoOnPressed())
    assert run.kind() == "Passengers"
    assert not run.took
    run.take(PassengerToggled("p2"), GoOnPressed())
    assert not run.took


def test_a_child_may_follow_the_adult_who_is_checked_in_already() -> None:
    found = booking(ANA, DAVI)
    done = replace(found.coupons[0], state=CouponState.CHECKED_IN, sequence=7)
    run = Traveller(found.with_coupon(done)).type_in()
    assert run.trip.chosen == ("p2",)
    run.take(GoOnPressed())
    assert run.kind() == "Summary"


def test_one_who_cannot_go_on_here_does_not_keep_the_rest() -> None:
    boarded = next(own for own in FAMILY.coupons if own.passenger_id == "p4")
    run = Traveller(FAMILY.with_coupon(replace(boarded, state=CouponState.BOARDED))).type_in()
    assert run.trip.chosen == ("p1", "p2", "p3")
    run.take(PassengerToggled("p4"))
    assert not run.took
    run.take(GoOnPressed(), NONE, PRINT)
    assert run.kind() == "ThankYou"


def test_going_back_from_one_page_is_to_the_people_or_to_the_start() -> None:
    assert Traveller(FAMILY).type_in().take(GoOnPressed(), BackPressed()).kind() == "Passengers"
    assert Traveller(FAMILY).type_in().take(BackPressed()).kind() == "Identify"
    assert Traveller().show().take(BackPressed()).kind() == "Identify"


# --- not here ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"opens": LocalTime(AT.utc_ms, 120).shifted(130)}, "CKIN.WINDOW_NOT_OPEN"),
        ({"closes": LocalTime(AT.utc_ms, 120).shifted(-1)}, "CKIN.CLOSED"),
        ({"state": FlightState.CANCELLED}, "CKIN.CANCELLED"),
        ({"state": FlightState.DEPARTED}, "CKIN.DEPARTED"),
        ({"is_here": False, "desk": "12"}, "CKIN.NOT_HERE"),
    ],
)
def test_who_cannot_be_checked_in_here_is_told_why_before_anything_is_asked(
    changes: dict[str, object], code: str
) -> None:
    run = Traveller(with_flight(ALONE, **changes)).show()
    assert run.kind() == "Refused"
    assert code in {own.code for own in run.trip.blockers}


def test_all_reasons_of_a_refusal_stand_together_and_go_on_a_slip() -> None:
    early = with_flight(booking(LIA), opens=LocalTime(AT.utc_ms, 120).shifted(130))
    run = Traveller(early).type_in().take(SlipPressed())
    assert {"CKIN.WINDOW_NOT_OPEN", "CKIN.INFANT_ALONE"} <= {own.code for own in run.trip.blockers}
    assert run.asked(PrintTravelSlip).blockers == run.trip.blockers
    run.take(FinishPressed())
    assert (run.kind(), run.sale.state) == ("Ended", SaleState.VOID)


def test_a_slip_that_jams_is_asked_for_again_and_the_way_out_stays_open() -> None:
    run = Traveller(with_flight(ALONE, state=FlightState.CANCELLED)).show()
    run.papers = lambda _job: "FAILED"
    run.take(SlipPressed(), SlipPressed())
    assert [own.job.copy_no for own in run.did(PrintTravelSlip)] == [1, 2]
    assert run.take(BackPressed()).kind() == "Ended"


def test_while_a_slip_prints_nobody_leaves_and_a_stray_word_changes_nothing() -> None:
    run = Traveller(with_flight(ALONE, state=FlightState.CANCELLED)).show()
    run.keeps = {PrintTravelSlip}
    run.take(SlipPressed())
    for event in (FinishPressed(), SlipPressed(), CancelConfirmed()):
        assert not run.take(event).took
    assert run.shown.timeout_s is None


def test_the_next_traveller_s_pass_ends_a_refusal() -> None:
    run = Traveller(with_flight(ALONE, state=FlightState.CANCELLED)).show().show()
    assert run.kind() == "Ended"


def test_who_is_checked_in_already_is_welcomed_back() -> None:
    assert Traveller(DONE).type_in().kind() == "CheckedIn"


def test_a_late_flight_is_said_and_hinders_nobody() -> None:
    late = with_flight(ALONE, state=FlightState.DELAYED, expects=ALONE.segments[0].flight.departs.shifted(50))
    run = Traveller(late).show()
    assert run.kind() == "Summary"
    assert run.shown.parts["banner"]["title"].key == "blocker.CKIN.DELAYED.title"


# --- orders -----------------------------------------------------------------------------------------------------------


def test_a_seat_that_somebody_took_a_moment_ago_leads_back_with_nothing_done() -> None:
    rival = replace(booking(RUI), ref="RIVAL2")
    run = Traveller(ALONE, rival).show()
    run.wish(seats=(SeatWish("p1", 1, "20A"),))
    other = Traveller(ALONE)
    other.departures = run.departures
    other.type_in("RIVAL2", "Ribeiro de Albuquerque")
    other.wish(seats=(SeatWish("p4", 1, "20A"),))
    other.take(NONE, PRINT)
    assert other.kind() == "ThankYou"
    run.take(NONE, PRINT)
    assert run.kind() == "Summary"
    assert isinstance(run.state, Summary)
    assert run.state.notice is not None
    assert run.state.notice.code == "CKIN.SEAT_TAKEN"
    assert run.trip.seats == ()
    assert states(run.booking()) == [CouponState.OPEN]
    assert run.take(PRINT).kind() == "ThankYou"


def test_the_same_traveller_at_two_kiosks_in_the_same_second_is_checked_in_once() -> None:
    one, two = Traveller().show(), Traveller()
    two.departures = one.departures
    two.show()
    one.take(NONE, PRINT)
    two.take(NONE, PRINT)
    assert (one.kind(), two.kind()) == ("ThankYou", "CheckedIn")
    assert two.booking().coupons[0].sequence == 1
    assert not two.did(PrintPass)


def test_an_order_that_was_refused_is_a_void_sale_and_the_next_has_another_name() -> None:
    one, two = Traveller(FAMILY).type_in(), Traveller(FAMILY)
    two.departures = one.departures
    two.type_in().take(PassengerToggled("p1"), GoOnPressed(), NONE, PRINT)
    one.take(GoOnPressed(), NONE)
    refused = one.sale.id
    one.take(PRINT)
    assert one.kind() == "Summary"
    assert [own.state for own in one.trip.past] == [SaleState.VOID]
    assert one.sale.id != refused
    assert one.trip.chosen == ("p1", "p3")
    assert one.take(PRINT).kind() == "ThankYou"


def test_a_silent_departures_system_is_asked_the_same_again() -> None:
    run = Traveller().show().take(NONE)
    run.is_silent = True
    run.take(PRINT)
    assert run.kind() == "Summary"
    name = run.sale.id
    run.is_silent = False
    run.take(PRINT)
    assert run.kind() == "ThankYou"
    assert {own.order.id for own in run.did(PrepareOrder)} == {name}


def test_check_in_that_closes_meanwhile_is_refused_and_nothing_is_done() -> None:
    run = Traveller(with_flight(ALONE, closes=LocalTime(AT.utc_ms, 120).shifted(5))).show().take(NONE)
    run.take(PRINT, after_s=600)
    assert run.kind() == "Refused"
    assert "CKIN.CLOSED" in {own.code for own in run.trip.blockers}
    assert states(run.booking()) == [CouponState.OPEN]
