"""The contract of the port: what is paid for seats and extras, and what of it is owed when it is given up.

A system that keeps no extras names none in `Booking.sells`; nothing is sold then, and only seats are asked of it.
"""

from __future__ import annotations

import pytest

from kiosk.domain.travel.asking import SEAT, ExtraWish, GivenUp, No, Order, Refused, SeatWish
from kiosk.domain.travel.booking import CouponState, Extra, Owed
from kiosk.domain.values import replace
from tests.unit.services.departures.world import (
    NAMESAKE,
    PAID,
    SELLING,
    TO_LISBON,
    Kiosk,
    check_in,
    done,
    found,
    state_of,
)

NOT_ALLOWED = Refused(No.NOT_ALLOWED)
FAST = ExtraWish("p1", 1, "FAST", 1000)
LOUNGE = ExtraWish("p1", 1, "LOUNGE", 3500)
FAST_BACK = GivenUp("p1", 1, "FAST", 1000, "EUR")


def bought(kiosk: Kiosk, *extras: ExtraWish) -> None:
    """Check in with extras, paid in euros."""
    done(kiosk.prepare(replace(check_in("bought", SELLING), extras=extras, currency="EUR")))
    done(kiosk.complete("bought"))


def stop(*given_up: GivenUp, version: int = 2) -> Order:
    """Give a check-in up, and something that was paid for with it."""
    return Order("stop", SELLING.ref, version, cancels=(("p1", 1),), given_up=given_up)


