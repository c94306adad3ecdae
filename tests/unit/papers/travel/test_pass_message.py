"""The barcode's message: read back by the parser, signed, and made of any name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.travel.booking import Allowance, Bag, BagState, Concept, CouponState, Passenger, PassengerKind, Proof
from kiosk.formats.bcbp import BoardingPassMessage, parse
from kiosk.papers.boarding.message import NoPass, bags_of, leaves, message_of, name_of, seat_field
from kiosk.services.pass_key import is_genuine
from tests.unit.papers.travel.travellers import ADULT, INFANT, KEY, NOW_MS, bag, booking


def scanned(own: str) -> BoardingPassMessage:
    """Read a message; what we write has no deviation."""
    found = parse(own)
    assert found.deviations == ()
    return found


def message(*, signed: bool = True, **changes: object) -> str:
    return message_of(booking(**changes), "p1", 1, NOW_MS, KEY if signed else None)  # type: ignore[arg-type] # passed on


def test_who_is_not_checked_in_gets_no_pass() -> None:
    own = booking(2)
    opened = own.with_coupon(replace(own.coupons[0], state=CouponState.OPEN))
    for segment_n in (1, 3):
        with pytest.raises(NoPass, match="not checked in"):
            message_of(opened, "p1", segment_n, NOW_MS, KEY)
    with pytest.raises(NoPass, match="no such passenger"):
        message_of(own, "p9", 1, NOW_MS, KEY)


def test_a_refusal_names_nobody() -> None:
    own = booking().with_coupon(replace(booking().coupons[0], state=CouponState.OFFLOADED))
    with pytest.raises(NoPass) as told:
        message_of(own, "p1", 1, NOW_MS, KEY)
    assert ADULT.surname not in str(told.value)


def test_the_fields_stand_where_the_standard_has_them() -> None:
    found = scanned(message())
    leg = found.legs[0]
    assert (found.name, found.version, found.is_electronic) == ("VOORBEELD/ANA LUISA", 6, True)
    assert (leg.pnr, leg.origin, leg.destination, leg.carrier, leg.flight) == ("K7XQ2M", "AMS", "LIS", "NB", "1361")
    assert (leg.day_of_year, leg.cabin, leg.seat, leg.sequence, leg.status) == (325, "Y", "014C", "0041", "1")
    own = leg.conditional
    assert (own.airline, own.document_number, own.document_verification) == ("999", "1234567890", "2")
    assert (own.frequent_flyer_airline, own.frequent_flyer_number) == ("NB", "7001234567")
    assert own.baggage_allowance == "2PC"
    once = found.unique
    assert (once.check_in_source, once.issue_source, once.issue_date) == ("K", "K", "6325")
    assert (once.issuer, once.document_type, once.bag_tags) == ("NB", "B", ())


def test_a_pass_is_issued_on_the_day_of_the_airports_calendar() -> None:
    late = int(datetime(2026, 12, 31, 23, 30, tzinfo=UTC).timestamp() * 1000)  # 00:30 of the new year in Amsterdam
    assert scanned(message_of(booking(), "p1", 1, late, KEY)).unique.issue_date == "7001"


@pytest.mark.parametrize(
    ("passenger", "services", "infants", "description"),
    [
        (PassengerKind.ADULT, (), (), "0"),
        (PassengerKind.ADULT, (), (INFANT,), "6"),
        (PassengerKind.CHILD, (), (), "3"),
        (PassengerKind.CHILD, ("UMNR",), (), "7"),
        (PassengerKind.INFANT, (), (), "4"),
    ],
)
def test_the_passenger_is_described(
    passenger: PassengerKind, services: tuple[str, ...], infants: tuple[Passenger, ...], description: str
) -> None:
    own = replace(ADULT, kind=passenger, services=services)
    found = scanned(message_of(booking(passengers=(own, *infants)), "p1", 1, NOW_MS, KEY))
    assert found.unique.passenger_description == description
    assert found.legs[0].seat == ("INF" if passenger is PassengerKind.INFANT else "014C")


def test_a_seat_that_is_given_at_the_gate_says_so() -> None:
    assert scanned(message(seat="")).legs[0].seat == "GATE"
    assert seat_field(ADULT, "7A") == "007A"


@pytest.mark.parametrize(("proof", "told"), [(Proof.NONE, "0"), (Proof.TYPED, "1"), (Proof.SCANNED, "2")])
def test_how_the_document_is_known_is_told(proof: Proof, told: str) -> None:
    found = scanned(message(passengers=(replace(ADULT, proof=proof),)))
    assert found.legs[0].conditional.document_verification == told


def test_an_allowance_by_weight_and_a_ticket_that_is_not_known() -> None:
    own = replace(ADULT, allowance=Allowance(Concept.WEIGHT, 0, 30_000), frequent_flyer="")
    given_booking = booking(passengers=(own,))
    given_booking = given_booking.with_coupon(replace(given_booking.coupons[0], ticket="", sequence=0))
    leg = scanned(message_of(given_booking, "p1", 1, NOW_MS, KEY)).legs[0]
    assert (leg.conditional.baggage_allowance, leg.conditional.airline) == ("30K", "999")
    assert (leg.conditional.document_number, leg.sequence, leg.conditional.frequent_flyer_number) == ("", "", "")


@pytest.mark.parametrize(
    ("card", "airline", "number"),
    [("nb 700-123", "NB", "700123"), ("NB" + "9" * 40, "NB", "9" * 16), ("Ñ", "", ""), ("^1", "1", "")],
)
def test_a_card_in_any_shape_costs_nobody_the_pass(card: str, airline: str, number: str) -> None:
    own = scanned(message(passengers=(replace(ADULT, frequent_flyer=card),))).legs[0].conditional
    assert (own.frequent_flyer_airline, own.frequent_flyer_number) == (airline, number)


# --- several legs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("legs", [1, 2, 3, 4])
def test_each_pass_begins_with_its_own_leg_and_goes_on_with_the_connections(legs: int) -> None:
    own = booking(legs)
    for segment_n in range(1, legs + 1):
        found = scanned(message_of(own, "p1", segment_n, NOW_MS, KEY))
        assert [leg.flight for leg in found.legs] == [f"{1360 + n}" for n in range(segment_n, legs + 1)]


def test_a_flight_a_day_later_is_no_connection() -> None:
    own = booking(2)
    later = own.segments[1].flight
    moved = replace(later, departs=later.departs.shifted(25 * 60))
    apart = replace(own, segments=(own.segments[0], replace(own.segments[1], flight=moved)))
    assert len(leaves(apart, "p1", 1)) == 1
    assert len(leaves(own, "p1", 1)) == 2


def test_a_leg_that_is_not_checked_in_ends_the_message() -> None:
    own = booking(3)
    assert len(leaves(own.with_coupon(replace(own.coupons[1], state=CouponState.OPEN)), "p1", 1)) == 1


# --- bags -------------------------------------------------------------------------------------------------------------


def test_bags_stand_as_runs_of_their_plates_and_void_ones_do_not() -> None:
    bags = (bag(7), bag(5), bag(6), bag(100), replace(bag(8), state=BagState.VOID), bag(200), bag(999))
    found = scanned(message(bags=bags))
    assert [str(run) for run in found.unique.bag_tags] == ["0999000005003", "0999000100001", "0999000200001"]
    assert found.legs[0].status == "3"


def test_bags_of_others_and_of_legs_before_do_not_stand_there() -> None:
    other = Bag("p3", "0999000001", 10_000, 1)
    assert bags_of(booking(2, bags=(other, bag(2, until_n=1))), "p1", 2) == ()


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surname", "given_names", "printed"),
    [
        ("Ó", "", "O"),
        ("王", "", "X"),
        ("O'Brien-Núñez", "Zoë", "OBRIEN NUNEZ/ZOE"),
        ("A" * 64, "Bo", "A" * 18 + "/B"),
        ("A" * 64, "", "A" * 20),
        ("Müller", "Jürgen Großmann", "MUELLER/JUERGEN GROS"),
        ("Li", "X", "LI/X"),
    ],
)
def test_a_name_is_written_in_at_most_20_plain_letters(surname: str, given_names: str, printed: str) -> None:
    own = replace(ADULT, surname=surname, given_names=given_names)
    assert name_of(own) == printed
    assert scanned(message(passengers=(own,))).name == printed


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "M", "P", "Zs")), min_size=0, max_size=64)


@settings(max_examples=150, deadline=None)
@given(surname=NAMES, given_names=NAMES, legs=st.integers(1, 4), count=st.integers(0, 5))
def test_any_name_makes_a_message_that_reads_back(surname: str, given_names: str, legs: int, count: int) -> None:
    own = booking(
        legs, (replace(ADULT, surname=surname, given_names=given_names),), tuple(map(bag, range(9, 9 + count)))
    )
    text = message_of(own, "p1", 1, NOW_MS, KEY)
    found = scanned(text)
    assert text.isascii()
    assert len(found.legs) == legs
    assert found.name == name_of(own.passengers[0])
    assert is_genuine(text, KEY.public_text)


# --- the proof --------------------------------------------------------------------------------------------------------


def test_the_proof_covers_everything_before_it_and_is_the_same_when_printed_again() -> None:
    text = message()
    bare, _, field = text.partition("^")
    assert bare == message(signed=False)
    assert field[:3] in ("160", "15C")
    assert message() == text
    assert is_genuine(text, KEY.public_text)
    assert not is_genuine(text.replace("VOORBEELD", "VOORBEEL "), KEY.public_text)
    assert not is_genuine(bare, KEY.public_text)


def test_flights_around_new_year_keep_their_own_day() -> None:
    own = booking()
    day = date(2026, 1, 1) + timedelta(364)
    moved = replace(own.segments[0].flight, date=day.isoformat())
    changed = replace(own, segments=(replace(own.segments[0], flight=moved),))
    assert scanned(message_of(changed, "p1", 1, NOW_MS, KEY)).legs[0].day_of_year == 365
