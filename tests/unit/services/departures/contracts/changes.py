"""The contract of the port: seats, cancelled check-ins, and the printer's word."""

from __future__ import annotations

import pytest

from kiosk.domain.travel.asking import BagWish, No, Order, Refused, SeatWish
from kiosk.domain.travel.booking import BagState, CouponState, Proof
from kiosk.domain.values import replace
from tests.unit.services.departures.world import (
    ANA,
    FAMILY,
    LETTER,
    NAMESAKE,
    ON_TO_SP,
    PAID,
    SMALL,
    TO_LISBON,
    TWICE_SOON,
    Kiosk,
    check_in,
    done,
    found,
    state_of,
)

NOT_ALLOWED = Refused(No.NOT_ALLOWED)


class ChangeContract:
    """What changes do; a part of `DeparturesContract`."""

    # --- seats --------------------------------------------------------------------------------------------------------

    def test_the_airline_seats_a_party_in_one_row_and_keeps_some_seats_back(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", FAMILY, "p1", "p2", "p3", "p4", seat="1D")))
        after = done(kiosk.complete("o"))
        assert [own.seat for own in after.coupons] == ["1D", "1A", "1B", ""]
        names = [done(kiosk.prepare(check_in(own.ref, own))).coupons[0].seat for own in (NAMESAKE, TWICE_SOON, LETTER)]
        assert names == ["1C", "2B", "2C"]

    def test_who_has_a_seat_keeps_it(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", ANA)))
        assert done(kiosk.complete("o")).coupons[0].seat == "2A"
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A"}

    def test_through_check_in_takes_a_seat_and_a_number_on_each_flight(self, kiosk: Kiosk) -> None:
        order = Order("o", ANA.ref, 1, (("p1", 1), ("p1", 2)), bags=(BagWish("p1", 23_500, True),))
        done(kiosk.prepare(order))
        after = done(kiosk.complete("o"))
        assert [(own.seat, own.sequence) for own in after.coupons] == [("2A", 1), ("1A", 1)]
        assert [(own.until_n, own.is_heavy) for own in after.bags] == [(2, True)]
        assert kiosk.seats(ON_TO_SP).taken == {"1A", "4A"}

    def test_a_seat_is_changed_after_check_in_and_the_old_one_is_free(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", ANA)))
        done(kiosk.complete("o"))
        done(kiosk.prepare(Order("move", ANA.ref, 2, seats=(SeatWish("p1", 1, "4C"),))))
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A", "4C"}
        after = done(kiosk.complete("move"))
        assert (after.coupons[0].seat, after.coupons[0].sequence) == ("4C", 1)
        assert kiosk.seats(TO_LISBON).taken == {"3B", "4A", "4C"}

    def test_two_of_a_party_swap_their_seats(self, kiosk: Kiosk) -> None:
        wishes = (SeatWish("p1", 1, "1A"), SeatWish("p2", 1, "1B"))
        done(kiosk.prepare(replace(check_in("o", FAMILY, "p1", "p2"), seats=wishes)))
        done(kiosk.complete("o"))
        swapped = (SeatWish("p1", 1, "1B"), SeatWish("p2", 1, "1A"))
        done(kiosk.prepare(Order("swap", FAMILY.ref, 2, seats=swapped)))
        assert kiosk.prepare(check_in("rival", NAMESAKE, seat="1A")) == Refused(No.TAKEN, ("1A",))
        assert [own.seat for own in done(kiosk.complete("swap")).coupons] == ["1B", "1A", "", ""]
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A", "1A", "1B"}

    def test_a_seat_of_the_party_is_not_taken_from_who_stays_on_it(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", FAMILY, "p1", seat="1A")))
        done(kiosk.complete("o"))
        order = Order("take", FAMILY.ref, 2, (("p2", 1),), (SeatWish("p2", 1, "1A"),))
        assert kiosk.prepare(order) == Refused(No.TAKEN, ("1A",))

    def test_the_version_of_the_seats_grows_with_every_change(self, kiosk: Kiosk) -> None:
        versions = [kiosk.seats(TO_LISBON).version]
        done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B")))
        versions.append(kiosk.seats(TO_LISBON).version)
        done(kiosk.complete("o"))
        versions.append(kiosk.seats(TO_LISBON).version)
        assert versions == sorted(set(versions))

    # --- cancelling, proofs -------------------------------------------------------------------------------------------

    def test_a_cancelled_check_in_frees_the_seat_and_voids_the_bag(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE, seat="1B", bags=1)))
        plate = done(kiosk.complete("o")).bags[0].plate
        done(kiosk.prepare(Order("stop", NAMESAKE.ref, 2, cancels=(("p1", 1),))))
        after = done(kiosk.complete("stop"))
        assert (state_of(after), after.coupons[0].seat, after.coupons[0].sequence) == (CouponState.OPEN, "", 0)
        assert [own.state for own in after.bags] == [BagState.VOID]
        assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A"}
        assert not kiosk.tag_printed(plate)
        done(kiosk.prepare(check_in("again", NAMESAKE, seat="1B", version=3)))
        assert done(kiosk.complete("again")).coupons[0].sequence == 2

    def test_a_seat_that_was_paid_for_stays_with_who_paid_also_without_check_in(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", PAID)))
        done(kiosk.complete("o"))
        done(kiosk.prepare(Order("stop", PAID.ref, 2, cancels=(("p1", 1),))))
        after = done(kiosk.complete("stop"))
        assert (state_of(after), after.coupons[0].seat) == (CouponState.OPEN, "3B")
        assert kiosk.prepare(check_in("rival", NAMESAKE, seat="3B")) == Refused(No.TAKEN, ("3B",))

    def test_after_the_flight_has_closed_nothing_is_cancelled_moved_or_added(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE)))
        done(kiosk.complete("o"))
        kiosk.clock.utc_ms = TO_LISBON.bags_until.utc_ms
        assert kiosk.prepare(Order("bag", NAMESAKE.ref, 2, bags=(BagWish("p1", 9_000),))) == Refused(No.CLOSED)
        kiosk.clock.utc_ms = TO_LISBON.closes.utc_ms - 1
        done(kiosk.prepare(Order("move", NAMESAKE.ref, 2, seats=(SeatWish("p1", 1, "1D"),))))
        done(kiosk.release("move"))
        kiosk.clock.utc_ms += 1
        for order in (
            Order("late", NAMESAKE.ref, 2, cancels=(("p1", 1),)),
            Order("late", NAMESAKE.ref, 2, seats=(SeatWish("p1", 1, "1D"),)),
        ):
            assert kiosk.prepare(order) == Refused(No.CLOSED)

    def test_a_number_of_a_bag_that_is_not_taken_yet_is_not_replaced(self, kiosk: Kiosk) -> None:
        plate = done(kiosk.prepare(check_in("o", NAMESAKE, bags=1))).bags[0].plate
        assert kiosk.tag_failed(plate) == ""
        assert done(kiosk.complete("o")).bags[0].plate == plate

    def test_who_carries_an_infant_is_not_cancelled_without_it(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", FAMILY, "p2", "p4")))
        done(kiosk.complete("o"))
        assert kiosk.prepare(Order("stop", FAMILY.ref, 2, cancels=(("p2", 1),))) == NOT_ALLOWED
        done(kiosk.prepare(Order("both", FAMILY.ref, 2, cancels=(("p2", 1), ("p4", 1)))))
        done(kiosk.complete("both"))

    def test_how_a_document_is_known_is_kept_and_nothing_else_of_it(self, kiosk: Kiosk) -> None:
        order = replace(check_in("o", NAMESAKE), proofs=(("p1", Proof.SCANNED, "BRA"),))
        done(kiosk.prepare(order))
        person = done(kiosk.complete("o")).passenger("p1")
        assert person is not None
        assert (person.proof, person.document_country) == (Proof.SCANNED, "BRA")

    def test_an_address_is_one_travellers_and_a_contact_is_the_bookings(self, kiosk: Kiosk) -> None:
        details = (("p1", "address", "Cloud 9"), ("p1", "contact", "+31 20 0000000"))
        done(kiosk.prepare(replace(check_in("o", FAMILY, "p1"), details=details)))
        after = done(kiosk.complete("o"))
        assert [own.has_address for own in after.passengers] == [True, False, False, False]
        assert after.has_contact

    # --- the printer's word -------------------------------------------------------------------------------------------

    def test_a_tag_is_active_by_the_printers_word_and_stays_so(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE, bags=1)))
        plate = done(kiosk.complete("o")).bags[0].plate
        assert kiosk.tag_printed(plate)
        assert kiosk.tag_printed(plate)
        assert kiosk.tag_failed(plate) == plate
        kept = found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking
        assert [(own.plate, own.state) for own in kept.bags] == [(plate, BagState.ACTIVE)]
        assert kept.version == 2

    def test_a_tag_that_may_exist_is_void_and_the_bag_gets_another_number(self, kiosk: Kiosk) -> None:
        done(kiosk.prepare(check_in("o", NAMESAKE, bags=2)))
        first, second = (own.plate for own in done(kiosk.complete("o")).bags)
        instead = kiosk.tag_failed(first)
        assert len({first, second, instead}) == 3
        assert kiosk.tag_failed(first) == instead
        assert not kiosk.tag_printed(first)
        assert kiosk.tag_printed(instead)
        kept = found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking
        assert [(own.plate, own.state) for own in kept.bags] == [
            (instead, BagState.ACTIVE), (second, BagState.RESERVED),
        ]  # fmt: skip

    @pytest.mark.parametrize("plate", ["", "0989000001", "0000000000", "nonsense"])
    def test_a_number_nobody_gave_out_is_no_bag(self, kiosk: Kiosk, plate: str) -> None:
        assert not kiosk.tag_printed(plate)
        assert kiosk.tag_failed(plate) == ""

    def test_a_number_that_is_only_reserved_is_no_tag(self, kiosk: Kiosk) -> None:
        plate = done(kiosk.prepare(check_in("o", NAMESAKE, bags=1))).bags[0].plate
        assert not kiosk.tag_printed(plate)
        assert done(kiosk.complete("o")).bags[0].plate == plate

    def test_passes_are_counted_for_who_is_checked_in(self, kiosk: Kiosk) -> None:
        assert not kiosk.pass_printed(NAMESAKE.ref, "p1")
        done(kiosk.prepare(check_in("o", NAMESAKE)))
        done(kiosk.complete("o"))
        assert kiosk.pass_printed(NAMESAKE.ref, "p1")
        assert kiosk.pass_printed(NAMESAKE.ref, "p1")
        assert not kiosk.pass_printed(NAMESAKE.ref, "p2")
        assert not kiosk.pass_printed("ZZZZZZ", "p1")
        kept = found(kiosk.find(ref=NAMESAKE.ref, surname="SILVA")).booking
        assert (kept.coupons[0].passes, kept.version) == (2, 2)

    def test_nothing_is_left_on_a_small_flight_where_nothing_was_done(self, kiosk: Kiosk) -> None:
        assert kiosk.seats(SMALL).taken == frozenset()