class SellingContract:
    """What is sold; a part of `DeparturesContract`."""

    # --- seats --------------------------------------------------------------------------------------------------------

    def test_a_seat_that_was_bought_is_kept_with_its_price_once_the_order_is_done(self, kiosk: Kiosk) -> None:
        wish = SeatWish("p1", 1, "3A", 1500)
        held = done(kiosk.prepare(replace(check_in("o", NAMESAKE), seats=(wish,), currency="EUR")))
        assert held.coupons[0].paid_seat_minor == 0
        done(kiosk.complete("o"))
        own = found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking.coupons[0]
        assert (own.seat, own.paid_seat_minor, own.paid_seat_currency) == ("3A", 1500, "EUR")

    def test_a_dearer_seat_adds_its_difference_to_what_was_paid(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(Order("o", PAID.ref, 1, (("p1", 1),), (SeatWish("p1", 1, "3A", 300),), currency="EUR")))
        own = done(kiosk.complete("o")).coupons[0]
        assert (own.seat, own.paid_seat_minor) == ("3A", 1500)

    def test_a_cheaper_seat_keeps_what_was_paid(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(Order("o", PAID.ref, 1, (("p1", 1),), (SeatWish("p1", 1, "1A"),))))
        own = done(kiosk.complete("o")).coupons[0]
        assert (own.seat, own.paid_seat_minor) == ("1A", 1200)

    def test_what_was_paid_in_another_currency_does_not_count(self, kiosk: Kiosk) -> None:
        wish = SeatWish("p1", 1, "3A", 900)
        done(kiosk.prepare(Order("o", PAID.ref, 1, (("p1", 1),), (wish,), currency="GBP")))
        own = done(kiosk.complete("o")).coupons[0]
        assert (own.paid_seat_minor, own.paid_seat_currency) == (900, "GBP")

    def test_a_paid_seat_that_is_given_up_is_free_and_owed(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", PAID)))
        done(kiosk.complete("o"))
        gone = GivenUp("p1", 1, SEAT, 1200, "EUR")
        done(kiosk.prepare(Order("stop", PAID.ref, 2, cancels=(("p1", 1),), given_up=(gone,))))
        after = done(kiosk.complete("stop"))
        assert (after.coupons[0].seat, after.coupons[0].paid_seat_minor) == ("", 0)
        assert after.owed == (Owed("stop", "p1", 1, SEAT, 1200, "EUR"),)
        assert "3B" not in kiosk.seats(TO_LISBON).taken
        done(kiosk.prepare(check_in("rival", NAMESAKE, seat="3B")))

    # --- extras -------------------------------------------------------------------------------------------------------

    def test_an_extra_is_the_travellers_once_the_order_is_done_and_not_before(self, kiosk: Kiosk) -> None:
        order = replace(check_in("o", SELLING), extras=(FAST, LOUNGE), currency="EUR")
        assert done(kiosk.prepare(order)).extras == ()
        after = done(kiosk.complete("o"))
        assert after.extras == (Extra("p1", 1, "FAST", 1000, "EUR"), Extra("p1", 1, "LOUNGE", 3500, "EUR"))
        assert done(kiosk.complete("o")).extras == after.extras
        assert found(kiosk.find(ref=SELLING.ref, surname="KEEN")).booking.extras == after.extras

    def test_of_an_order_that_is_given_back_no_extra_stays(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(replace(check_in("o", SELLING), extras=(FAST,))))
        assert done(kiosk.release("o")).extras == ()

    @pytest.mark.parametrize(
        "order",
        [
            replace(check_in("o", NAMESAKE), extras=(FAST,)),
            replace(check_in("o", SELLING), extras=(FAST, FAST)),
            replace(check_in("o", SELLING), extras=(replace(FAST, code="TOBOGGAN"),)),
            replace(check_in("o", SELLING), extras=(replace(FAST, price_minor=-1),)),
            replace(check_in("o", SELLING), extras=(replace(FAST, segment_n=2),)),
            replace(check_in("o", SELLING), extras=(replace(FAST, passenger_id="p2"),)),
            replace(check_in("o", SELLING), seats=(SeatWish("p1", 1, "1B", -5),)),
            Order("o", SELLING.ref, 1, extras=(FAST,)),
        ],
    )
    def test_an_extra_that_is_not_sold_to_this_traveller_is_refused(self, kiosk: Kiosk, order: Order) -> None:
        assert kiosk.prepare(order) == NOT_ALLOWED

    def test_what_somebody_has_is_not_sold_twice(self, kiosk: Kiosk) -> None:
        bought(kiosk, FAST)
        assert kiosk.prepare(Order("o", SELLING.ref, 2, extras=(FAST,))) == NOT_ALLOWED
        done(kiosk.prepare(Order("o", SELLING.ref, 2, extras=(LOUNGE,))))
        assert [own.code for own in done(kiosk.complete("o")).extras] == ["FAST", "LOUNGE"]

    # --- given up -----------------------------------------------------------------------------------------------------

    def test_an_extra_that_is_given_up_is_owed_and_the_others_stay(self, kiosk: Kiosk) -> None:
        bought(kiosk, FAST, LOUNGE)
        done(kiosk.prepare(stop(FAST_BACK)))
        after = done(kiosk.complete("stop"))
        assert [own.code for own in after.extras] == ["LOUNGE"]
        assert after.owed == (Owed("stop", "p1", 1, "FAST", 1000, "EUR"),)
        assert state_of(after) is CouponState.OPEN
        assert done(kiosk.complete("stop")).owed == after.owed

    @pytest.mark.parametrize(
        "order",
        [
            stop(replace(FAST_BACK, amount_minor=1001)),
            stop(replace(FAST_BACK, amount_minor=0)),
            stop(replace(FAST_BACK, currency="GBP")),
            stop(replace(FAST_BACK, what="LOUNGE")),
            stop(replace(FAST_BACK, what=SEAT)),
            stop(FAST_BACK, FAST_BACK),
            replace(stop(FAST_BACK), cancels=(), seats=(SeatWish("p1", 1, "1D"),)),
        ],
    )
    def test_nothing_goes_back_that_was_not_paid_or_is_still_used(self, kiosk: Kiosk, order: Order) -> None:
        bought(kiosk, FAST)
        assert kiosk.prepare(order) == NOT_ALLOWED
