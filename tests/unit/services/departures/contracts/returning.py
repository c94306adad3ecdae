"""The contract of the port: paid services of a sale are taken back as far as they can be, and once."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.asking import SEAT, BagWish, ExtraWish, No, Order, Refused, SeatWish
from kiosk.domain.travel.booking import Bag, BagState, Coupon
from kiosk.domain.travel.selling.taking_back import BAGS, Service, Stays, TakenBack
from kiosk.domain.values import replace
from tests.unit.services.departures.world import (
    FAMILY,
    NAMESAKE,
    PAID,
    RIVAL,
    SELLING,
    SOLE,
    TO_LISBON,
    Kiosk,
    check_in,
    done,
    found,
)

SEAT_MINOR, FAST_MINOR, BAGS_MINOR = 1200, 1000, 3500
ALL_BACK = (Service(SEAT, SEAT_MINOR, "3A", "1A"), Service("FAST", FAST_MINOR), Service(BAGS, BAGS_MINOR))


def bought(kiosk: Kiosk, *, seat: bool = True, fast: bool = True, bags: int = 1) -> Order:
    """Check in with what costs something; all of it is carried out, and so is paid."""
    seats = (SeatWish("p1", 1, "3A", SEAT_MINOR),) if seat else ()
    extras = (ExtraWish("p1", 1, "FAST", FAST_MINOR),) if fast else ()
    amount = SEAT_MINOR * seat + FAST_MINOR * fast + BAGS_MINOR * bool(bags)
    plain = check_in("o", SELLING)
    order = replace(
        plain, seats=seats, extras=extras, bags=(BagWish("p1", 20_000),) * bags, amount_minor=amount, currency="EUR"
    )
    done(kiosk.prepare(order))
    done(kiosk.complete("o"))
    return order


def bags_of(kiosk: Kiosk) -> tuple[Bag, ...]:
    return found(kiosk.find(ref=SELLING.ref, surname="KEEN")).booking.bags


def coupon_of(kiosk: Kiosk) -> Coupon:
    return found(kiosk.find(ref=SELLING.ref, surname="KEEN")).booking.coupons[0]


class ReturningContract:
    """What is taken back; a part of `DeparturesContract`."""

    def test_all_that_was_paid_is_taken_back_and_the_traveller_has_another_seat(self, kiosk: Kiosk) -> None:
        bought(kiosk)
        assert kiosk.take_back("o") == TakenBack("o", "EUR", ALL_BACK)
        after = found(kiosk.find(ref=SELLING.ref, surname="KEEN")).booking
        (coupon,) = after.coupons
        assert (coupon.seat, coupon.paid_seat_minor, coupon.paid_seat_currency) == ("1A", 0, "")
        assert (after.extras, [own.state for own in after.bags]) == ((), [BagState.VOID])
        assert after.version == 3
        assert "3A" not in kiosk.seats(TO_LISBON).taken
        assert {"1A"} <= kiosk.seats(TO_LISBON).taken

    def test_what_was_taken_back_is_taken_back_once_and_told_again(self, kiosk: Kiosk) -> None:
        bought(kiosk)
        first = kiosk.take_back("o")
        again = Order("again", SELLING.ref, 3, seats=(SeatWish("p1", 1, "3A", SEAT_MINOR),), currency="EUR")
        done(kiosk.prepare(again))
        done(kiosk.complete("again"))
        assert kiosk.take_back("o") == first
        assert coupon_of(kiosk).seat == "3A"

    @pytest.mark.parametrize("name", ["", "nobody", "prepared", "let go"])
    def test_of_what_is_not_complete_nothing_is_taken_back(self, kiosk: Kiosk, name: str) -> None:
        done(kiosk.prepare(check_in("prepared", NAMESAKE)))
        done(kiosk.prepare(check_in("let go", PAID)))
        done(kiosk.release("let go"))
        assert kiosk.take_back(name) == Refused(No.UNKNOWN)
        done(kiosk.complete("prepared"))

    def test_what_cost_nothing_is_no_service_that_goes_back(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE, seat="1D", bags=1)))
        before = done(kiosk.complete("o"))
        assert kiosk.take_back("o") == TakenBack("o", "EUR", ())
        assert found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking == before

    def test_a_bag_on_the_belt_stays_paid_and_the_rest_goes_back(self, kiosk: Kiosk) -> None:
        bought(kiosk)
        (bag,) = bags_of(kiosk)
        assert kiosk.tag_printed(bag.plate)
        assert kiosk.bag_accepted(bag.plate)
        used = Service(BAGS, BAGS_MINOR, stays=Stays.USED)
        assert kiosk.take_back("o") == TakenBack("o", "EUR", (*ALL_BACK[:2], used))
        assert [own.state for own in bags_of(kiosk)] == [BagState.ACCEPTED]
        assert kiosk.tag_failed(bag.plate) == bag.plate

    @pytest.mark.parametrize("plate", ["", "0980000009", "void"])
    def test_a_belt_that_reads_no_live_number_changes_nothing(self, kiosk: Kiosk, plate: str) -> None:
        bought(kiosk, bags=1)
        own = bags_of(kiosk)[0].plate
        if plate == "void":
            kiosk.take_back("o")
        assert not kiosk.bag_accepted(own if plate == "void" else plate)

    def test_a_tag_that_was_given_another_number_is_taken_back_by_that(self, kiosk: Kiosk) -> None:
        bought(kiosk, seat=False, fast=False, bags=2)
        first = bags_of(kiosk)[0].plate
        instead = kiosk.tag_failed(first)
        assert kiosk.take_back("o") == TakenBack("o", "EUR", (Service(BAGS, BAGS_MINOR),))
        assert [own.state for own in bags_of(kiosk)] == [BagState.VOID] * 2
        assert not kiosk.tag_printed(instead)

    def test_when_the_flight_has_closed_nothing_is_taken_back(self, kiosk: Kiosk) -> None:
        bought(kiosk)
        kiosk.clock.utc_ms = TO_LISBON.closes.utc_ms
        closed = kiosk.take_back("o")
        assert isinstance(closed, TakenBack)
        assert [own.stays for own in closed.services] == [Stays.CLOSED] * 3
        assert closed.minor == 0
        assert coupon_of(kiosk).seat == "3A"
        kiosk.clock.utc_ms = TO_LISBON.closes.utc_ms - 60_000
        assert kiosk.take_back("o") == closed, "what was answered stays the answer"

    def test_what_is_no_more_as_it_was_bought_stays(self, kiosk: Kiosk) -> None:
        bought(kiosk)
        cancel = Order("stop", SELLING.ref, 2, cancels=(("p1", 1),))
        done(kiosk.prepare(cancel))
        done(kiosk.complete("stop"))
        back = kiosk.take_back("o")
        assert isinstance(back, TakenBack)
        assert [(own.what, own.stays) for own in back.services] == [
            (SEAT, ""), ("FAST", ""), (BAGS, Stays.CHANGED),
        ]  # fmt: skip
        assert back.services[0].seat_now == "", "who is not checked in is given a seat when they are"
        assert coupon_of(kiosk).seat == ""

    def test_a_seat_that_was_changed_since_stays_paid(self, kiosk: Kiosk) -> None:
        bought(kiosk, fast=False, bags=0)
        done(kiosk.prepare(Order("move", SELLING.ref, 2, seats=(SeatWish("p1", 1, "3C"),))))
        done(kiosk.complete("move"))
        assert kiosk.take_back("o") == TakenBack(
            "o", "EUR", (Service(SEAT, SEAT_MINOR, "3A", stays=Stays.CHANGED),)
        )  # fmt: skip
        assert coupon_of(kiosk).paid_seat_minor == SEAT_MINOR

    def test_what_was_paid_before_for_a_seat_still_counts_towards_another(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("in", PAID)))
        done(kiosk.complete("in"))
        done(kiosk.prepare(Order("up", PAID.ref, 2, seats=(SeatWish("p1", 1, "3D", 300),), currency="EUR")))
        done(kiosk.complete("up"))
        assert kiosk.take_back("up") == TakenBack("up", "EUR", (Service(SEAT, 300, "3D", "1A"),))
        (coupon,) = found(kiosk.find(ref=PAID.ref, surname="PAID")).booking.coupons
        assert (coupon.paid_seat_minor, coupon.paid_seat_currency) == (1200, "EUR")

    def test_an_extra_that_is_gone_is_not_taken_back_again(self, kiosk: Kiosk) -> None:
        bought(kiosk, seat=False, bags=0)
        assert kiosk.take_back("o") == TakenBack("o", "EUR", (Service("FAST", FAST_MINOR),))
        order = Order("new", SELLING.ref, 3, extras=(ExtraWish("p1", 1, "FAST", FAST_MINOR),), currency="EUR")
        done(kiosk.prepare(order))
        done(kiosk.complete("new"))
        done(kiosk.prepare(Order("stop", SELLING.ref, 4, cancels=(("p1", 1),))))
        done(kiosk.complete("stop"))
        assert kiosk.take_back("new") == TakenBack("new", "EUR", (Service("FAST", FAST_MINOR),))

    def test_a_seat_for_which_there_is_no_other_stays(self, kiosk: Kiosk) -> None:
        order = replace(
            check_in("o", SOLE), seats=(SeatWish("p1", 1, "1A", 500),), amount_minor=500, currency="EUR"
        )  # fmt: skip
        done(kiosk.prepare(order))
        done(kiosk.complete("o"))
        done(kiosk.prepare(check_in("rival", RIVAL)))
        done(kiosk.complete("rival"))
        assert kiosk.take_back("o") == TakenBack("o", "EUR", (Service(SEAT, 500, "1A", stays=Stays.NO_SEAT),))

    def test_each_traveller_of_a_party_gets_a_seat_of_their_own(self, kiosk: Kiosk) -> None:
        wishes = (SeatWish("p1", 1, "3A", 700), SeatWish("p2", 1, "3C", 700))
        order = replace(check_in("o", FAMILY, "p1", "p2", "p3"), seats=wishes, amount_minor=1400)
        order = replace(order, coupons=(("p1", 1), ("p2", 1), ("p3", 1)))
        done(kiosk.prepare(order))
        done(kiosk.complete("o"))
        back = kiosk.take_back("o")
        assert isinstance(back, TakenBack)
        now = [own.seat_now for own in back.services]
        assert len(set(now)) == 2
        assert not {"3A", "3C", ""} & set(now)
        assert back.currency == "EUR", "without one of its own an order is in that of the booking"
