"""The demo airport: enough of everything, the same every time, and nothing in it that contradicts itself."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.domain.travel.asking import Done, Facts, Found
from kiosk.domain.travel.booking import BagState, Booking, Concept, CouponState, PassengerKind
from kiosk.domain.travel.flight import FlightState
from kiosk.domain.travel.letters import plain_letters
from kiosk.services.departures.demo import demo_contents
from kiosk.services.departures.demo.cast import LONGEST
from kiosk.services.departures.demo.names import names
from kiosk.services.departures.demo.opening import open_demo
from kiosk.services.departures.embedded.filling import fill
from kiosk.services.departures.embedded.opening import open_engine
from kiosk.services.departures.ledger import Contents
from kiosk.services.departures.tables import travel_rules
from tests.unit.services.departures.world import CONTENTS, NAMESAKE, NOW, check_in

LAYOUTS = travel_rules().layouts
HOUR = 3_600_000
MOMENTS = [
    NOW,
    *(int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000
      for text in ("2026-03-28T22:17", "2026-10-24T23:01", "2026-12-31T22:58", "2028-02-28T23:30")),
]  # fmt: skip
DOC = Path(__file__).resolve().parents[4] / "docs" / "reference" / "demo-airport.md"


@pytest.fixture(scope="module", params=MOMENTS)
def contents(request: pytest.FixtureRequest) -> Contents:
    return demo_contents(LAYOUTS, request.param)


def test_the_same_five_minutes_give_the_same_airport_and_the_next_another() -> None:
    assert demo_contents(LAYOUTS, NOW + 299_999) == demo_contents(LAYOUTS, NOW)
    assert demo_contents(LAYOUTS, NOW + 300_000) != demo_contents(LAYOUTS, NOW)
    assert demo_contents(LAYOUTS, NOW, seed=2) != demo_contents(LAYOUTS, NOW)


def test_there_are_forty_flights_and_six_hundred_travellers_of_all_kinds(contents: Contents) -> None:
    people = [own for booking in contents.bookings for own in booking.passengers]
    assert len(contents.flights) >= 40
    assert len(people) >= 600
    assert {own.state for own in contents.flights} == set(FlightState)
    assert {own.kind for own in people} == set(PassengerKind)
    assert {own.allowance.concept for own in people} == set(Concept)
    services = Counter(code for own in people for code in own.services)
    assert {"WCHR", "BLND", "DEAF", "UMNR", "MEDA"} <= set(services)
    assert {0, 1, 2} <= {own.allowance.pieces for own in people}
    assert any(len(own.segments) > 1 and not own.segments[-1].flight.is_here for own in contents.bookings)
    assert sum(coupon.state is CouponState.CHECKED_IN for own in contents.bookings for coupon in own.coupons) > 30
    assert max(len(own.passengers) for own in contents.bookings) >= 6


def test_some_flights_are_open_some_not_yet_and_some_no_more() -> None:
    flights = demo_contents(LAYOUTS, NOW).flights
    here = [own for own in flights if own.is_here]
    assert sum(own.opens.utc_ms > NOW for own in here) >= 5
    assert sum(own.closes.utc_ms <= NOW for own in here) >= 3
    assert sum(own.opens.utc_ms <= NOW < own.closes.utc_ms for own in here) >= 30
    assert any(not own.is_here for own in flights)


def test_references_flights_tickets_and_bag_numbers_are_each_there_once(contents: Contents) -> None:
    refs = [own.ref for own in contents.bookings]
    tickets = [(c.ticket, c.segment_n) for own in contents.bookings for c in own.coupons]
    plates = [bag.plate for own in contents.bookings for bag in own.bags]
    for unique in (refs, [own.id for own in contents.flights], tickets, plates):
        assert len(set(unique)) == len(unique)
    assert all(len(ref) == 6 and ref.isalnum() and ref == ref.upper() for ref in refs)
    assert all(len(ticket) == 13 for ticket, _ in tickets)


def test_everybody_sits_on_a_seat_of_their_own_that_the_cabin_has(contents: Contents) -> None:
    seats = [
        (own.segments[coupon.segment_n - 1].flight.id, coupon.seat)
        for own in contents.bookings
        for coupon in own.coupons
        if coupon.seat
    ]
    assert len(set(seats)) == len(seats) > 200
    for flight_id, seat in seats:
        seating = contents.seatings[flight_id]
        assert seat in seating.seats
        assert seat not in seating.given | seating.blocked


def test_sequence_numbers_of_a_flight_begin_at_one_without_a_gap(contents: Contents) -> None:
    numbers: dict[str, list[int]] = {}
    for own in contents.bookings:
        for coupon in own.coupons:
            assert (coupon.sequence > 0) == (coupon.state is not CouponState.OPEN)
            if coupon.sequence:
                numbers.setdefault(own.segments[coupon.segment_n - 1].flight.id, []).append(coupon.sequence)
    assert numbers
    assert all(sorted(own) == list(range(1, len(own) + 1)) for own in numbers.values())


def test_every_infant_is_with_a_grown_up_of_its_booking(contents: Contents) -> None:
    infants = [
        (own, one) for own in contents.bookings for one in own.passengers if one.kind is PassengerKind.INFANT
    ]  # fmt: skip
    assert len(infants) > 20
    for booking, infant in infants:
        adult = booking.passenger(infant.accompanies)
        assert adult is not None
        assert adult.kind is PassengerKind.ADULT
        assert not any(coupon.seat for coupon in booking.coupons_of(infant.id))


def test_whoever_changes_planes_has_the_time_for_it(contents: Contents) -> None:
    ways = [own.segments for own in contents.bookings if len(own.segments) > 1]
    assert len(ways) > 5
    for segments in ways:
        for before, after in pairwise(segments):
            assert before.flight.destination == after.flight.origin
            assert after.flight.departs.utc_ms - before.flight.arrives.utc_ms >= 60 * 60_000


def test_hours_of_a_flight_come_in_their_order_and_arrive_in_zones_of_their_own(contents: Contents) -> None:
    for own in contents.flights:
        times = [own.opens, own.bags_until, own.closes, own.leaves]
        assert own.departs.utc_ms < own.arrives.utc_ms
        assert [one.utc_ms for one in times] == sorted(one.utc_ms for one in times)
        assert own.layout in LAYOUTS
    assert len({own.arrives.offset_min for own in contents.flights}) > 8


def test_names_are_hard_enough() -> None:
    given, surnames = names()
    people = [own for booking in demo_contents(LAYOUTS, NOW).bookings for own in booking.passengers]
    assert len(LONGEST) == 64
    assert {min(map(len, given)), min(map(len, surnames)), len(max((own.surname for own in people), key=len))} == {
        1,
        64,
    }
    assert any("'" in own for own in surnames)
    assert sum(not own.isascii() for own in (*given, *surnames)) > 30
    assert all(plain_letters(own) for own in (*given, *surnames))


# --- the cast, as the reference lists it ------------------------------------------------------------------------------


def _cast() -> dict[str, Booking]:
    return {own.ref: own for own in demo_contents(LAYOUTS, NOW).bookings if any(one in own.ref for one in "AEIOU01")}


def test_the_reference_lists_the_cast_and_nobody_else() -> None:
    rows = [line.split("|")[1:4] for line in DOC.read_text("utf-8").splitlines() if line.startswith("| `")]
    listed = {ref.strip(" `"): name.strip() for ref, name, _ in rows}
    assert listed == {ref: own.passengers[0].name for ref, own in _cast().items()}


def test_everybody_of_the_cast_is_found_by_reference_and_surname(tmp_path: Path) -> None:
    system = open_demo(tmp_path, LAYOUTS, lambda: NOW)
    with asyncio.Runner() as runner:
        for ref, own in _cast().items():
            surname = plain_letters(own.passengers[0].surname)[:64]
            answer = runner.run(system.find(Facts(ref=ref, surname=surname)))
            assert isinstance(answer, Found), ref
            assert answer.booking.ref == ref
    system.close()


def test_the_demo_airport_is_never_made_over_the_flights_of_a_site(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    fill(engine, CONTENTS, NOW)
    engine.dispose()
    system = open_demo(tmp_path, LAYOUTS, lambda: NOW + 30 * 24 * HOUR)
    with asyncio.Runner() as runner:
        answer = runner.run(system.find(Facts(ref=NAMESAKE.ref, surname="SILVA")))
        assert isinstance(answer, Found)
        assert len(runner.run(system.board("2026-11-21"))) == 7
    system.close()


def test_the_airport_stays_while_its_cast_can_check_in_and_is_made_anew_after(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        system = open_demo(tmp_path, LAYOUTS, lambda: NOW)
        hand = _cast()["HAND01"]
        assert isinstance(runner.run(system.prepare(check_in("o", hand, bags=1))), Done)
        system.close()
        system = open_demo(tmp_path, LAYOUTS, lambda: NOW + HOUR)
        done = runner.run(system.complete("o"))
        assert isinstance(done, Done)
        first = done.booking.bags[0].plate
        system.close()
        system = open_demo(tmp_path, LAYOUTS, lambda: NOW + 2 * HOUR)
        anew = runner.run(system.prepare(check_in("p", hand, bags=1)))
        assert isinstance(anew, Done)
        assert anew.booking.bags[0].plate != first
        assert [own.state for own in anew.booking.bags] == [BagState.RESERVED]
        system.close()
