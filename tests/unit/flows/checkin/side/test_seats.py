"""The seat map: what is told late, refused, changed with a companion; a child is never left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.text import Text
from kiosk.domain.travel import blockers
from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Booking, Coupon, CouponState, Passenger, PassengerKind
from kiosk.flows.base import BackPressed, EffectFailed, MoreTimePressed
from kiosk.flows.checkin.aside.called import called
from kiosk.flows.checkin.aside.examples import TAKEN
from kiosk.flows.checkin.aside.seats import APART, SILENT, begin, seats
from kiosk.flows.checkin.aside.shown.seats import seats_view
from kiosk.flows.checkin.events import (
    AskSeats,
    GoOnPressed,
    SeatChosen,
    SeatKept,
    SeatsTold,
    TogetherPressed,
    ZoneChosen,
)
from kiosk.flows.checkin.samples import ALONE, ANA, AT, DAVI, DIRECT, FAMILY, FAR, LIA, RUI, booking, trip_of
from kiosk.flows.checkin.states import CheckedIn, Seats, Summary, Trip
from tests.unit.flows.checkin.side.table import BARE, SITE, into, one, sound

FLIGHT = DIRECT[0].flight.id
TOLD = SeatsTold(FLIGHT, TAKEN)


def opened(found: Booking = ALONE, *, seats_: tuple[SeatWish, ...] = ()) -> Seats:
    """Return the map of the first passenger, with the free seats told."""
    trip = replace(trip_of(found), seats=seats_)
    return into(seats(into(begin(trip, AT, SITE), Seats), TOLD, AT, SITE), Seats)


def after(state: Seats, *events: object) -> Seats:
    """Return the map after some events."""
    for event in events:
        state = into(seats(state, event, AT, SITE), Seats)  # type: ignore[arg-type]  # any event
    return state


def seated(found: Booking, **places: str) -> Booking:
    """Return the booking with other seats."""
    return replace(
        found, coupons=tuple(replace(own, seat=places.get(own.passenger_id, own.seat)) for own in found.coupons)
    )


def shown(state: Seats) -> dict[str, dict[str, object]]:
    """Return each seat of the page by its name."""
    rows = seats_view(state, SITE).parts["rows"]
    return {seat["seat"]: seat for row in rows for seat in row["seats"]}  # type: ignore[union-attr,index,misc,call-overload]  # a view holds anything


def key(words: object) -> str:
    """Return the key of a text."""
    assert isinstance(words, Text)
    return words.key


def test_opening_asks_which_seats_of_the_flight_are_free() -> None:
    stepped = begin(trip_of(ALONE), AT, SITE)
    assert one(stepped, AskSeats).flight_id == FLIGHT
    assert into(stepped, Seats).taken is None


def test_before_the_free_seats_are_told_nothing_can_be_chosen_but_the_own_seat_kept() -> None:
    state = into(begin(trip_of(FAMILY), AT, SITE), Seats)
    assert seats(state, SeatChosen("10B"), AT, SITE) == (state, ())
    assert seats(state, TogetherPressed(), AT, SITE) == (state, ())
    assert into(seats(state, SeatKept(), AT, SITE), Seats).passenger_id == "p2"
    assert key(seats_view(state, SITE).instruction) == "checkin.seats.asking"


@pytest.mark.parametrize("event", [SeatsTold(FLIGHT, (), is_heard=False), EffectFailed("AskSeats", FLIGHT)])
def test_when_nobody_tells_which_seats_are_free_the_own_seat_is_kept(event: SeatsTold | EffectFailed) -> None:
    stepped = seats(into(begin(trip_of(FAMILY), AT, SITE), Seats), event, AT, SITE)
    state = into(stepped, Seats)
    assert (state.refusal, sound(stepped)) == (SILENT, "attention")
    assert key(seats_view(state, SITE).instruction) == "checkin.seats.silent_told"
    following = after(state, SeatKept())
    assert (following.passenger_id, following.refusal) == ("p2", SILENT)


@pytest.mark.parametrize("event", [SeatsTold("another", ()), EffectFailed("AskSeats", "another"), TOLD])
def test_the_seats_of_another_flight_and_a_second_answer_are_nobodys(event: SeatsTold | EffectFailed) -> None:
    state = opened()
    assert seats(state, event, AT, SITE) == (state, ())


def test_a_seat_of_a_segment_that_is_gone_is_asked_about_in_vain() -> None:
    state = replace(opened(), segment_n=9, taken=None)
    assert seats(state, TOLD, AT, SITE) == (state, ())
    assert key(seats_view(state, SITE).title) == "checkin.seats.title_none"


def test_with_nobody_to_choose_for_it_goes_back_to_where_it_came_from() -> None:
    infant = replace(LIA, accompanies="")
    assert into(begin(trip_of(booking(infant)), AT, SITE), Summary)
    assert into(begin(replace(trip_of(ALONE), chosen=()), AT, SITE), CheckedIn)


def test_who_cannot_be_checked_in_here_chooses_no_seat() -> None:
    stop = blockers.occurrence(0, blockers.CKIN_CLOSED, AT, ("segment", "1"), desk="", flight="", time="")
    assert into(begin(replace(trip_of(ALONE), blockers=(stop,)), AT, SITE), Summary)


def test_a_free_seat_is_taken_and_wished() -> None:
    state = after(opened(), SeatChosen("14E"))
    view = seats_view(state, SITE)
    assert view.primary is not None
    assert key(view.primary.label) == "checkin.seats.take"
    done = into(seats(state, SeatKept(), AT, SITE), Summary)
    assert done.trip.seats == (SeatWish("p1", 1, "14E"),)


def test_the_price_of_a_seat_stands_on_it_and_on_the_key_before_it_is_taken() -> None:
    state = after(opened(), ZoneChosen("front"), SeatChosen("3A"))
    view = seats_view(state, SITE)
    assert view.primary is not None
    assert key(view.primary.label) == "checkin.seats.take_for"
    assert shown(state)["2A"]["kind"] == "paid"
    assert key(view.parts["now_text"]) == "checkin.seats.here.both"


def test_touching_the_own_seat_again_gives_the_chosen_one_up() -> None:
    state = after(opened(), SeatChosen("14E"), SeatChosen("14C"))
    assert state.chosen == ""
    assert into(seats(state, SeatKept(), AT, SITE), Summary).trip.seats == ()


def test_a_wish_for_the_seat_one_has_already_is_none() -> None:
    wished = opened(seats_=(SeatWish("p1", 1, "14E"),))
    state = after(wished, SeatChosen("14C"))
    assert state.chosen == "14C"
    assert into(seats(state, SeatKept(), AT, SITE), Summary).trip.seats == ()


@pytest.mark.parametrize(
    ("passenger", "seat", "why"),
    [("p1", "10A", "taken"), ("p2", "12C", "exit_age"), ("p1", "2C", "kept_assistance")],
)
def test_a_seat_that_cannot_be_had_says_which_rule(passenger: str, seat: str, why: str) -> None:
    state = replace(opened(booking(ANA, DAVI)), passenger_id=passenger)
    stepped = seats(state, SeatChosen(seat), AT, SITE)
    assert (into(stepped, Seats).refusal, sound(stepped)) == (why, "error")
    assert key(seats_view(into(stepped, Seats), SITE).instruction) == f"checkin.seat.why.{why}"


@pytest.mark.parametrize("name", ["99Z", "", "12A"])
def test_a_seat_that_is_not_there_is_not_chosen(name: str) -> None:
    state = opened()
    assert seats(state, SeatChosen(name), AT, SITE) == (state, ())


def test_who_is_not_of_the_booking_is_refused_nothing_and_shown_nothing() -> None:
    state = replace(opened(), passenger_id="nobody")
    assert into(seats(state, SeatChosen("14E"), AT, SITE), Seats).chosen == "14E"
    assert seats_view(state, SITE).parts["rows"]
    assert into(seats(state, SeatKept(), AT, SITE), Summary)


def test_an_exit_row_asks_for_help_before_it_is_taken() -> None:
    view = seats_view(after(opened(), SeatChosen("12C")), SITE)
    assert view.primary is not None
    assert key(view.primary.label) == "checkin.seats.take_exit"
    assert key(view.instruction) == "checkin.seats.exit_duty"
    assert view.parts["exits"] == ({"first": 3, "count": 2},)


def test_an_exit_row_of_one_row_is_a_band_of_one() -> None:
    wide = replace(DIRECT[0], flight=replace(DIRECT[0].flight, layout="B77W"))
    state = opened(seated(booking(ANA, segments=(wide,)), p1="30A"))
    view = seats_view(state, SITE)
    assert view.parts["exits"] == ({"first": 5, "count": 1},)
    assert view.parts["aisles"] == (3, 7)


# --- parties ----------------------------------------------------------------------------------------------------------


def test_a_companions_seat_is_changed_with_them() -> None:
    state = after(opened(booking(ANA, RUI)), SeatChosen("14A"))
    view = seats_view(state, SITE)
    assert view.primary is not None
    assert key(view.primary.label) == "checkin.seats.swap"
    assert key(view.instruction) == "checkin.seats.swap_told"
    kept = after(state, SeatKept())
    assert kept.trip.seats == (SeatWish("p1", 1, "14A"), SeatWish("p4", 1, "14C"))


def test_who_has_no_seat_has_none_to_change_with() -> None:
    state = opened(seated(booking(ANA, RUI), p1=""))
    assert after(state, SeatChosen("14A")).refusal == "taken"
    assert key(seats_view(state, SITE).instruction) == "checkin.seats.instruction_none"


def test_a_child_that_would_sit_at_an_exit_is_not_changed_with() -> None:
    state = opened(seated(booking(ANA, DAVI), p1="12C", p2="14B"))
    assert after(state, SeatChosen("14B")).refusal == "exit_age"


def test_a_party_is_asked_one_after_another_and_then_flight_by_flight() -> None:
    state = opened(FAR)
    assert after(state, SeatKept()).passenger_id == "p2"
    stepped = seats(after(state, SeatKept()), SeatKept(), AT, SITE)
    following = into(stepped, Seats)
    assert (following.passenger_id, following.segment_n, following.taken) == ("p1", 2, None)
    assert one(stepped, AskSeats).flight_id != FLIGHT


def test_back_goes_to_the_one_before_and_from_the_first_leaves() -> None:
    second = after(opened(FAR), SeatKept())
    assert after(second, BackPressed()).passenger_id == "p1"
    other = into(seats(second, SeatKept(), AT, SITE), Seats)
    stepped = seats(other, BackPressed(), AT, SITE)
    assert (into(stepped, Seats).segment_n, into(stepped, Seats).passenger_id) == (1, "p2")
    assert into(seats(opened(FAR), BackPressed(), AT, SITE), Summary)


def test_all_others_can_be_kept_at_once() -> None:
    view = seats_view(opened(booking(ANA, DAVI)), SITE)
    assert view.secondary is not None
    assert view.secondary.event == "GoOnPressed"
    assert into(seats(opened(FAR), GoOnPressed(), AT, SITE), Summary)


def test_a_family_that_sits_apart_is_offered_seats_together() -> None:
    state = opened(seated(FAMILY, p4="2A"))
    view = seats_view(state, SITE)
    assert view.secondary is not None
    assert view.secondary.event == "TogetherPressed"
    stepped = seats(state, TogetherPressed(), AT, SITE)
    assert sound(stepped) == "ok"
    assert seats_view(into(stepped, Seats), SITE).secondary != view.secondary


def test_when_no_seats_are_left_together_that_is_said() -> None:
    state = opened(seated(booking(ANA, DAVI), p1="2A", p2="5D"))
    full = tuple(f"{row}{letter}" for row in range(1, 27) for letter in "ABCDEF")
    stepped = seats(replace(state, taken=full), TogetherPressed(), AT, SITE)
    assert (into(stepped, Seats).refusal, sound(stepped)) == (APART, "attention")


def test_a_child_left_alone_is_asked_about_before_the_flight_is_left() -> None:
    state = after(opened(booking(ANA, DAVI)), SeatChosen("16B"), SeatKept())
    stepped = seats(state, SeatKept(), AT, SITE)
    assert (into(stepped, Seats).passenger_id, into(stepped, Seats).refusal) == ("p2", "child_alone")
    assert sound(stepped) == "attention"
    assert into(seats(state, GoOnPressed(), AT, SITE), Seats).refusal == "child_alone"
    beside = after(into(stepped, Seats), SeatChosen("16C"))
    assert into(seats(beside, SeatKept(), AT, SITE), Summary).trip.seats == (
        SeatWish("p1", 1, "16B"),
        SeatWish("p2", 1, "16C"),
    )


def test_going_back_from_the_first_forgets_what_would_leave_a_child_alone() -> None:
    state = after(opened(booking(ANA, DAVI)), SeatChosen("16B"), SeatKept(), BackPressed())
    assert into(seats(state, BackPressed(), AT, SITE), Summary).trip.seats == ()


def test_after_check_in_the_same_map_leads_back_there() -> None:
    trip = replace(trip_of(booking(ANA, is_done=True)), chosen=())
    state = into(begin(trip, AT, SITE), Seats)
    assert into(seats(state, SeatKept(), AT, SITE), CheckedIn)


def test_without_tables_the_seat_is_kept_and_no_map_is_shown() -> None:
    state = opened(booking(ANA, DAVI))
    assert seats(state, SeatChosen("14E"), AT, BARE) == (state, ())
    assert seats(state, TogetherPressed(), AT, BARE) == (state, ())
    assert seats_view(state, BARE).parts["rows"] == ()
    chosen = replace(state, chosen="14E")
    assert into(seats(chosen, SeatKept(), AT, BARE), Seats).trip.seats == (SeatWish("p1", 1, "14E"),)
    assert seats_view(chosen, BARE).primary is not None


def test_an_event_of_another_screen_changes_nothing() -> None:
    state = opened()
    assert seats(state, MoreTimePressed(), AT, SITE) == (state, ())


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_each_seat_tells_its_whole_state_in_its_name() -> None:
    page = shown(opened(booking(ANA, RUI)))
    kinds = {name: page[name]["kind"] for name in ("14C", "14A", "14E", "14D", "12C", "12A")}
    assert kinds == {
        "14C": "own", "14A": "companion", "14E": "free", "14D": "taken", "12C": "paid", "12A": "gap",
    }  # fmt: skip
    assert page["14A"]["detail"] == "Rui"
    assert key(page["14E"]["name"]) == "checkin.seats.name.free"


def test_a_zone_that_was_chosen_is_shown_and_one_that_is_not_there_is_not() -> None:
    assert "1B" in shown(after(opened(), ZoneChosen("front")))
    assert "14C" in shown(after(opened(), ZoneChosen("cellar")))
    assert "1B" in shown(opened(seated(ALONE, p1="")))


def test_a_passenger_of_a_cabin_that_is_not_there_sees_all_of_it() -> None:
    odd = replace(ALONE, coupons=tuple(replace(own, cabin="F") for own in ALONE.coupons))
    assert seats_view(opened(odd), SITE).parts["rows"] == ()


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (None, ""),
        (Passenger("x", "Li", ""), "Li"),
        (Passenger("x", "", ""), ""),
        (Passenger("x", "Li", "Wolfeschlegel Jan"), "Wolfeschleg\N{HORIZONTAL ELLIPSIS}"),
    ],
)
def test_a_traveller_is_called_by_a_short_name(person: Passenger | None, name: str) -> None:
    assert called(person) == name


def test_a_seat_that_is_given_later_is_said_so() -> None:
    view = seats_view(opened(seated(booking(ANA, DAVI), p1="")), SITE)
    assert key(view.title) == "checkin.seats.title_none_of"
    assert view.primary is not None
    assert key(view.primary.label) == "checkin.seats.any"


def test_only_open_and_checked_in_coupons_have_seats_to_choose() -> None:
    boarded = replace(ALONE, coupons=(replace(ALONE.coupons[0], state=CouponState.BOARDED),))
    assert into(begin(trip_of(boarded), AT, SITE), Summary)


def test_a_trip_of_an_adult_and_its_infant_has_one_seat() -> None:
    assert PassengerKind.INFANT is LIA.kind
    trip: Trip = trip_of(booking(ANA, LIA))
    stepped = seats(into(begin(trip, AT, SITE), Seats), SeatKept(), AT, SITE)
    assert into(stepped, Summary)


def test_a_coupon_that_is_gone_has_no_seat() -> None:
    gone: tuple[Coupon, ...] = ()
    state = replace(opened(), trip=replace(trip_of(ALONE), booking=replace(ALONE, coupons=gone)))
    assert key(seats_view(state, SITE).title) == "checkin.seats.title_none"
