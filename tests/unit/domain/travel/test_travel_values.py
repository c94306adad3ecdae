"""Flights and bookings as values: what they tell of themselves, and that their texts name nobody."""

from __future__ import annotations

from kiosk.domain.travel.asking import Facts
from kiosk.domain.travel.booking import CouponState
from kiosk.domain.values import replace
from tests.unit.domain.travel.bookings import ADULT, CHILD, booking, flight, local, stated


def test_nothing_personal_is_in_the_text_of_a_value() -> None:
    shown = repr((Facts(surname="JANSEN", ref="ABC234"), ADULT, booking(ADULT, CHILD)))
    assert not any(word in shown for word in ("JANSEN", "Jansen", "Anna", "ABC234", "1990"))


def test_a_booking_finds_and_changes_its_own() -> None:
    made = booking(ADULT, CHILD, flights=(flight(), flight()))
    assert made.passenger("x") is None
    assert made.segment(9) is None
    assert [own.segment_n for own in replace(made, coupons=made.coupons[::-1]).coupons_of("c1")] == [1, 2]
    renamed = made.with_passenger(replace(CHILD, given_names="Fenna"))
    assert [own.name for own in renamed.passengers] == ["Anna Jansen", "Fenna Jansen"]
    boarded = stated(made, CouponState.BOARDED, ("c1", 2))
    assert [own.state for own in boarded.coupons].count(CouponState.BOARDED) == 1


def test_a_flight_says_its_name_how_long_it_takes_and_how_late_it_is() -> None:
    own = flight()
    assert (own.name, replace(own, number="0007").name, replace(own, number="0000").name) == ("NB 1364", "NB 7", "NB 0")
    assert own.minutes == 180
    assert (own.late_min, replace(own, expects=local(3)).late_min, replace(own, expects=local(1)).late_min) == (
        0,
        60,
        0,
    )


def test_a_local_time_says_clock_and_day_of_its_place() -> None:
    late = local(11)
    assert (late.clock, late.day - local(0).day) == ("00:00", 1)
    assert late.shifted(-1).clock == "23:59"
