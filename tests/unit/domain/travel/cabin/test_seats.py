"""Who may sit where: every rule as a row, and what a whole cabin says is what each seat says."""

from __future__ import annotations

import pytest

from kiosk.domain.money import Money
from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Booking, Passenger
from kiosk.domain.travel.cabin.layout import Band
from kiosk.domain.travel.cabin.plan import Section, layout_from
from kiosk.domain.travel.cabin.rules import (
    Cabin,
    SeatPrices,
    SeatReason,
    Swap,
    all_reasons,
    is_beside,
    lonely,
    seat_reasons,
    seats_of,
    swapped,
)
from kiosk.domain.travel.needs import ServiceRule
from kiosk.domain.values import replace
from tests.unit.domain.travel.bookings import ADULT, CHILD, INFANT, OTHER, booking, coupon_of, flight, seated

LAYOUT = layout_from(
    "T", "Test",
    [
        Section("C", 1, 2, "AC DF"),
        Section("Y", 3, 14, "ABC DEF", without=(13,), exits=(6,), bulkheads=(3,), infant=("3A",), assistance=("4C",),
            missing=("6A",)),
    ],
)  # fmt: skip
SERVICES = (
    ServiceRule("WCHR", keeps_from_exit=True, may_have_kept_seat=True),
    ServiceRule("DEAF", keeps_from_exit=True),
    ServiceRule("AVIH", needs_staff=True),
)
CABIN = Cabin(LAYOUT, 1, frozenset({"8A"}), frozenset({"9A"}), SERVICES)
R = SeatReason
YOUNG = replace(ADULT, birth_date="2010-11-23")
SIXTEEN = replace(ADULT, birth_date="2010-11-22")


def wish(who: str, seat: str, segment_n: int = 1) -> SeatWish:
    return SeatWish(who, segment_n, seat)


CASES: list[tuple[str, Passenger, str, Booking, Cabin, tuple[R, ...]]] = [
    ("a free seat", ADULT, "7C", booking(), CABIN, ()),
    ("taken", ADULT, "8A", booking(), CABIN, (R.TAKEN,)),
    ("one's own seat is not taken", ADULT, "8A", seated(booking(), p1="8A"), CABIN, ()),
    ("of another of the party", ADULT, "7C", seated(booking(ADULT, OTHER), p2="7C"), CABIN, (R.TAKEN,)),
    ("blocked", ADULT, "9A", booking(), CABIN, (R.BLOCKED,)),
    ("of another cabin", ADULT, "1A", booking(), CABIN, (R.OTHER_CABIN,)),
    ("an exit", ADULT, "6C", booking(), CABIN, ()),
    ("an exit for a child", CHILD, "6C", booking(CHILD), CABIN, (R.EXIT_AGE,)),
    ("an exit for a child of an age nobody knows", replace(CHILD, birth_date=""), "6C",
        booking(replace(CHILD, birth_date="")), CABIN, (R.EXIT_AGE,)),
    ("an exit a day before the birthday", YOUNG, "6C", booking(YOUNG), CABIN, (R.EXIT_AGE,)),
    ("an exit on the birthday", SIXTEEN, "6C", booking(SIXTEEN), CABIN, ()),
    ("an exit, birth date not known", replace(ADULT, birth_date=""), "6C", booking(replace(ADULT, birth_date="")),
        CABIN, ()),
    ("an exit, with a part of a birth date", replace(ADULT, birth_date="2015"), "6C", booking(ADULT), CABIN, ()),
    ("an exit with an infant", ADULT, "6C", booking(ADULT, INFANT), CABIN, (R.EXIT_INFANT,)),
    ("an exit with help", replace(ADULT, services=("DEAF",)), "6C", booking(), CABIN, (R.EXIT_ASSISTANCE,)),
    ("an exit with another service", replace(ADULT, services=("AVIH",)), "6C", booking(), CABIN, ()),
    ("an exit, not willing", ADULT, "6C", booking(), replace(CABIN, unwilling=frozenset({"p1"})),
        (R.EXIT_NOT_WILLING,)),
    ("all of an exit", replace(YOUNG, services=("WCHR",)), "6C", booking(YOUNG, INFANT),
        replace(CABIN, taken=frozenset({"6C"}), blocked=frozenset({"6C"}), unwilling=frozenset({"p1"})),
        (R.TAKEN, R.BLOCKED, R.EXIT_AGE, R.EXIT_INFANT, R.EXIT_ASSISTANCE, R.EXIT_NOT_WILLING)),
    ("kept for an infant", ADULT, "3A", booking(), CABIN, (R.KEPT_INFANT,)),
    ("kept for an infant, with one", ADULT, "3A", booking(ADULT, INFANT), CABIN, ()),
    ("kept for assistance", ADULT, "4C", booking(), CABIN, (R.KEPT_ASSISTANCE,)),
    ("kept for assistance, deaf", replace(ADULT, services=("DEAF",)), "4C", booking(), CABIN, (R.KEPT_ASSISTANCE,)),
    ("kept for assistance, with it", replace(ADULT, services=("WCHR",)), "4C", booking(), CABIN, ()),
    ("a second infant in a block", ADULT, "7A", booking(ADULT, INFANT),
        replace(CABIN, infant_seats=frozenset({"7C", "99Z"})), (R.OXYGEN,)),
    ("a second infant across the aisle", ADULT, "7D", booking(ADULT, INFANT),
        replace(CABIN, infant_seats=frozenset({"7C"})), ()),
    ("no infant beside one", ADULT, "7A", booking(), replace(CABIN, infant_seats=frozenset({"7C"})), ()),
    ("the infant of one's own seat", ADULT, "7A", seated(booking(ADULT, INFANT), p1="7C"),
        replace(CABIN, infant_seats=frozenset({"7C"})), ()),
    ("a child beside an adult", CHILD, "7B", seated(booking(ADULT, CHILD), p1="7C"), CABIN, ()),
    ("a child beside a child", CHILD, "7C", seated(booking(ADULT, CHILD, replace(CHILD, id="c2")), p1="7A", c2="7B"),
        CABIN, (R.CHILD_ALONE,)),
    ("an infant beside somebody without one", ADULT, "7B", seated(booking(ADULT, OTHER, INFANT), p2="7A"), CABIN, ()),
    ("a child across the aisle", CHILD, "7D", seated(booking(ADULT, CHILD), p1="7C"), CABIN, (R.CHILD_ALONE,)),
    ("a child one seat away", CHILD, "7A", seated(booking(ADULT, CHILD), p1="7C"), CABIN, (R.CHILD_ALONE,)),
    ("a child in another row", CHILD, "8C", seated(booking(ADULT, CHILD), p1="7C"), CABIN, (R.CHILD_ALONE,)),
    ("the seat a child has, alone", CHILD, "10A", seated(booking(ADULT, CHILD), p1="7C", c1="10A"), CABIN, ()),
    ("a child before its adult", CHILD, "7A", booking(ADULT, CHILD), CABIN, ()),
    ("a child of an adult in no seat of this aircraft", CHILD, "7A", seated(booking(ADULT, CHILD), p1="77X"), CABIN,
        (R.CHILD_ALONE,)),
    ("who has no coupon", replace(ADULT, id="x"), "1A", booking(), CABIN, ()),
    ("on a flight that is not of the booking", YOUNG, "6C", replace(booking(YOUNG), segments=()), CABIN, ()),
]  # fmt: skip


