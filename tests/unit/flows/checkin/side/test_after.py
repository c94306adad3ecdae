"""After check-in: papers again, another seat, more luggage, and giving up only when asked twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.blockers import Blocker
from kiosk.domain.money import Money
from kiosk.domain.sale import PaperKind
from kiosk.domain.text import Text, text
from kiosk.domain.travel import blockers
from kiosk.domain.travel.asking import BagWish, SeatWish
from kiosk.domain.travel.booking import Bag, BagState, Booking, CouponState
from kiosk.flows.base import BackPressed
from kiosk.flows.checkin.aside.after import checked_in, papers_again
from kiosk.flows.checkin.aside.shown.after import checked_in_view
from kiosk.flows.checkin.events import (
    BagsPressed,
    NotTravellingConfirmed,
    NotTravellingPressed,
    PassesAgainPressed,
    PrepareOrder,
    PrintPass,
    PrintPassesPressed,
    SeatsPressed,
)
from kiosk.flows.checkin.samples import ALONE, AT, TAGGED, trip_of
from kiosk.flows.checkin.states import Bags, CheckedIn, Completing, Printing, Seats, Trip
from kiosk.flows.checkout.events import FinishPressed
from kiosk.flows.checkout.states import Ended
from tests.unit.flows.checkin.side.table import SITE, into, one, without


def done(found: Booking = TAGGED, *blocked: Blocker) -> CheckedIn:
    """Return the screen of who is checked in."""
    return CheckedIn(replace(trip_of(found), chosen=(), blockers=blocked))


def told(code: str, subject: tuple[str, str] = ("segment", "1"), **args: str) -> Blocker:
    """Return one thing in the way."""
    return blockers.occurrence(0, code, AT, subject, None, **args)


BOARDED = replace(TAGGED, coupons=tuple(replace(own, state=CouponState.BOARDED) for own in TAGGED.coupons))
CANCELLED = told(blockers.CKIN_CANCELLED, flight="NB 1364", city="Lisbon", desk="Desk 12")
LATE = told(blockers.CKIN_DELAYED, flight="NB 1364", time="19:25", wait="", desk="")
NO_BAGS = told(blockers.CKIN_BAGS_CLOSED, flight="", time="", desk="")
UNSEEN = told(blockers.CKIN_DOC_UNVERIFIED, ("passenger", "p1"), city="", document="", desk="")


def wishing(**changes: object) -> CheckedIn:
    """Return the screen with something changed."""
    state = done()
    return replace(state, trip=replace(state.trip, **changes))  # type: ignore[arg-type]  # fields of a trip


def key(words: object) -> str:
    """Return the key of a text."""
    assert isinstance(words, Text)
    return words.key


# --- papers -----------------------------------------------------------------------------------------------------------


def test_papers_come_again_one_after_another_with_the_same_numbers() -> None:
    stepped = checked_in(done(), PassesAgainPressed(), AT, SITE)
    papers = into(stepped, Printing).papers
    assert [own.kind for own in papers] == [PaperKind.BOARDING, PaperKind.BOARDING, PaperKind.BAGTAG, PaperKind.BAGTAG]
    assert [own.plate for own in papers[2:]] == [own.plate for own in TAGGED.bags]
    assert one(stepped, PrintPass).passenger_id == "p1"


def test_a_number_that_is_void_is_never_printed_again() -> None:
    void = replace(TAGGED, bags=(Bag("p1", "0999000123", 1, 1, BagState.VOID), *TAGGED.bags[1:]))
    assert "0999000123" not in {own.plate for own in papers_again(done(void).trip)}


def test_a_pass_that_waits_for_a_document_does_not_come_again() -> None:
    people = {own.passenger_id for own in papers_again(done(TAGGED, UNSEEN).trip) if not own.plate}
    assert people == {"p2"}


@pytest.mark.parametrize("found", [BOARDED, ALONE])
def test_who_is_on_board_or_not_checked_in_gets_no_papers_and_changes_nothing(found: Booking) -> None:
    state = done(found)
    for event in (PassesAgainPressed(), SeatsPressed(), BagsPressed(), NotTravellingPressed(), PrintPassesPressed()):
        assert checked_in(state, event, AT, SITE) == (state, ())
    view = checked_in_view(state, SITE)
    assert view.primary is not None
    assert not view.primary.is_enabled
    assert (view.parts["ways"], key(view.parts["banner"]["title"])) == ((), "checkin.after.closed.title")  # type: ignore[index,call-overload]  # a view holds anything


def test_a_cancelled_flight_is_explained_and_nothing_of_it_can_be_changed() -> None:
    view = checked_in_view(done(TAGGED, CANCELLED), SITE)
    assert key(view.parts["banner"]["title"]) == f"blocker.{CANCELLED.code}.title"  # type: ignore[index,call-overload]  # a view holds anything
    assert view.parts["banner"]["text"] == CANCELLED.words("what")  # type: ignore[index,call-overload]  # a view holds anything
    assert view.parts["ways"] == ()


def test_a_late_flight_is_told_and_everything_can_still_be_changed() -> None:
    view = checked_in_view(done(TAGGED, LATE), SITE)
    assert view.parts["banner"]["text"] == LATE.words("what")  # type: ignore[index,call-overload]  # a view holds anything
    assert len(view.parts["ways"]) == 3  # type: ignore[arg-type]  # a view holds anything


def test_without_a_printer_nothing_is_offered_to_print() -> None:
    view = checked_in_view(done(), without("printer"))
    assert view.primary is not None
    assert not view.primary.is_enabled


# --- changes ----------------------------------------------------------------------------------------------------------


def test_seats_and_luggage_can_be_changed() -> None:
    assert into(checked_in(done(), SeatsPressed(), AT, SITE), Seats).passenger_id == "p1"
    assert into(checked_in(done(), BagsPressed(), AT, SITE), Bags)


def test_when_no_luggage_can_be_taken_it_is_not_offered() -> None:
    ways = checked_in_view(done(TAGGED, NO_BAGS), SITE).parts["ways"]
    assert [own.event for own in ways] == ["SeatsPressed", "NotTravellingPressed"]  # type: ignore[union-attr]  # a view holds anything


def test_what_was_changed_is_ordered_with_its_price() -> None:
    state = wishing(seats=(SeatWish("p1", 1, "12C"),))
    view = checked_in_view(state, SITE)
    assert view.primary is not None
    assert view.primary.label == text("action.pay", amount=Money(1800, "EUR"))
    order = one(checked_in(state, PrintPassesPressed(), AT, SITE), PrepareOrder).order
    assert (order.seats, order.amount_minor, order.coupons) == ((SeatWish("p1", 1, "12C", 1800),), 1800, ())


def test_what_costs_nothing_is_saved_and_printed() -> None:
    view = checked_in_view(wishing(bags=(BagWish("p2", 0),), seats=(SeatWish("p1", 1, "14E"),)), SITE)
    assert view.primary is not None
    assert view.primary.event == "PrintPassesPressed"
    assert key(view.title) == "checkin.after.title_new"


def test_back_forgets_what_was_changed_and_without_changes_does_nothing() -> None:
    state = wishing(seats=(SeatWish("p1", 1, "12C"),))
    assert into(checked_in(state, BackPressed(), AT, SITE), CheckedIn).trip.seats == ()
    assert checked_in(done(), BackPressed(), AT, SITE) == (done(), ())


def test_the_refusal_of_an_order_is_told_there() -> None:
    notice = told(blockers.CKIN_SEAT_TAKEN, ("order", "1"), seats="12C")
    view = checked_in_view(replace(done(TAGGED, LATE), notice=notice), SITE)
    assert key(view.parts["banner"]["title"]) == f"blocker.{notice.code}.title"  # type: ignore[index,call-overload]  # a view holds anything


def test_finish_leaves_and_what_is_checked_in_stays_so() -> None:
    assert into(checked_in(done(), FinishPressed(), AT, SITE), Ended)


# --- not travelling ---------------------------------------------------------------------------------------------------


def test_giving_up_is_asked_once_and_no_is_the_primary() -> None:
    asked = into(checked_in(done(), NotTravellingPressed(), AT, SITE), CheckedIn)
    view = checked_in_view(asked, SITE)
    assert view.primary is not None
    assert (asked.asks_to_cancel, view.primary.event) == (True, "BackPressed")
    assert view.parts["question"]["title"] == text("checkin.after.cancel_who", names="Ana, Davi")  # type: ignore[index,call-overload]  # a view holds anything
    assert into(checked_in(asked, BackPressed(), AT, SITE), CheckedIn) == done()


def test_while_it_is_asked_nothing_else_is_taken() -> None:
    asked = replace(done(), asks_to_cancel=True)
    for event in (SeatsPressed(), PassesAgainPressed(), FinishPressed(), NotTravellingPressed()):
        assert checked_in(asked, event, AT, SITE) == (asked, ())


def test_the_answer_without_the_question_is_nothing() -> None:
    assert checked_in(done(), NotTravellingConfirmed(), AT, SITE) == (done(), ())


def test_who_gives_up_gives_up_every_flight_and_pays_for_nothing() -> None:
    asked = replace(wishing(seats=(SeatWish("p1", 1, "12C"),)), asks_to_cancel=True)
    stepped = checked_in(asked, NotTravellingConfirmed(), AT, SITE)
    order = one(stepped, PrepareOrder).order
    assert into(stepped, Completing)
    assert (order.cancels, order.seats, order.amount_minor) == ((("p1", 1), ("p2", 1)), (), 0)


def test_a_trip_without_wishes_prints_nothing_new() -> None:
    trip: Trip = done().trip
    assert checked_in(CheckedIn(trip), PrintPassesPressed(), AT, SITE) == (CheckedIn(trip), ())
