"""Local times: both changes of the clocks, both hemispheres, hours that do not exist, and arriving before leaving."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.domain.travel.flight import Flight
from kiosk.services.departures.airports import airport
from kiosk.services.departures.clocks import NoSuchTime, instant, local_date, local_time
from kiosk.services.departures.demo.network import Moment, flight_of

AMS, SYD, LHR, APW, PPG, DEL = (
    "Europe/Amsterdam", "Australia/Sydney", "Europe/London", "Pacific/Apia", "Pacific/Pago_Pago", "Asia/Kolkata",
)  # fmt: skip


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "zone", "why"),
    [
        ("2026-03-29T02:30", AMS, "does not exist"),
        ("2026-10-25T02:30", AMS, "comes twice"),
        ("2026-10-04T02:30", SYD, "does not exist"),
        ("2026-04-05T02:30", SYD, "comes twice"),
    ],
)
def test_an_hour_that_is_left_out_or_comes_twice_needs_its_offset(text: str, zone: str, why: str) -> None:
    with pytest.raises(NoSuchTime, match=why):
        instant(text, zone)


@pytest.mark.parametrize("text", ["", "16:35", "2026-11-21 25:00", "2026-02-30T10:00", "tomorrow"])
def test_what_is_no_time_is_refused_with_what_a_time_is(text: str) -> None:
    with pytest.raises(NoSuchTime, match="2026-11-21T16:35"):
        instant(text, AMS)


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "zone", "utc", "offset_min"),
    [
        ("2026-03-29T01:59", AMS, "2026-03-29T00:59", 60),
        ("2026-03-29T03:00", AMS, "2026-03-29T01:00", 120),
        ("2026-10-25T01:59", AMS, "2026-10-24T23:59", 120),
        ("2026-10-25T02:30+02:00", AMS, "2026-10-25T00:30", 120),
        ("2026-10-25T02:30+01:00", AMS, "2026-10-25T01:30", 60),
        ("2026-10-25T03:00", AMS, "2026-10-25T02:00", 60),
        ("2026-10-04T01:59", SYD, "2026-10-03T15:59", 600),
        ("2026-10-04T03:00", SYD, "2026-10-03T16:00", 660),
        ("2026-04-05T03:00", SYD, "2026-04-04T17:00", 600),
        ("2026-11-21T16:35", DEL, "2026-11-21T11:05", 330),
        ("2026-11-21T11:05Z", DEL, "2026-11-21T11:05", 330),
    ],
)
def test_a_local_time_is_the_instant_that_its_clocks_show(text: str, zone: str, utc: str, offset_min: int) -> None:
    found = instant(text, zone)
    assert (found.utc_ms, found.offset_min) == (_ms(utc), offset_min)
    assert found == local_time(found.utc_ms, zone)
    if "+" not in text and "Z" not in text:
        assert found.clock == text[-5:]


def test_the_date_is_that_of_the_place() -> None:
    assert local_date(_ms("2026-11-21T23:30"), AMS) == "2026-11-22"
    assert local_date(_ms("2026-11-21T23:30"), LHR) == "2026-11-21"
    assert local_time(_ms("2026-11-21T23:30"), AMS).day == local_time(_ms("2026-11-21T23:30"), LHR).day + 1


# --- flights ----------------------------------------------------------------------------------------------------------


def _flight(leaves_utc: str, origin: str, destination: str, minutes: int) -> Flight:
    return flight_of(Moment(_ms(leaves_utc)), 1, (origin, destination), 0, minutes, "A320")


def test_over_the_spring_change_a_flight_of_two_hours_takes_three_by_the_clock() -> None:
    own = _flight("2026-03-29T00:30", "AMS", "CPH", 120)
    assert (own.departs.clock, own.arrives.clock, own.minutes) == ("01:30", "04:30", 120)


def test_over_the_autumn_change_a_flight_of_an_hour_arrives_when_it_left() -> None:
    own = _flight("2026-10-25T00:30", "AMS", "CPH", 60)
    assert (own.departs.clock, own.arrives.clock, own.minutes) == ("02:30", "02:30", 60)


def test_in_the_south_the_changes_are_the_other_way_round() -> None:
    spring, autumn = _flight("2026-10-03T15:30", "SYD", "SYD", 60), _flight("2026-04-04T15:30", "SYD", "SYD", 60)
    assert (spring.departs.clock, spring.arrives.clock) == ("01:30", "03:30")
    assert (autumn.departs.clock, autumn.arrives.clock) == ("02:30", "02:30")


def test_check_in_that_opens_before_the_change_opens_by_the_clock_of_its_day() -> None:
    own = flight_of(Moment(_ms("2026-03-28T12:00")), 1, ("AMS", "LIS"), 22 * 60, 180, "A320")
    assert (own.departs.clock, own.opens.clock) == ("12:00", "11:00")
    assert own.departs.utc_ms - own.opens.utc_ms == 24 * 3_600_000


def test_a_flight_may_arrive_before_it_left_by_the_clock_and_the_day_before_by_the_date() -> None:
    west = _flight("2026-11-21T10:00", "LIS", "PDL", 50)
    assert (west.departs.clock, west.arrives.clock) == ("10:00", "09:50")
    over_the_line = _flight("2026-11-21T20:00", "APW", "PPG", 35)
    assert over_the_line.arrives.day == over_the_line.departs.day - 1
    assert over_the_line.date == "2026-11-22"


def test_a_code_that_no_airport_has_is_no_airport() -> None:
    assert airport("ZZZ") is None
    found = airport("GRU")
    assert found is not None
    assert (found.city, found.country, found.zone) == ("São Paulo", "BR", "America/Sao_Paulo")
