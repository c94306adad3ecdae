"""An order and its papers: whose answer counts, what stands in the order, and what is printed for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.private import Private
from kiosk.domain.sale import PaperKind
from kiosk.domain.travel.asking import BagWish, Found, No, Order, SeatWish
from kiosk.domain.travel.asking import Refused as OrderRefused
from kiosk.domain.travel.baggage import BagPrices
from kiosk.domain.travel.blockers import CKIN_DOC_UNVERIFIED, occurrence
from kiosk.domain.travel.booking import Bag, BagState
from kiosk.flows.base import Abandoned, CancelConfirmed
from kiosk.flows.checkin.aside.goods import TEXT_VERSION
from kiosk.flows.checkin.dues import lines_of, quote_of, seat_price, total_of
from kiosk.flows.checkin.events import (
    BagAdded,
    BagsPressed,
    BookingTold,
    FindBooking,
    GoodsAnswered,
    GoOnPressed,
    LetGo,
    OrderTold,
    PassesAgainPressed,
    PlateRenewed,
    PrepareOrder,
    PrintPass,
    PrintTag,
    TellPrinted,
)
from kiosk.flows.checkin.printing import papers_of
from kiosk.flows.checkin.samples import ALONE, ANA, AT, DAVI, FAR, TAGGED, booking, trip_of
from kiosk.flows.checkin.states import Completing, Goods, Printing, Trip
from tests.unit.flows.checkin.given import NONE, PRINT, Traveller, rules, site_with

SITE = site_with()


def ordering(*keeps: type) -> Traveller:
    """Return a traveller whose order was asked for; effects of these kinds are not answered."""
    run = Traveller().show().take(NONE)
    run.keeps = set(keeps)
    return run.take(PRINT)


def printed(order: Order, trip: Trip, *before: str) -> list[tuple[str, str]]:
    """Return whose papers an order brings: kind and passenger, of a tag its number."""
    return [(own.kind, own.plate or own.passenger_id) for own in papers_of(order, before, trip)]


# --- whose answer -----------------------------------------------------------------------------------------------------


def test_another_order_that_is_held_is_not_this_one() -> None:
    run = ordering(PrepareOrder)
    assert not run.take(OrderTold("other", Private(run.booking()))).took


def test_another_order_that_is_refused_does_not_end_this_one() -> None:
    run = ordering(PrepareOrder)
    assert not run.take(OrderTold("other", None, OrderRefused(No.CHANGED))).took


def test_an_older_question_does_not_lead_back() -> None:
    run = ordering(PrepareOrder, FindBooking)
    run.take(OrderTold(run.asked(PrepareOrder).order.id, None, OrderRefused(No.CHANGED)))
    assert isinstance(run.state, Completing)
    assert not run.take(BookingTold("older", Private(Found(ALONE)))).took


def test_who_has_paid_and_walks_away_stays_checked_in() -> None:
    run = Traveller().show().take(BagsPressed())
    run.weights_g = [18_000] * 3
    run.take(*[BagAdded("p1")] * 3, GoOnPressed(), NONE, PRINT)
    run.is_silent = True
    run.settle(is_paid=True).take(Abandoned())
    assert run.kind() == "Ended"
    assert run.did(LetGo) == []


def test_while_a_pass_comes_out_check_in_cannot_be_given_up() -> None:
    run = ordering(PrintPass)
    assert isinstance(run.state, Printing)
    assert not run.take(CancelConfirmed()).took


def test_what_is_done_is_wished_no_longer() -> None:
    run = Traveller().show().take(BagsPressed(), BagAdded("p1"), GoOnPressed(), NONE, PRINT)
    assert run.asked(PrepareOrder).order.bags
    assert (run.trip.bags, run.trip.seats) == ((), ())


# --- what stands in it ------------------------------------------------------------------------------------------------


def test_the_order_tells_when_the_question_was_answered_and_in_which_words() -> None:
    run = Traveller().show().take(NONE, after_s=7)
    run.take(PRINT, after_s=60)
    order = run.asked(PrepareOrder).order
    assert (order.questions_utc_ms, order.questions_text) == (AT.utc_ms + 7_000, TEXT_VERSION)


def test_who_carries_something_may_not_go_on_before_it_is_packed() -> None:
    assert {own for own in Goods if own.is_settled} == {Goods.NONE, Goods.PACKED}
    run = Traveller().show().take(GoodsAnswered("some"))
    assert run.kind() == "GoodsAdvice"
    assert not run.trip.goods.is_settled


def test_the_order_tells_which_documents_were_shown() -> None:
    run = Traveller().show().take(NONE)
    proofs = (("p1", "SCANNED", "NLD"),)
    assert run.wish(proofs=proofs).take(PRINT).asked(PrepareOrder).order.proofs == proofs


# --- what it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(1, 6))
@pytest.mark.parametrize("pieces", [(4500, 6000), (4500, 6001), (333, 334, 1001)])
def test_the_lines_of_luggage_cost_what_was_told(count: int, pieces: tuple[int, ...]) -> None:
    prices = {"EUR": BagPrices("EUR", pieces, 5501, 1201, 9)}
    site = replace(SITE, travel=replace(rules(), bag_prices=prices))
    trip = replace(trip_of(booking(ANA, DAVI)), bags=(BagWish("p1", 25_000),) * count)
    told = quote_of(trip, site)
    assert told is not None
    assert total_of(trip, site) == told.total
    assert all(own.total.minor == own.qty * own.unit.minor for own in lines_of(trip, site))


def test_a_seat_costs_what_is_beyond_the_one_that_was_paid_for_and_pays_nothing_out() -> None:
    wish = SeatWish("p1", 1, "2A")
    full = seat_price(ALONE, wish, SITE)
    assert full.minor > 100
    for paid, left in ((100, full.minor - 100), (full.minor, 0), (full.minor + 500, 0)):
        coupon = replace(ALONE.coupons[0], paid_seat_minor=paid)
        assert seat_price(ALONE.with_coupon(coupon), wish, SITE) == Money(left, "EUR")


# --- papers -----------------------------------------------------------------------------------------------------------


def test_a_seat_for_a_flight_that_is_not_checked_in_brings_no_pass() -> None:
    order = Order("o", "7K2PMX", 3, seats=(SeatWish("p1", 1, "2A"),))
    assert printed(order, trip_of(ALONE)) == []
    assert printed(order, trip_of(booking(ANA, is_done=True))) == [(PaperKind.BOARDING.value, "p1")]


def test_who_must_show_a_document_first_is_checked_in_and_gets_no_pass() -> None:
    waits = occurrence(0, CKIN_DOC_UNVERIFIED, AT, ("passenger", "p1"), None, city="", document="", desk="")
    order = Order("o", "7K2PMX", 3, (("p1", 1), ("p2", 1)))
    trip = replace(trip_of(booking(ANA, DAVI, is_done=True)), blockers=(waits,))
    assert printed(order, trip) == [(PaperKind.BOARDING.value, "p2")]


def test_of_all_luggage_only_what_is_new_and_counts_is_tagged() -> None:
    void = Bag("p1", "0999000199", 1, 1, BagState.VOID)
    own = replace(TAGGED, bags=(*TAGGED.bags, void, Bag("p1", "0999000200", 1, 1)))
    before = [bag.plate for bag in TAGGED.bags]
    order = Order("o", "7K2PMX", 3, bags=(BagWish("p1", 1),))
    assert printed(order, trip_of(own), *before) == [(PaperKind.BAGTAG.value, "0999000200")]


def test_the_passes_of_two_flights_are_two_papers_and_none_is_a_copy() -> None:
    alone = replace(FAR, passengers=FAR.passengers[:1], coupons=tuple(c for c in FAR.coupons if c.passenger_id == "p1"))
    run = Traveller(alone).type_in().take(NONE, PRINT)
    jobs = [own.job for own in run.did(PrintPass)]
    assert len({own.doc for own in jobs}) == len(jobs) == 2
    assert [own.copy_no for own in jobs] == [1, 1]


def test_a_new_number_goes_to_the_bag_whose_tag_was_torn() -> None:
    run = Traveller(booking(ANA, DAVI)).type_in().take(GoOnPressed(), BagsPressed())
    run.weights_g = [18_000] * 2
    run.take(BagAdded("p1"), BagAdded("p2"), GoOnPressed(), NONE)
    run.papers = lambda job: "FAILED" if job.doc.startswith("tag:") else "DONE"
    run.keeps = {TellPrinted}
    run.take(PRINT)
    first, second = (own.plate for own in run.trip.booking.bags)
    run.take(PlateRenewed(Private(second), Private("0999000777")))
    assert isinstance(run.state, Printing)
    assert [own.plate for own in run.state.papers if own.plate] == [first, "0999000777"]
    run.take(PassesAgainPressed(), PlateRenewed(Private(first), Private("0999000778")))
    assert run.asked(PrintTag).plate == "0999000778"


def test_a_document_shown_later_brings_the_pass_that_waited_and_none_that_came() -> None:
    order = Order("o", "7K2PMX", 3, proofs=(("p1", "SCANNED", "NLD"),))
    own = booking(ANA, is_done=True)
    assert printed(order, trip_of(own)) == [(PaperKind.BOARDING.value, "p1")]
    assert printed(order, trip_of(own.with_coupon(replace(own.coupons[0], passes=1)))) == []
