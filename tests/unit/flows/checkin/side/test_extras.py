"""Extras: never in the way, nothing chosen before a touch, paid with the rest, and said when they go back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from kiosk.domain.money import Money
from kiosk.domain.sale import LineKind, PaperKind
from kiosk.domain.text import text
from kiosk.domain.travel.asking import SEAT, ExtraWish, GivenUp, SeatWish
from kiosk.domain.travel.booking import Booking, Extra, Owed
from kiosk.flows.base import BackPressed, CancelConfirmed, Event, Site
from kiosk.flows.checkin.aside.events import ExtrasPressed, ExtraToggled, NoExtrasPressed
from kiosk.flows.checkin.aside.extras import begin, extras, is_wished, offers_of
from kiosk.flows.checkin.aside.shown.extras import extras_view
from kiosk.flows.checkin.aside.tables import RULES
from kiosk.flows.checkin.dues import lines_of, total_of
from kiosk.flows.checkin.events import (
    GoOnPressed,
    NotTravellingConfirmed,
    NotTravellingPressed,
    PrepareOrder,
    PrintPass,
    PrintTravelSlip,
    SeatsPressed,
)
from kiosk.flows.checkin.samples import ALONE, AT, DONE, FAMILY, SELLS, trip_of
from kiosk.flows.checkin.states import Extras, Seats, Summary
from kiosk.flows.checkout.states import Returned
from kiosk.flows.checkout.undoing.view import returned_view
from kiosk.papers.boarding.document import Issue, boarding_pass
from kiosk.papers.boarding.message import message_of
from kiosk.papers.travel_slips import About, SlipFrame, travel_slip
from tests.unit.flows.checkin.given import NONE, PRINT, Traveller, rules, site_with
from tests.unit.flows.checkin.side.table import SITE, into

FAST: Final = ExtraToggled("FAST", "p1")
SELLING: Final = replace(ALONE, sells=SELLS)
PARTY: Final = replace(FAMILY, sells=SELLS)
NO_TABLE: Final = replace(SITE, travel=replace(RULES, extras=()))


def opened(found: Booking = SELLING) -> Extras:
    """The page of extras as it is first seen."""
    return into(begin(trip_of(found), AT, SITE), Extras)


def after(state: Extras, *events: Event) -> Extras:
    """The page after some touches."""
    for event in events:
        state = into(extras(state, event, AT, SITE), Extras)
    return state


def offers(state: Extras) -> Any:
    """What the page shows of the offers: a view holds anything."""
    return extras_view(state, SITE).parts["offers"]


def looking_at(traveller: Traveller, seat: str) -> Any:
    """What the page of seats says of a seat that is touched."""
    assert isinstance(traveller.state, Seats)
    traveller.state = replace(traveller.state, chosen=seat)
    return dict(traveller.shown.parts["now_text"].args)["cost"]


def changes(traveller: Traveller) -> list[str]:
    """The ways to change something that the summary offers."""
    return [own.event for own in traveller.shown.parts["changes"]]


# --- offered ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("found", "site"), [(ALONE, SITE), (SELLING, NO_TABLE), (SELLING, replace(SITE, travel=None))])
def test_where_nothing_can_be_sold_nothing_is_offered(found: Booking, site: Site) -> None:
    assert offers_of(trip_of(found), site) == ()


def test_the_summary_has_one_quiet_way_to_them_and_printing_needs_no_touch_more() -> None:
    plain, offered = Traveller(ALONE).show(), Traveller(SELLING).show()
    assert changes(plain) == ["SeatsPressed", "BagsPressed"]
    assert changes(offered) == ["SeatsPressed", "BagsPressed", "ExtrasPressed"]
    assert offered.take(NONE, PRINT).kind() == "ThankYou"


def test_a_touch_that_nobody_offered_opens_nothing() -> None:
    assert not Traveller(ALONE).show().take(ExtrasPressed()).took


def test_nothing_is_chosen_before_a_touch_and_no_thanks_is_the_way_on() -> None:
    view = extras_view(opened(PARTY), SITE)
    assert len(offers(opened(PARTY))) == 3
    assert not any(own["is_chosen"] for offer in offers(opened(PARTY)) for own in offer["people"])
    assert view.primary is not None
    assert (view.primary.event, view.secondary) == ("NoExtrasPressed", None)
    assert view.parts["total"] == Money(0, "EUR")


def test_every_offer_says_its_price_and_whether_it_goes_back() -> None:
    said = {own["code"]: (own["price"], own["back"]) for own in offers(opened())}
    assert said == {
        "PRIORITY": (text("checkin.extras.once", amount=Money(800, "EUR")), text("checkin.extras.goes_back")),
        "FAST": (text("checkin.extras.once", amount=Money(1000, "EUR")), text("checkin.extras.goes_back")),
        "LOUNGE": (text("checkin.extras.once", amount=Money(3500, "EUR")), text("checkin.extras.stays")),
    }
    assert len(extras_view(opened(), SITE).spoken) == 3


# --- chosen -----------------------------------------------------------------------------------------------------------


def test_each_of_a_party_chooses_alone_and_a_second_touch_takes_it_back() -> None:
    state = after(opened(PARTY), FAST, ExtraToggled("FAST", "p4"), ExtraToggled("LOUNGE", "p1"), FAST)
    assert state.trip.extras == (ExtraWish("p4", 1, "FAST"), ExtraWish("p1", 1, "LOUNGE"))
    assert not is_wished(state.trip, "FAST", "p1")
    view = extras_view(state, SITE)
    assert view.primary is not None
    assert view.secondary is not None
    assert view.primary.label == text("checkin.extras.take", amount=Money(4500, "EUR"))
    assert view.secondary.event == "NoExtrasPressed"


@pytest.mark.parametrize("event", [ExtraToggled("FAST", "p3"), ExtraToggled("FAST", "p9"), ExtraToggled("SAUNA", "p1")])
def test_what_is_offered_to_nobody_is_not_chosen(event: ExtraToggled) -> None:
    assert after(opened(PARTY), event).trip.extras == ()


def test_going_on_needs_a_choice() -> None:
    assert extras(opened(), GoOnPressed(), AT, SITE) == (opened(), ())


def test_back_forgets_what_was_touched_on_this_page_alone() -> None:
    first = into(extras(after(opened(), FAST), GoOnPressed(), AT, SITE), Summary)
    again = into(begin(first.trip, AT, SITE), Extras)
    back = into(extras(after(again, ExtraToggled("LOUNGE", "p1")), BackPressed(), AT, SITE), Summary)
    assert back.trip.extras == (ExtraWish("p1", 1, "FAST"),)


def test_who_wants_none_is_not_asked_again() -> None:
    traveller = Traveller(SELLING).show().take(ExtrasPressed(), FAST, NoExtrasPressed())
    assert (traveller.kind(), traveller.trip.extras) == ("Summary", ())
    assert changes(traveller) == ["SeatsPressed", "BagsPressed"]
    assert not traveller.take(ExtrasPressed()).took


def test_the_summary_counts_what_was_chosen() -> None:
    traveller = Traveller(SELLING).show().take(ExtrasPressed(), FAST, GoOnPressed())
    assert traveller.shown.parts["changes"][-1].label == text("checkin.summary.extras_some", count="1")
    assert traveller.take(NONE).shown.primary.label == text("action.pay", amount=Money(1000, "EUR"))


# --- paid -------------------------------------------------------------------------------------------------------------


def test_an_extra_is_a_service_on_the_sale_one_line_for_all_who_have_it() -> None:
    trip = after(opened(PARTY), FAST, ExtraToggled("FAST", "p4"), ExtraToggled("LOUNGE", "p1")).trip
    lines = lines_of(trip, SITE)
    assert [(own.sku, own.qty, own.total.minor, own.kind) for own in lines] == [
        ("checkin:FAST", 2, 2000, LineKind.SERVICE),
        ("checkin:LOUNGE", 1, 3500, LineKind.SERVICE),
    ]
    assert total_of(trip, SITE) == Money(5500, "EUR")


def test_it_is_issued_only_when_it_is_paid_and_stands_on_the_pass() -> None:
    traveller = Traveller(SELLING).show().take(ExtrasPressed(), FAST, GoOnPressed(), NONE, PRINT)
    order = traveller.asked(PrepareOrder).order
    assert (order.extras, order.currency) == ((ExtraWish("p1", 1, "FAST", 1000),), "EUR")
    assert traveller.booking().extras == ()
    assert traveller.did(PrintPass) == []
    traveller.settle(is_paid=True)
    assert traveller.booking().extras == (Extra("p1", 1, "FAST", 1000, "EUR"),)
    assert traveller.asked(PrintPass).booking.extras == traveller.booking().extras
    assert traveller.trip.extras == ()


def test_unpaid_it_is_nobodys_and_can_be_tried_again() -> None:
    traveller = Traveller(SELLING).show().take(ExtrasPressed(), FAST, GoOnPressed(), NONE, PRINT)
    traveller.settle(is_paid=False)
    assert (traveller.kind(), traveller.booking().extras) == ("Summary", ())
    assert traveller.trip.extras == (ExtraWish("p1", 1, "FAST"),)
    traveller.take(PRINT).settle(is_paid=True)
    assert [own.code for own in traveller.booking().extras] == ["FAST"]


def test_leaving_before_paying_leaves_nothing() -> None:
    traveller = Traveller(SELLING).show().take(ExtrasPressed(), FAST, CancelConfirmed())
    assert traveller.kind() == "Ended"
    assert traveller.booking().extras == ()


def test_who_has_it_is_not_offered_it_again() -> None:
    has = replace(SELLING, extras=(Extra("p1", 1, "FAST"),))
    codes = [own.code for own in offers_of(trip_of(has), SITE)]
    assert codes == ["PRIORITY", "LOUNGE"]


def test_a_pass_shows_it_to_staff_and_to_their_readers() -> None:
    has = replace(DONE, extras=(Extra("p1", 1, "PRIORITY"), Extra("p1", 1, "FAST")))
    assert boarding_pass(has, "p1", 1, Issue(AT.utc_ms), None).extras == ("PRIORITY", "FAST")
    assert boarding_pass(has, "p2", 1, Issue(AT.utc_ms), None).extras == ()
    ours, plain = (message_of(own, "p1", 1, AT.utc_ms, None) for own in (has, DONE))
    assert [(a, b) for a, b in zip(ours, plain, strict=True) if a != b] == [("Y", "N")]


def test_money_that_came_back_leads_back_to_the_trip_not_to_articles() -> None:
    trip = after(opened(), FAST).trip
    service = replace(trip.sale, lines=lines_of(trip, SITE))
    ways = [returned_view(Returned(sale, goes_on=True), SITE).primary for sale in (service, trip.sale)]
    assert [own.label.key for own in ways if own is not None] == ["checkout.back.to_trip", "checkout.back.to_items"]


# --- given up ---------------------------------------------------------------------------------------------------------


def paid() -> Booking:
    """Checked in, with a seat, a fast lane and a lounge that were paid for."""
    coupon = replace(DONE.coupons[0], seat="12C", paid_seat_minor=2400)
    bought = (Extra("p1", 1, "FAST", 1000, "EUR"), Extra("p1", 1, "LOUNGE", 3500, "EUR"))
    return replace(DONE.with_coupon(coupon), bags=(), extras=bought)


def cancelling(found: Booking, *, seats_go_back: bool = False) -> Traveller:
    """A traveller who is asked whether the check-in shall be given up."""
    site = site_with()
    site = replace(site, travel=replace(rules(), seats_go_back=seats_go_back))
    return Traveller(found, site=site).show().take(NotTravellingPressed())


def test_what_goes_back_and_what_stays_is_said_before_it_is_given_up() -> None:
    question = cancelling(paid()).shown.parts["question"]
    assert question["text"] == text("checkin.after.cancel_text_kept")
    assert question["do"] == text("checkin.after.cancel_back", amount=Money(1000, "EUR"))
    with_seat = cancelling(paid(), seats_go_back=True).shown.parts["question"]
    assert with_seat["text"] == text("checkin.after.cancel_text")
    assert with_seat["do"] == text("checkin.after.cancel_back", amount=Money(3400, "EUR"))


def test_who_paid_for_what_does_not_go_back_is_told_so_and_who_paid_nothing_nothing() -> None:
    lounge = replace(paid(), extras=paid().extras[1:])
    assert cancelling(lounge).shown.parts["question"]["do"] == text("checkin.after.cancel_nothing")
    assert "do" not in cancelling(DONE).shown.parts["question"]


def test_two_currencies_are_two_amounts() -> None:
    has = replace(paid(), extras=(*paid().extras, Extra("p1", 1, "PRIORITY", 700, "GBP")))
    both = text("checkin.after.amounts", one=Money(1000, "EUR"), other=Money(700, "GBP"))
    assert cancelling(has).shown.parts["question"]["do"] == text("checkin.after.cancel_back", amount=both)


def test_what_is_given_up_is_owed_and_stands_on_the_slip() -> None:
    traveller = cancelling(paid()).take(NotTravellingConfirmed())
    order = traveller.asked(PrepareOrder).order
    assert order.given_up == (GivenUp("p1", 1, "FAST", 1000, "EUR"),)
    owed = Owed(order.id, "p1", 1, "FAST", 1000, "EUR")
    now = traveller.booking()
    assert (now.owed, [own.code for own in now.extras], now.coupons[0].seat) == ((owed,), ["LOUNGE"], "12C")
    slip = traveller.asked(PrintTravelSlip)
    assert slip.booking.owed == (owed,)
    frame = SlipFrame("Airport", SITE.place.desk, AT.utc_ms)
    assert repr(Money(1000, "EUR")) in repr(travel_slip(slip.booking, About.CANCELLED, (), frame))
    assert slip.job.kind is PaperKind.SLIP


def test_what_was_owed_before_stands_on_no_second_slip() -> None:
    old = Owed("another-order", "p1", 1, "FAST", 1000, "EUR")
    traveller = cancelling(replace(DONE, owed=(old,))).take(NotTravellingConfirmed())
    assert traveller.booking().owed == (old,)
    assert traveller.asked(PrintTravelSlip).booking.owed == ()


def test_a_seat_that_was_paid_for_can_be_given_up_where_the_table_says_so() -> None:
    traveller = cancelling(paid(), seats_go_back=True).take(NotTravellingConfirmed())
    assert GivenUp("p1", 1, SEAT, 2400, "EUR") in traveller.asked(PrepareOrder).order.given_up
    assert traveller.booking().coupons[0].seat == ""


# --- paid seats -------------------------------------------------------------------------------------------------------


def test_a_seat_is_kept_as_paid_and_a_dearer_one_costs_the_difference() -> None:
    traveller = Traveller(ALONE).show().wish(seats=(SeatWish("p1", 1, "2C"),)).take(NONE, PRINT).settle(is_paid=True)
    bought = traveller.booking().coupons[0]
    prices = rules().seat_prices["EUR"]
    assert (bought.seat, bought.paid_seat_minor) == ("2C", prices.front)
    later = Traveller(traveller.booking()).show().take(SeatsPressed())
    more = Money(prices.legroom - prices.front, "EUR")
    assert looking_at(later, "12C") == text("checkin.seats.costs_more", amount=more)


def test_a_cheaper_seat_says_that_nothing_goes_back_and_the_own_what_it_cost() -> None:
    has = ALONE.with_coupon(replace(ALONE.coupons[0], seat="2C", paid_seat_minor=900))
    traveller = Traveller(has).show().take(SeatsPressed())
    own = dict(traveller.shown.parts["now_text"].args)["cost"]
    assert own == text("checkin.seats.is_paid", amount=Money(900, "EUR"))
    assert looking_at(traveller, "16B") == text("checkin.seats.cheaper", amount=Money(900, "EUR"))