@pytest.mark.parametrize(("who", "seat", "made", "cabin", "why"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_seat_is_refused_with_every_rule_that_says_so(
    who: Passenger, seat: str, made: Booking, cabin: Cabin, why: tuple[R, ...]
) -> None:
    assert seat_reasons(LAYOUT.seats[seat], who, made, cabin) == why


@pytest.mark.parametrize(("who", "made", "cabin"), [(c[1], c[3], c[4]) for c in CASES], ids=[c[0] for c in CASES])
def test_a_whole_cabin_says_of_each_seat_what_the_seat_says(who: Passenger, made: Booking, cabin: Cabin) -> None:
    told = all_reasons(who, made, cabin)
    assert told == {name: seat_reasons(seat, who, made, cabin) for name, seat in LAYOUT.seats.items()}


def test_a_seat_that_the_party_leaves_is_free_and_one_it_wishes_is_not() -> None:
    made = seated(booking(ADULT, OTHER), p1="7A", p2="7B")
    cabin = replace(CABIN, taken=frozenset({"7A", "7B"}))
    wishes = (wish("p1", "7C"),)
    assert seats_of(made, 1, wishes) == {"p1": "7C", "p2": "7B"}
    assert seat_reasons(LAYOUT.seats["7A"], OTHER, made, cabin, wishes) == ()
    assert seat_reasons(LAYOUT.seats["7C"], OTHER, made, cabin, wishes) == (R.TAKEN,)
    assert seat_reasons(LAYOUT.seats["7A"], OTHER, made, cabin) == (R.TAKEN,)


def test_two_of_a_party_cannot_wish_for_one_seat() -> None:
    made = booking(ADULT, OTHER)
    wishes = (wish("p1", "7C"), wish("p2", "7C"))
    assert seat_reasons(LAYOUT.seats["7C"], ADULT, made, CABIN, wishes) == (R.TAKEN,)


def test_a_wish_of_another_flight_does_not_count() -> None:
    assert seats_of(booking(), 1, (wish("p1", "7C", segment_n=2), wish("p1", ""))) == {}


def test_a_seat_of_another_flight_of_the_journey_is_not_one_of_this_flight() -> None:
    made = booking(flights=(flight(), flight(leaves_in_h=6)))
    later = made.with_coupon(replace(coupon_of(made, "p1", 2), seat="7C"))
    assert seats_of(later, 1) == {}
    assert seats_of(later, 2) == {"p1": "7C"}


def test_an_infant_of_the_party_keeps_the_second_one_out_of_its_block() -> None:
    second = replace(INFANT, id="i2", accompanies="p2")
    made = seated(booking(ADULT, OTHER, INFANT, second), p1="7A")
    assert seat_reasons(LAYOUT.seats["7B"], OTHER, made, CABIN) == (R.OXYGEN,)
    assert seat_reasons(LAYOUT.seats["7D"], OTHER, made, CABIN) == ()


# --- neighbours ------------------------------------------------------------------------------------------------------


def test_beside_is_side_by_side_with_no_aisle_and_nobody_between() -> None:
    seat = LAYOUT.seats
    assert is_beside(seat["7A"], seat["7B"])
    assert not is_beside(seat["7A"], seat["7C"])
    assert not is_beside(seat["7C"], seat["7D"])
    assert not is_beside(seat["7A"], seat["8B"])
    assert not is_beside(seat["7A"], None)


def test_children_without_an_adult_beside_them_are_found() -> None:
    made = booking(ADULT, CHILD, INFANT)
    assert lonely(made, CABIN, {"p1": "7A", "c1": "7C"}) == ("c1",)
    assert lonely(made, CABIN, {"p1": "7A", "c1": "7B"}) == ()
    assert lonely(made, CABIN, {"c1": "7B"}) == ()
    assert lonely(made, CABIN, {"p1": "7A", "c1": "77X", "x": "7C"}) == ()


# --- change of seats within the party --------------------------------------------------------------------------------


def test_two_of_a_party_change_seats() -> None:
    made = seated(booking(ADULT, OTHER), p1="7A", p2="9C")
    cabin = replace(CABIN, taken=frozenset({"7A", "9C"}))
    assert swapped(made, cabin, "p1", "p2") == Swap((wish("p1", "9C"), wish("p2", "7A")))
    wishes = (wish("p1", "7B"), wish("x", "3F"))
    assert swapped(made, cabin, "p1", "p2", wishes) == Swap((wish("p1", "9C"), wish("p2", "7B")))


def test_who_may_not_sit_at_an_exit_does_not_get_there_by_a_change() -> None:
    made = seated(booking(ADULT, OTHER, INFANT), p1="7A", p2="6C")
    assert swapped(made, CABIN, "p1", "p2") == Swap(reasons=(R.EXIT_INFANT,))


def test_a_change_looks_at_what_the_others_wish() -> None:
    third, infants = replace(ADULT, id="p3"), (INFANT, replace(INFANT, id="i3", accompanies="p3"))
    made = seated(booking(ADULT, OTHER, third, *infants), p1="7A", p2="9C", p3="10F")
    assert swapped(made, CABIN, "p1", "p2").reasons == ()
    wishes = (wish("p3", "9B"),)
    assert swapped(made, CABIN, "p1", "p2", wishes) == Swap(reasons=(R.OXYGEN,))


def test_a_change_does_not_take_an_adult_away_from_a_child() -> None:
    made = seated(booking(ADULT, OTHER, CHILD), p1="7A", c1="7B", p2="10F")
    assert swapped(made, CABIN, "p1", "c1").reasons == ()
    third = replace(CHILD, id="c2")
    apart = seated(booking(ADULT, OTHER, CHILD, third), p1="7A", c1="7B", p2="10F", c2="10E")
    assert swapped(apart, CABIN, "p1", "c2") == Swap(reasons=(R.CHILD_ALONE,))
    assert swapped(apart, CABIN, "p1", "p2").reasons == ()


def test_a_change_with_a_stranger_or_without_seats_is_a_fault_of_the_program() -> None:
    made = seated(booking(ADULT, OTHER), p1="7A", p2="9C")
    with pytest.raises(KeyError):
        swapped(made, CABIN, "p1", "x")
    with pytest.raises(KeyError):
        swapped(made, CABIN, "p1", "x", (wish("x", "7C"),))


# --- prices ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("band", "minor"), [(Band.STANDARD, 1), (Band.FRONT, 2), (Band.LEGROOM, 3)])
def test_a_seat_costs_what_its_band_costs(band: Band, minor: int) -> None:
    assert SeatPrices("EUR", standard=1, front=2, legroom=3).price(band) == Money(minor, "EUR")


def test_the_day_of_the_flight_counts_for_the_age_at_an_exit() -> None:
    tomorrow = booking(YOUNG, flights=(flight(leaves_in_h=20),))
    assert seat_reasons(LAYOUT.seats["6C"], YOUNG, tomorrow, CABIN) == ()
