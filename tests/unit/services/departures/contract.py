"""The contract of the departures port: what any system behind it must do, told to it through the port alone.

An adapter to a foreign system subclasses `DeparturesContract` in a test module of its own and says how it is made:

    class TestOurHost(DeparturesContract):
        @contextmanager
        def make(self, folder, contents, now_utc_ms):
            ...  # bring `contents` into the host's test system
            yield OurDepartures(...)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kiosk.domain.travel.asking import BagWish, Done, Fact, Found, Miss, Missed, No, Order, Refused, SeatWish, Unsure
from kiosk.domain.travel.booking import BagState, Booking, CouponState, Proof
from kiosk.domain.travel.departures import HOLD_MS, Departures
from kiosk.domain.values import replace
from kiosk.services.departures.ledger import Contents
from tests.unit.services.departures.world import (
    ANA,
    CONTENTS,
    EARLY,
    ELSEWHERE,
    FAMILY,
    GROUNDED,
    LATE,
    LETTER,
    NAMESAKE,
    NO_BAGS,
    ON_TO_SP,
    RIVAL,
    SMALL,
    SOLE,
    THIRD,
    TO_LISBON,
    TWICE_NEXT,
    TWICE_SOON,
    Clock,
    Kiosk,
    check_in,
    state_of,
)

NOT_FOUND = Missed(Miss.NOT_FOUND)
UNKNOWN = Refused(No.UNKNOWN)
CHANGED = Refused(No.CHANGED)
NOT_ALLOWED = Refused(No.NOT_ALLOWED)


def done(outcome: object) -> Booking:
    assert isinstance(outcome, Done), outcome
    return outcome.booking


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


class DeparturesContract:
    """What any departures system does; each test begins with `CONTENTS` and nothing else."""

    def make(
        self, folder: Path, contents: Contents, now_utc_ms: Callable[[], int]
    ) -> AbstractContextManager[Departures]:
        """Return an opened system that holds `contents`."""
        raise NotImplementedError

    @pytest.fixture
    def kiosk(self, tmp_path: Path) -> Iterator[Kiosk]:
        clock = Clock()
        with self.make(tmp_path, CONTENTS, clock) as departures, asyncio.Runner() as runner:
            yield Kiosk(departures, runner, clock)

    # --- finding: what is refused and asked ---------------------------------------------------------------------------

    @pytest.mark.parametrize(
        "facts",
        [
            {},
            {"surname": "SILVA"},
            {"ref": "ana001", "surname": "SILVA"},
            {"ref": "ANA0011", "surname": "SILVA"},
            {"ref": "ANA%01", "surname": "SILVA"},
            {"ref": "ANA001", "surname": "SIL_A"},
            {"ref": "ANA001", "surname": "A" * 65},
            {"ticket": "989240000001", "surname": "SILVA"},
            {"card": "NB", "surname": "SILVA"},
            {"birth_date": "1990-02-30", "surname": "SILVA", "given_names": "RUI"},
            {"birth_date": "19900401", "surname": "SILVA", "given_names": "RUI"},
            {"flight": "NB101", "date": "2026-11-21", "surname": "SILVA"},
        ],
    )
    def test_what_has_not_the_shape_of_a_fact_is_not_looked_up(self, kiosk: Kiosk, facts: dict[str, str]) -> None:
        assert kiosk.find(**facts) == Missed(Miss.SHAPE)

    @pytest.mark.parametrize("facts", [{"ref": "ANA001"}, {"ref": "ZZZZZZ"}, {"ticket": "9892400000011"},
                                       {"card": "NB700100200"}, {"card": "NB999999999"}])  # fmt: skip
    def test_what_is_printed_on_one_paper_opens_nothing_without_a_name(
        self, kiosk: Kiosk, facts: dict[str, str]
    ) -> None:
        assert kiosk.find(**facts) == Unsure(Fact.SURNAME)

    @pytest.mark.parametrize(
        "facts",
        [
            {"ref": "ANA001", "surname": "SILVA"},
            {"ref": "ZZZZZZ", "surname": "MUELLER NUNEZ"},
            {"ref": "ANA001", "surname": "MUELLER"},
            {"ref": "ANA001", "surname": "MUELLER NUNEZ", "birth_date": "1991-04-01", "given_names": "ANA"},
            {"ticket": "9892400000011", "surname": "SILVA"},
            {"card": "NB700100200", "surname": "SILVA"},
            {"surname": "SILVA", "given_names": "ANA", "birth_date": "1990-04-01"},
            {"surname": "OKAFOR", "given_names": "IKE", "birth_date": "1970-07-08"},
            {"surname": "OKAFOR", "given_names": "OBI", "birth_date": "1970-07-07"},
            {"surname": "SILVA", "given_names": "RUI", "flight": "NB102", "date": "2026-11-21"},
        ],
    )
    def test_one_wrong_fact_and_the_answer_is_that_of_nobody(self, kiosk: Kiosk, facts: dict[str, str]) -> None:
        assert kiosk.find(**facts) == NOT_FOUND

    def test_a_namesake_with_a_passport_does_not_open_a_booking_without_birth_dates(self, kiosk: Kiosk) -> None:
        facts = {"surname": "SILVA", "given_names": "RUI MANUEL", "birth_date": "1999-01-01"}
        assert kiosk.find(**facts) == Unsure(Fact.REFERENCE)
        assert found(kiosk.find(**facts, ref="NAM005")).passenger_id == "p1"

    def test_a_pass_that_was_cut_short_needs_one_fact_more(self, kiosk: Kiosk) -> None:
        facts = {"ref": "ANA001", "surname": "MUELLER NUNEZ", "flight": "NB0101", "date": "2026-11-21"}
        assert kiosk.find(**facts, is_truncated=True) == Unsure(Fact.SURNAME)
        assert found(kiosk.find(**facts)).booking.ref == "ANA001"

    def test_who_has_two_bookings_is_asked_for_the_day(self, kiosk: Kiosk) -> None:
        facts = {"surname": "OKAFOR", "given_names": "IKE", "birth_date": "1970-07-07"}
        assert kiosk.find(**facts) == Unsure(Fact.DATE)
        assert found(kiosk.find(**facts, date="2026-11-21")).booking == replace(
            TWICE_SOON, segments=found(kiosk.find(ref="TWO003", surname="OKAFOR")).booking.segments
        )
        assert found(kiosk.find(**facts, date="2026-11-22")).booking.ref == TWICE_NEXT.ref

    # --- finding: what is found ---------------------------------------------------------------------------------------

    @pytest.mark.parametrize(
        "facts",
        [
            {"ref": "ANA001", "surname": "MUELLER NUNEZ"},
            {"ref": "ANA001", "surname": "MULLERNUNEZ"},
            {"ticket": "9892400000011", "surname": "MUELLER NUNEZ"},
            {"card": "NB700100200", "surname": "MUELLER NUNEZ"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANA ROSA", "birth_date": "1990-04-01"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANA", "birth_date": "1990-04-01", "destination": "GRU"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANAMRS", "flight": "NB0101", "date": "2026-11-21"},
            {"surname": "MUELLER NUNEZ", "given_names": "ANA", "flight": "NB101", "date": "2026-11-21"},
        ],
    )
    def test_every_way_to_name_a_booking_exactly_finds_it(self, kiosk: Kiosk, facts: dict[str, str]) -> None:
        answer = found(kiosk.find(**facts))
        assert (answer.booking.ref, answer.passenger_id, answer.booking.version) == ("ANA001", "p1", 1)
        assert answer.booking.passengers == ANA.passengers
        assert answer.booking.coupons == ANA.coupons
        assert [own.flight.name for own in answer.booking.segments] == ["NB 101", "NB 102"]

    def test_a_name_of_one_letter_is_a_name(self, kiosk: Kiosk) -> None:
        assert found(kiosk.find(ref=LETTER.ref, surname="O")).passenger_id == "p1"
        assert found(kiosk.find(surname="O", given_names="A", birth_date="2001-01-01")).booking.ref == LETTER.ref
        assert kiosk.find(surname="O", given_names="ANA", birth_date="2001-01-01") == NOT_FOUND

    def test_a_document_names_the_traveller_within_the_family(self, kiosk: Kiosk) -> None:
        answer = found(kiosk.find(surname="DE VRIES", given_names="BO", birth_date="2026-01-02"))
        assert (answer.booking.ref, answer.passenger_id) == ("FAM002", "p4")
        assert found(kiosk.find(ref="FAM002", surname="DEVRIES")).passenger_id == ""

    def test_an_old_pass_still_finds_who_was_rebooked(self, kiosk: Kiosk) -> None:
        answer = kiosk.find(ref="ANA001", surname="MUELLER NUNEZ", flight="NB0999", date="2026-11-20")
        assert found(answer).booking.ref == "ANA001"

    # --- seats and the board ------------------------------------------------------------------------------------------

    def test_nobody_knows_the_seats_of_a_flight_that_is_not_there(self, kiosk: Kiosk) -> None:
        assert kiosk.runner.run(kiosk.departures.seats("NB0999/2026-11-21/AMS")) is None

    def test_the_seats_of_a_flight_are_told_without_who_has_them(self, kiosk: Kiosk) -> None:
        seats = kiosk.seats(TO_LISBON)
        assert (seats.layout, set(seats.taken), set(seats.blocked)) == ("small", {"2A", "4A"}, {"5D"})

    def test_the_board_shows_the_flights_of_a_date_by_time(self, kiosk: Kiosk) -> None:
        board = kiosk.board("2026-11-21")
        assert [own.number for own in board] == ["0104", "0105", "0101", "0106", "0107", "0108", "0102"]
        assert [own.number for own in kiosk.board("2026-11-22")] == ["0103"]
        assert kiosk.board("2026-11-23") == ()

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
            (Order("o", NAMESAKE.ref, 1, (("p1", 1),), proofs=(("p1", "SEEN", "NLD"),)), NOT_ALLOWED),
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
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A"}
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
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A", "1B"}
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
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A"}
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
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A"}
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
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A"}

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
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A", "4C"}
        after = done(kiosk.complete("move"))
        assert (after.coupons[0].seat, after.coupons[0].sequence) == ("4C", 1)
        assert kiosk.seats(TO_LISBON).taken == {"4A", "4C"}

    def test_two_of_a_party_swap_their_seats(self, kiosk: Kiosk) -> None:
        wishes = (SeatWish("p1", 1, "1A"), SeatWish("p2", 1, "1B"))
        done(kiosk.prepare(replace(check_in("o", FAMILY, "p1", "p2"), seats=wishes)))
        done(kiosk.complete("o"))
        swapped = (SeatWish("p1", 1, "1B"), SeatWish("p2", 1, "1A"))
        done(kiosk.prepare(Order("swap", FAMILY.ref, 2, seats=swapped)))
        assert kiosk.prepare(check_in("rival", NAMESAKE, seat="1A")) == Refused(No.TAKEN, ("1A",))
        assert [own.seat for own in done(kiosk.complete("swap")).coupons] == ["1B", "1A", "", ""]
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A", "1A", "1B"}

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
        assert kiosk.seats(TO_LISBON).taken == {"2A", "4A"}
        assert not kiosk.tag_printed(plate)
        done(kiosk.prepare(check_in("again", NAMESAKE, seat="1B", version=3)))
        assert done(kiosk.complete("again")).coupons[0].sequence == 2

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
