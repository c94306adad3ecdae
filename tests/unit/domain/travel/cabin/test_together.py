"""Seats for a party: side by side where there is room, each child beside an adult, the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.travel.booking import Booking, Passenger, PassengerKind
from kiosk.domain.travel.cabin.layout import Band
from kiosk.domain.travel.cabin.plan import Section, layout_from
from kiosk.domain.travel.cabin.rules import Cabin, all_reasons, lonely
from kiosk.domain.travel.cabin.together import together
from kiosk.domain.values import replace
from kiosk.services.departures.tables import travel_rules
from tests.unit.domain.travel.bookings import ADULT, CHILD, INFANT, OTHER, booking, coupon_of, seated

LAYOUT = layout_from(
    "T", "Test",
    [
        Section("C", 1, 2, "AC DF"),
        Section("Y", 3, 10, "ABC DEF", exits=(5,), front=(3,), infant=("4A",)),
    ],
)  # fmt: skip
ALL = frozenset(LAYOUT.seats)
THIRD = replace(ADULT, id="p3")
CHILD_2, CHILD_3 = replace(CHILD, id="c2"), replace(CHILD, id="c3")
INFANT_2 = replace(INFANT, id="i2", accompanies="p2")


def only(*free: str) -> Cabin:
    """A cabin in which these seats are free."""
    return Cabin(LAYOUT, 1, ALL - set(free))


def seats(made: Booking, cabin: Cabin, *party: str) -> dict[str, str]:
    ids = party or tuple(own.id for own in made.passengers)
    return {wish.passenger_id: wish.seat for wish in together(made, ids, cabin)}


CASES: list[tuple[str, tuple[Passenger, ...], tuple[str, ...], dict[str, str]]] = [
    ("nothing is free", (ADULT,), (), {}),
    ("too few are free", (ADULT, OTHER), ("7A",), {}),
    ("of another cabin", (ADULT,), ("1A",), {}),
    ("one", (ADULT,), ("9F",), {"p1": "9F"}),
    ("two side by side behind, not apart in front", (ADULT, OTHER), ("6A", "6C", "9D", "9E"), {"p1": "9D", "p2": "9E"}),
    ("across the aisle rather than rows apart", (ADULT, OTHER), ("6A", "7C", "7D", "9A"), {"p1": "7C", "p2": "7D"}),
    ("one behind the other rather than far apart", (ADULT, OTHER), ("4B", "6A", "7F", "10F"),
        {"p1": "6A", "p2": "7F"}),
    ("a seat that costs only when no other is left", (ADULT, OTHER), ("3A", "3B", "8A", "9F"),
        {"p1": "8A", "p2": "9F"}),
    ("seats that cost, when no others are left", (ADULT, OTHER), ("3A", "3B", "9F"), {"p1": "3A", "p2": "3B"}),
    ("a child beside its adult", (ADULT, CHILD), ("6A", "6C", "9A", "9B"), {"p1": "9A", "c1": "9B"}),
    ("a child is not put across the aisle", (ADULT, CHILD), ("7C", "7D"), {}),
    ("two children around one adult", (ADULT, CHILD, CHILD_2), ("7A", "7B", "7C"),
        {"c2": "7A", "p1": "7B", "c1": "7C"}),
    ("three children are too many for one adult", (ADULT, CHILD, CHILD_2, CHILD_3), tuple(ALL), {}),
    ("a child alone", (CHILD,), tuple(ALL), {}),
    ("a child is not put at an exit", (ADULT, CHILD), ("5A", "5B", "8A", "8B"), {"p1": "8A", "c1": "8B"}),
    ("a child is put nowhere rather than at an exit", (ADULT, CHILD), ("5A", "5B"), {}),
    ("an infant is not put at an exit", (ADULT, INFANT), ("5A", "8F"), {"p1": "8F"}),
    ("a bassinet is for who has an infant", (ADULT,), ("4A", "9F"), {"p1": "9F"}),
    ("a bassinet for an infant", (ADULT, INFANT), ("4A", "9F"), {"p1": "4A"}),
    ("two infants, two blocks", (ADULT, OTHER, INFANT, INFANT_2), ("7A", "7B", "7D"), {"p1": "7A", "p2": "7D"}),
    ("two infants, one block", (ADULT, OTHER, INFANT, INFANT_2), ("7A", "7B"), {}),
    ("the family first, then who is alone", (ADULT, OTHER, CHILD), ("7A", "7B", "7D"),
        {"p1": "7A", "c1": "7B", "p2": "7D"}),
    ("two rows apart are", (ADULT, OTHER), ("6A", "8F"), {"p1": "6A", "p2": "8F"}),
    ("two adults share four children", (ADULT, OTHER, CHILD, CHILD_2, CHILD_3, replace(CHILD, id="c4")),
        ("7A", "7B", "7C", "7D", "7E", "7F"),
        {"c3": "7A", "p1": "7B", "c1": "7C", "c4": "7D", "p2": "7E", "c2": "7F"}),
    ("nobody carries two infants", (ADULT, INFANT, replace(INFANT, id="i2")), tuple(ALL), {}),
    ("rows too far apart are not a party's", (ADULT, OTHER), ("4B", "10F"), {}),
]  # fmt: skip


@pytest.mark.parametrize(("people", "free", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_party_gets_the_best_seats_that_are_free(
    people: tuple[Passenger, ...], free: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert seats(booking(*people), only(*free)) == expected


def test_seats_the_party_has_count_as_free_and_others_of_the_booking_do_not() -> None:
    made = seated(booking(ADULT, OTHER, THIRD), p1="7A", p2="9F", p3="7B")
    cabin = Cabin(LAYOUT, 1, ALL - {"9E"})
    assert seats(made, cabin, "p1", "p2") == {"p1": "9E", "p2": "9F"}


def test_blocked_seats_and_masks_of_strangers_infants_are_left_out() -> None:
    made = booking(ADULT, INFANT)
    cabin = replace(only("7A", "7D", "8A"), blocked=frozenset({"7D"}), infant_seats=frozenset({"7B", "99Z"}))
    assert seats(made, cabin) == {"p1": "8A"}


def test_a_party_of_two_cabins_or_of_none_is_not_put_together() -> None:
    made = booking(ADULT, OTHER)
    mixed = made.with_coupon(replace(coupon_of(made, "p2"), cabin="C"))
    assert seats(mixed, only(*ALL)) == {}
    assert seats(mixed, only("9F"), "p1") == {"p1": "9F"}
    assert seats(made, replace(only(*ALL), segment_n=9)) == {}


# --- real cabins -----------------------------------------------------------------------------------------------------

RULES = travel_rules()


def family(adults: int, children: int, infants: int) -> tuple[Passenger, ...]:
    return (
        *(replace(ADULT, id=f"p{n}") for n in range(adults)),
        *(replace(CHILD, id=f"c{n}") for n in range(children)),
        *(replace(INFANT, id=f"i{n}", accompanies=f"p{n}") for n in range(infants)),
    )


@given(
    name=st.sampled_from(sorted(RULES.layouts)),
    gone=st.integers(0, 2**32),
    share=st.integers(0, 100),
    adults=st.integers(1, 5),
    children=st.integers(0, 5),
    infants=st.integers(0, 2),
)
def test_in_every_cabin_a_party_sits_by_all_rules_or_is_not_put_at_all(
    name: str, gone: int, share: int, adults: int, children: int, infants: int
) -> None:
    layout = RULES.layouts[name]
    taken = frozenset(seat for n, seat in enumerate(layout.seats) if (gone * (n + 7) ** 3) % 101 < share)
    people = family(adults, children, min(infants, adults))
    made = booking(*people)
    cabin = Cabin(layout, 1, taken, services=RULES.services)
    wishes = together(made, tuple(own.id for own in people), cabin)
    assert wishes == together(made, tuple(own.id for own in people), cabin)
    if wishes:
        given_out = {wish.passenger_id: wish.seat for wish in wishes}
        needing = {own.id for own in people if own.kind is not PassengerKind.INFANT}
        assert set(given_out) == needing
        assert len(set(given_out.values())) == len(given_out)
        assert lonely(made, cabin, given_out) == ()
        for own in people:
            if own.id in needing:
                assert all_reasons(own, made, cabin, wishes)[given_out[own.id]] == ()


@pytest.mark.parametrize("name", RULES.layouts)
def test_in_an_empty_cabin_a_family_of_four_sits_side_by_side_and_pays_nothing(name: str) -> None:
    layout = RULES.layouts[name]
    people = family(2, 2, 0)
    wishes = together(booking(*people), tuple(own.id for own in people), Cabin(layout, 1, services=RULES.services))
    places = [layout.seats[wish.seat] for wish in wishes]
    assert len(places) == 4
    assert {place.band for place in places} == {Band.STANDARD}
    assert len({place.row for place in places}) == 1
