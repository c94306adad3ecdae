"""The contract of the port: orders that are refused, prepared, completed and given back."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.asking import BagWish, Found, No, Order, Refused, SeatWish
from kiosk.domain.travel.booking import BagState, CouponState
from kiosk.domain.travel.departures import HOLD_MS
from kiosk.domain.values import replace
from tests.unit.services.departures.world import (
    EARLY,
    ELSEWHERE,
    FAMILY,
    GROUNDED,
    LATE,
    NAMESAKE,
    NO_BAGS,
    RIVAL,
    SOLE,
    THIRD,
    TO_LISBON,
    TWICE_SOON,
    Kiosk,
    check_in,
    done,
    found,
    state_of,
)

UNKNOWN = Refused(No.UNKNOWN)
CHANGED = Refused(No.CHANGED)
NOT_ALLOWED = Refused(No.NOT_ALLOWED)


class OrderContract:
    """What orders do; a part of `DeparturesContract`."""

    # --- preparing: what is refused -----------------------------------------------------------------------------------

    @pytest.mark.parametrize(
        ("order", "why"),
        [
            (check_in("o", replace(SOLE, ref="ZZZZZZ")), UNKNOWN),
            (check_in("o", SOLE, version=0), CHANGED),
            (check_in("o", SOLE, version=2), CHANGED),
            (check_in("o", LATE), Refused(No.CLOSED)),
            (check_in("o", EARLY), NOT_ALLOWED),
            (check_in("o", GROUNDED), NOT_ALLOWED),
            (check_in("o", ELSEWHERE), NOT_ALLOWED),
            (check_in("o", NO_BAGS, bags=1), Refused(No.CLOSED)),
            (check_in("o", NAMESAKE, seat="2A"), Refused(No.TAKEN, ("2A",))),
            (check_in("o", NAMESAKE, seat="5D"), Refused(No.TAKEN, ("5D",))),
            (check_in("o", NAMESAKE, seat="4A"), Refused(No.TAKEN, ("4A",))),
            (check_in("o", NAMESAKE, seat="9Z"), NOT_ALLOWED),
            (check_in("o", NAMESAKE, "p2"), NOT_ALLOWED),
            (check_in("o", FAMILY, "p4"), NOT_ALLOWED),
            (check_in("o", FAMILY, "p1", "p4"), NOT_ALLOWED),
            (check_in("o", FAMILY, "p1", "p1"), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 2),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, cancels=(("p1", 1),)), CHANGED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), cancels=(("p1", 1),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, bags=(BagWish("p1", 9_000),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), bags=(BagWish("p1", 32_001),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), bags=(BagWish("p1", 0),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), proofs=(("p1", "HEARD", "NLD"),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), details=(("p1", "diary", "dear"),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), details=(("p1", "address", ""),)), NOT_ALLOWED),
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), details=(("p2", "address", "Cloud 9"),)), NOT_ALLOWED),
            (check_in("o", FAMILY, "p2", "p4", seat="1A"), None),
            (replace(check_in("o", FAMILY, "p2", "p4"), seats=(SeatWish("p4", 1, "1A"),)), NOT_ALLOWED),
            (
                replace(
                    check_in("o", FAMILY, "p1", "p2"), seats=(SeatWish("p1", 1, "1A"), SeatWish("p2", 1, "1A"))
                ),
                NOT_ALLOWED,
            ),
            (
                replace(check_in("o", FAMILY, "p1"), seats=(SeatWish("p1", 1, "1A"), SeatWish("p1", 1, "1B"))),
                NOT_ALLOWED,
            ),
        ],
    )  # fmt: skip
    def test_an_order_that_cannot_be_done_is_refused_with_nothing_of_it_done(
        self, kiosk: Kiosk, order: Order, why: Refused | None
    ) -> None:
        before = kiosk.seats(TO_LISBON).taken
        outcome = kiosk.prepare(order)
        if why is None:
            done(outcome)
            return
        assert outcome == why
        assert kiosk.seats(TO_LISBON).taken == before
        assert kiosk.complete("o") == UNKNOWN

    def test_an_order_with_one_seat_that_is_gone_holds_none_of_the_others(self, kiosk: Kiosk) -> None:
        wishes = (SeatWish("p1", 1, "1A"), SeatWish("p2", 1, "2A"))
        order = replace(check_in("o", FAMILY, "p1", "p2", bags=1), seats=wishes)
        assert kiosk.prepare(order) == Refused(No.TAKEN, ("2A",))
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A"}
        done(kiosk.prepare(check_in("other", NAMESAKE, seat="1A")))

    def test_the_same_traveller_at_two_kiosks_is_served_at_one(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("here", SOLE)))
        assert kiosk.prepare(check_in("there", SOLE)) == CHANGED
        done(kiosk.complete("here"))
        assert kiosk.prepare(check_in("there", SOLE)) == CHANGED
        assert kiosk.prepare(check_in("again", SOLE, version=2)) == CHANGED

    def test_two_travellers_of_a_booking_are_served_at_two_kiosks(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("here", FAMILY, "p1")))
        done(kiosk.prepare(check_in("there", FAMILY, "p3")))
        done(kiosk.complete("here"))
        both = done(kiosk.complete("there"))
        assert [own.state for own in both.coupons] == [
            CouponState.CHECKED_IN, CouponState.OPEN, CouponState.CHECKED_IN, CouponState.OPEN,
        ]  # fmt: skip
        assert both.version == 3

    def test_a_shared_allowance_is_spent_at_one_kiosk_at_a_time(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("here", FAMILY, "p1", bags=1)))
        assert kiosk.prepare(check_in("there", FAMILY, "p3", bags=1)) == CHANGED

    def test_another_order_of_the_same_name_is_not_taken_for_the_first(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", SOLE)))
        assert kiosk.prepare(check_in("o", RIVAL)) == CHANGED
        assert kiosk.prepare(check_in("o", SOLE, bags=1)) == CHANGED

    # --- preparing, completing, giving back ---------------------------------------------------------------------------

    def test_what_is_prepared_is_held_and_nobody_is_checked_in_yet(self, kiosk: Kiosk) -> None:
        shown = done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B", bags=2)))
        coupon = shown.coupon("p1", 1)
        assert coupon is not None
        assert (coupon.seat, coupon.state, coupon.sequence) == ("1B", CouponState.OPEN, 0)
        assert [own.state for own in shown.bags] == [BagState.RESERVED] * 2
        assert len({own.plate for own in shown.bags}) == 2
        assert all(own.plate.startswith("0989") and len(own.plate) == 10 for own in shown.bags)
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A", "1B"}
        kept = found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking
        assert (kept.bags, kept.coupons, kept.version) == ((), NAMESAKE.coupons, 1)

    def test_the_same_order_again_gets_the_same_answer(self, kiosk: Kiosk) -> None:
        order = check_in("o", NAMESAKE, bags=1)
        first = done(kiosk.prepare(order))
        assert done(kiosk.prepare(order)) == first
        after = done(kiosk.complete("o"))
        assert done(kiosk.complete("o")) == after
        assert done(kiosk.prepare(order)) == after
        assert [own.plate for own in after.bags] == [own.plate for own in first.bags]

    def test_what_is_complete_is_checked_in_at_the_next_version(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B", bags=1)))
        after = done(kiosk.complete("o"))
        coupon = after.coupon("p1", 1)
        assert coupon is not None
        assert (coupon.state, coupon.seat, coupon.sequence) == (CouponState.CHECKED_IN, "1B", 1)
        assert after.version == 2
        assert [(own.until_n, own.weight_g, own.state) for own in after.bags] == [(1, 20_000, BagState.RESERVED)]
        kept = found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking
        assert (kept.coupons, kept.bags, kept.version) == (after.coupons, after.bags, 2)
        assert kiosk.find(surname="SILVA", flight="NB101", date="2026-11-21", sequence=1) == Found(kept, "p1")

    def test_completing_what_nobody_prepared_is_refused(self, kiosk: Kiosk) -> None:
        assert kiosk.complete("nothing") == UNKNOWN
        assert kiosk.release("nothing") == UNKNOWN

    def test_what_is_given_back_is_free_and_its_numbers_are_void(self, kiosk: Kiosk) -> None:
        order = check_in("o", NAMESAKE, seat="1B", bags=1)
        plate = done(kiosk.prepare(order)).bags[0].plate
        assert done(kiosk.release("o")).coupons == NAMESAKE.coupons
        assert done(kiosk.release("o")).bags == ()
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A"}
        assert kiosk.complete("o") == UNKNOWN
        assert kiosk.prepare(order) == CHANGED
        assert not kiosk.tag_printed(plate)
        again = done(kiosk.prepare(check_in("next", NAMESAKE, seat="1B", bags=1)))
        assert again.bags[0].plate != plate

    def test_what_is_complete_is_not_given_back(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B")))
        done(kiosk.complete("o"))
        assert kiosk.release("o") == CHANGED
        assert "1B" in kiosk.seats(TO_LISBON).taken

    def test_a_seat_is_held_for_ten_minutes_and_then_free(self, kiosk: Kiosk) -> None:
        plate = done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B", bags=1))).bags[0].plate
        kiosk.clock.utc_ms += HOLD_MS - 1
        assert kiosk.prepare(check_in("rival", TWICE_SOON, seat="1B")) == Refused(No.TAKEN, ("1B",))
        kiosk.clock.utc_ms += 1
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A"}
        done(kiosk.prepare(check_in("rival", TWICE_SOON, seat="1B")))
        assert not kiosk.tag_printed(plate)

    def test_who_paid_too_slowly_is_checked_in_while_their_seat_is_free(self, kiosk: Kiosk) -> None:
        before = done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B", bags=1)))
        kiosk.clock.utc_ms += 2 * HOLD_MS
        after = done(kiosk.complete("o"))
        assert (state_of(after), after.coupons[0].seat) == (CouponState.CHECKED_IN, "1B")
        assert len(after.bags) == 1
        kiosk.seats(TO_LISBON)
        assert kiosk.tag_printed(after.bags[0].plate)
        assert len(before.bags) == 1

    def test_who_paid_too_slowly_and_lost_the_seat_is_told_which(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B", bags=1)))
        kiosk.clock.utc_ms += HOLD_MS
        done(kiosk.prepare(check_in("rival", TWICE_SOON, seat="1B")))
        assert kiosk.complete("o") == Refused(No.TAKEN, ("1B",))
        assert state_of(found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking) is CouponState.OPEN
        done(kiosk.complete("rival"))

    def test_the_last_seats_go_to_the_first_and_the_next_is_told_there_is_none(self, kiosk: Kiosk) -> None:
        seats = []
        for booking in (SOLE, RIVAL):
            done(kiosk.prepare(check_in(booking.ref, booking)))
            seats.append(done(kiosk.complete(booking.ref)).coupons[0])
        assert {own.seat for own in seats} == {"1A", "1B"}
        assert [own.sequence for own in seats] == [1, 2]
        assert kiosk.prepare(check_in("o", THIRD)) == Refused(No.TAKEN)

    def test_numbers_of_a_flight_have_no_gap_where_orders_were_given_up(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("given up", SOLE)))
        done(kiosk.release("given up"))
        done(kiosk.prepare(check_in("o", FAMILY, "p1", "p2", "p4")))
        done(kiosk.prepare(check_in("next", TWICE_SOON)))
        assert [done(kiosk.complete("next")).coupons[0].sequence] == [1]
        assert sorted(own.sequence for own in done(kiosk.complete("o")).coupons) == [0, 2, 3, 4]
