"""Can I finish here? All reasons come together, worst first, each once; and nobody is stopped without one."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from kiosk.domain.blockers import Blocker, OnExpiry, Severity
from kiosk.domain.travel import blockers as codes
from kiosk.domain.travel.asking import BagWish
from kiosk.domain.travel.baggage import quote
from kiosk.domain.travel.booking import Booking, CouponState, Passenger, PassengerKind
from kiosk.domain.travel.eligibility import (
    Abilities,
    desk_of,
    is_stopped,
    of_quote,
    open_coupons,
    reasons,
)
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.domain.values import replace
from kiosk.phrases import phrase
from kiosk.services.departures.tables import travel_rules
from kiosk.words import SiteFormat, Words
from tests.unit.domain.travel.bookings import (
    ADULT,
    AMS,
    AT,
    CHILD,
    EIN,
    GRU,
    INFANT,
    JFK,
    LIS,
    OTHER,
    booking,
    flight,
    local,
    stated,
)

RULES = travel_rules()
EN = Words("en", SiteFormat())
HOME: dict[str, Any] = {"origin": AMS, "destination": EIN}  # within one country: no document is asked for


ALL_WELL = Abilities()


def codes_of(made: Booking, abilities: Abilities = ALL_WELL) -> list[str]:
    return [own.code for own in reasons(made, AT, abilities, RULES)]


FLIGHTS: list[tuple[str, Flight, list[str]]] = [
    ("as planned", flight(**HOME), []),
    ("opens later", flight(**HOME, opens=local(2)), [codes.CKIN_WINDOW_NOT_OPEN]),
    ("opens now", flight(**HOME, opens=local(0)), []),
    ("closes now", flight(**HOME, closes=local(0)), [codes.CKIN_CLOSED]),
    ("closed by hand", flight(**HOME, state=FlightState.CLOSED), [codes.CKIN_CLOSED]),
    ("cancelled", flight(**HOME, state=FlightState.CANCELLED), [codes.CKIN_CANCELLED]),
    ("cancelled and not open", flight(**HOME, state=FlightState.CANCELLED, opens=local(1)), [codes.CKIN_CANCELLED]),
    ("departed", flight(**HOME, state=FlightState.DEPARTED), [codes.CKIN_DEPARTED]),
    ("of yesterday", flight(**HOME, leaves_in_h=-24), [codes.CKIN_DEPARTED]),
    ("of another", flight(**HOME, is_here=False), [codes.CKIN_NOT_HERE]),
    ("of another, not open", flight(**HOME, is_here=False, opens=local(1)), [codes.CKIN_NOT_HERE]),
    ("delayed", flight(**HOME, state=FlightState.DELAYED, expects=local(4)), [codes.CKIN_DELAYED]),
    (
        "delayed and not open",
        flight(**HOME, state=FlightState.DELAYED, expects=local(4), opens=local(1)),
        [codes.CKIN_WINDOW_NOT_OPEN, codes.CKIN_DELAYED],
    ),
    ("planned to have left, but delayed", flight(**HOME, leaves_in_h=-0.5, closes=local(1), bags_until=local(1),
        expects=local(2)), [codes.CKIN_DELAYED]),
    ("leaves now", flight(**HOME, leaves_in_h=0), [codes.CKIN_DEPARTED]),
    ("bags are over", flight(**HOME, bags_until=local(0)), [codes.CKIN_BAGS_CLOSED]),
    ("bags are not over yet", flight(**HOME, bags_until=local(0.001)), []),
]  # fmt: skip


@pytest.mark.parametrize(("own", "expected"), [case[1:] for case in FLIGHTS], ids=[case[0] for case in FLIGHTS])
def test_what_a_flight_does_not_allow_is_told_before_anything_is_asked(own: Flight, expected: list[str]) -> None:
    assert codes_of(booking(flights=(own,))) == expected


def test_a_window_that_opens_later_says_when_and_in_how_long_and_ends_by_itself() -> None:
    (told,) = reasons(booking(flights=(flight(**HOME, opens=local(2, 60).shifted(10)),)), AT, Abilities(), RULES)
    assert told.deadline_utc_ms == local(2).shifted(10).utc_ms
    assert told.kind.on_expiry is OnExpiry.RESOLVE_BY_TIME
    assert phrase(told.words("what"), EN) == "Check-in for NB 1364 opens at 15:10."
    assert phrase(told.words("do"), EN) == "Come back in 2 hours and 10 minutes. You can print this time."


def test_a_minute_that_has_begun_counts_so_that_nobody_comes_back_too_early() -> None:
    (told,) = reasons(booking(flights=(flight(**HOME, opens=local(0.001)),)), AT, Abilities(), RULES)
    assert "Come back in 1 minute." in phrase(told.words("do"), EN)


def test_where_staff_are_is_said_also_when_the_airport_does_not_tell() -> None:
    assert desk_of(flight()) == "12-16"
    nowhere = desk_of(flight(desk=""))
    assert phrase(nowhere, EN) == "desk of the airline"


def test_who_is_checked_in_is_told_nothing_of_a_closed_window_but_of_what_the_flight_does() -> None:
    late = flight(**HOME, closes=local(0), bags_until=local(1), expects=local(3))
    made = stated(booking(flights=(late,)), CouponState.CHECKED_IN)
    assert codes_of(made) == [codes.CKIN_DELAYED]


def test_who_is_checked_in_early_is_told_nothing_of_a_window() -> None:
    made = booking(ADULT, CHILD, flights=(flight(**HOME, opens=local(1)),))
    assert codes_of(stated(made, CouponState.CHECKED_IN)) == []
    assert codes_of(stated(made, CouponState.CHECKED_IN, ("c1", 1))) == [codes.CKIN_WINDOW_NOT_OPEN]


def test_a_child_who_is_checked_in_is_told_nothing_of_being_alone() -> None:
    made = stated(booking(ALONE, flights=(flight(**HOME),)), CouponState.CHECKED_IN)
    assert codes_of(made) == []


def test_who_is_on_board_of_a_flight_that_has_not_left_is_told_so() -> None:
    made = stated(booking(flights=(flight(**HOME),)), CouponState.BOARDED)
    assert codes_of(made) == [codes.CKIN_BOARDED]


def test_of_a_journey_out_and_back_only_the_way_back_counts() -> None:
    out, back = flight(**HOME, leaves_in_h=-100), flight(EIN, AMS)
    made = booking(flights=(out, back))
    assert codes_of(stated(made, CouponState.BOARDED, ("p1", 1))) == []
    assert codes_of(made) == [codes.CKIN_DEPARTED]


def test_one_segment_that_cannot_be_checked_in_does_not_stop_the_other() -> None:
    made = booking(flights=(flight(**HOME), flight(EIN, AMS, leaves_in_h=5, is_here=False)))
    told = reasons(made, AT, Abilities(), RULES)
    assert [(own.code, own.subject) for own in told] == [(codes.CKIN_NOT_HERE, ("segment", "2"))]
    assert open_coupons(made, told) == (("p1", 1),)


MEDICAL = replace(ADULT, services=("WCHR", "MEDA", "STCR"))
ALONE = replace(CHILD, services=("UMNR",))
PEOPLE: list[tuple[str, Booking, list[tuple[str, tuple[str, str]]]]] = [
    ("a family", booking(ADULT, CHILD, INFANT, flights=(flight(**HOME),)), []),
    ("a child alone", booking(CHILD, flights=(flight(**HOME),)), [(codes.CKIN_CHILD_ALONE, ("coupon", "c1/1"))]),
    ("a child told of", booking(ALONE, flights=(flight(**HOME),)),
        [(codes.CKIN_CHILD_ALONE, ("passenger", "c1"))]),
    ("a child told of beside an adult", booking(ADULT, ALONE, flights=(flight(**HOME),)),
        [(codes.CKIN_CHILD_ALONE, ("passenger", "c1"))]),
    ("an infant of nobody", booking(OTHER, INFANT, flights=(flight(**HOME),)),
        [(codes.CKIN_INFANT_ALONE, ("coupon", "i1/1"))]),
    ("an infant of a child", booking(ADULT, CHILD, replace(INFANT, accompanies="c1"), flights=(flight(**HOME),)),
        [(codes.CKIN_INFANT_ALONE, ("coupon", "i1/1"))]),
    ("a wheelchair", booking(replace(ADULT, services=("WCHR",)), flights=(flight(**HOME),)), []),
    ("two services of staff are one reason", booking(MEDICAL, flights=(flight(**HOME),)),
        [(codes.CKIN_NEEDS_STAFF, ("passenger", "p1"))]),
    ("a service nobody knows", booking(replace(ADULT, services=("ZZZZ",)), flights=(flight(**HOME),)), []),
    ("boarded", stated(booking(ADULT, OTHER, flights=(flight(**HOME),)), CouponState.BOARDED, ("p1", 1)),
        [(codes.CKIN_BOARDED, ("coupon", "p1/1"))]),
    ("offloaded", stated(booking(ADULT, OTHER, flights=(flight(**HOME),)), CouponState.OFFLOADED, ("p1", 1)),
        [(codes.CKIN_OFFLOADED, ("coupon", "p1/1"))]),
    ("a child whose adult was offloaded",
        stated(booking(ADULT, CHILD, flights=(flight(**HOME),)), CouponState.OFFLOADED, ("p1", 1)),
        [(codes.CKIN_OFFLOADED, ("coupon", "p1/1")), (codes.CKIN_CHILD_ALONE, ("coupon", "c1/1"))]),
]  # fmt: skip


@pytest.mark.parametrize(("made", "expected"), [case[1:] for case in PEOPLE], ids=[case[0] for case in PEOPLE])
def test_what_stops_a_passenger_is_told_of_that_passenger(
    made: Booking, expected: list[tuple[str, tuple[str, str]]]
) -> None:
    assert [(own.code, own.subject) for own in reasons(made, AT, Abilities(), RULES)] == expected


def test_the_first_service_of_staff_is_named() -> None:
    (told,) = reasons(booking(MEDICAL, flights=(flight(**HOME),)), AT, Abilities(), RULES)
    assert phrase(told.words("what"), EN) == "You asked for this: medical help."


def test_one_who_cannot_go_does_not_stop_the_others_but_those_in_their_care() -> None:
    carer = replace(ADULT, services=("MEDA",))
    made = booking(carer, OTHER, CHILD, INFANT, flights=(flight(**HOME),))
    told = reasons(made, AT, Abilities(), RULES)
    assert open_coupons(made, told) == (("p2", 1), ("c1", 1))
    assert is_stopped(told, "p1", 1)
    assert not is_stopped(told, "i1", 1)


def test_an_infant_goes_with_the_adult_who_is_checked_in_already() -> None:
    made = stated(booking(ADULT, INFANT, flights=(flight(**HOME),)), CouponState.CHECKED_IN, ("p1", 1))
    assert open_coupons(made, ()) == (("i1", 1),)


def test_a_coupon_of_nobody_or_of_no_flight_stops_nobody() -> None:
    made = booking(flights=(flight(**HOME),))
    stray = replace(made, coupons=(*made.coupons, replace(made.coupons[0], passenger_id="x")))
    assert codes_of(stray) == []
    assert codes_of(replace(made, segments=())) == []


@pytest.mark.parametrize("can", list(product((True, False), repeat=4)))
def test_devices_that_are_away_are_told_and_never_stop_anybody(can: tuple[bool, bool, bool, bool]) -> None:
    told = reasons(booking(), AT, Abilities(*can), RULES)
    expected = {
        codes.DEV_PASS_PRINTER_AWAY: can[0],
        codes.DEV_TAG_PRINTER_AWAY: can[1],
        codes.DEV_BAG_SCALE_AWAY: can[2],
        codes.DEV_DOCUMENT_READER_AWAY: can[3],
    }
    away = {code for code, is_there in expected.items() if not is_there}
    assert {own.code for own in told} == away | {codes.CKIN_DOC_NEEDED}
    assert open_coupons(booking(), told) == (("p1", 1),)
    assert bool(codes.NO_BAGS & away) == (not can[1] or not can[2])


def test_who_cannot_go_is_not_told_of_devices_and_bags() -> None:
    none = Abilities(can_print_passes=False, can_print_tags=False, can_weigh=False, can_read_documents=False)
    gone = booking(flights=(flight(**HOME, state=FlightState.CANCELLED, bags_until=local(-1)),))
    assert codes_of(gone, none) == [codes.CKIN_CANCELLED]


def test_without_a_document_to_read_the_reader_does_not_matter() -> None:
    assert codes_of(booking(flights=(flight(**HOME),)), Abilities(can_read_documents=False)) == []


def test_bags_go_with_the_first_flight_that_can_be_checked_in() -> None:
    first = flight(**HOME, is_here=False, bags_until=local(-1))
    then = flight(EIN, AMS, leaves_in_h=5, bags_until=local(-1))
    made = booking(flights=(first, then))
    told = reasons(made, AT, Abilities(), RULES)
    assert [(own.code, own.subject) for own in told] == [
        (codes.CKIN_NOT_HERE, ("segment", "1")),
        (codes.CKIN_BAGS_CLOSED, ("segment", "2")),
    ]


def test_the_worst_comes_first_and_each_reason_once_with_an_id_of_its_own() -> None:
    made = booking(replace(ADULT, services=("MEDA",)), OTHER, flights=(flight(expects=local(4)),))
    told = reasons(made, AT, Abilities(can_print_passes=False), RULES)
    order = [Severity.STOP, Severity.HOLD, Severity.WARN, Severity.INFO]
    ranks = [order.index(own.kind.severity) for own in told]
    assert ranks == sorted(ranks)
    assert len({own.id for own in told}) == len(told)
    assert len({(own.code, own.subject) for own in told}) == len(told)


def test_bags_that_are_heavy_too_heavy_or_too_many_are_told_with_the_limit() -> None:
    prices = RULES.bag_prices["EUR"]
    wishes = tuple(BagWish("p1", weight) for weight in (32_001, 23_001, 23_000, 1, 1, 1))
    told = of_quote(quote(booking(), wishes, prices), prices, booking(), AT)
    assert [(own.code, own.subject) for own in told] == [
        (codes.CKIN_BAG_TOO_HEAVY, ("bag", "0")),
        (codes.CKIN_BAG_LIMIT, ("passenger", "p1")),
        (codes.CKIN_BAG_HEAVY, ("bag", "1")),
    ]
    said = [phrase(own.words("what"), EN) for own in told[:2]]
    assert said == ["Nobody may lift more than 32 kg.", "One traveller can check in 5 pieces of luggage."]
    assert of_quote(quote(booking(), (), prices), prices, replace(booking(), segments=()), AT) == ()


def everybody() -> list[Passenger]:
    kinds = [(ADULT, ""), (OTHER, ""), (CHILD, ""), (INFANT, "p1"), (replace(CHILD, id="c2"), "")]
    return [replace(who, accompanies=adult) for who, adult in kinds]


def test_no_device_and_no_state_leaves_a_traveller_without_a_next_step() -> None:
    """Generated passengers by device states: whoever is stopped is told why, and everybody else can go on."""
    flights = [case[1] for case in FLIGHTS]
    abroad = [replace(own, destination=destination) for own in flights[:1] for destination in (LIS, JFK, GRU)]
    for own, can, services in product(
        [*flights, *abroad], product((True, False), repeat=3), ((), ("MEDA",), ("UMNR",))
    ):
        people = [replace(who, services=services) if who.id == "p2" else who for who in everybody()]
        made = booking(*people, flights=(own,))
        told = reasons(made, AT, Abilities(can[0], can[1], can[2], can[0]), RULES)
        going = open_coupons(made, told)
        for key in (coupon.key for coupon in made.coupons):
            stopped = [own for own in told if is_about(own, key) and own.kind.severity is Severity.STOP]
            assert (key in going) != bool(stopped), (key, stopped)
        assert all(own.kind.next_actions and own.kind.resolvers for own in told)
        assert all(phrase(own.words(part), EN) for own in told for part in ("title", "what", "do", "staff"))


def is_about(blocker: Blocker, key: tuple[str, int]) -> bool:
    return blocker.subject in (("segment", str(key[1])), ("passenger", key[0]), ("coupon", f"{key[0]}/{key[1]}"))


def test_the_kinds_of_passengers_are_all_tried() -> None:
    assert {who.kind for who in everybody()} == set(PassengerKind)
    assert LIS.country != AMS.country
