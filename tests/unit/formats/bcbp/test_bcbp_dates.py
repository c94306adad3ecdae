from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.bcbp import flight_dates, issue_date, parse
from tests.unit.formats.bcbp.passes import HEAD, PLAIN, SECOND, UNIQUE, variable

TODAY = date(2026, 11, 22)


def issued(printed: str, day: str) -> str:
    """Return a pass with a date of issue and a day of flight."""
    return HEAD.replace("325", day) + variable(UNIQUE.replace("6324", printed))


@pytest.mark.parametrize("printed", ["    ", "6   ", "632A", "6000", "6367", "7366", "63 4"])
def test_a_date_of_issue_that_cannot_be_is_none(printed: str) -> None:
    assert issue_date(parse(issued(printed, "325")), TODAY) is None


def test_a_block_that_ends_before_the_date_of_issue_has_none() -> None:
    assert issue_date(parse(HEAD + variable("0WK")), TODAY) is None
    assert issue_date(parse(PLAIN), TODAY) is None


@pytest.mark.parametrize("day", ["   ", "000", "367", "999"])
def test_a_day_that_no_year_has_is_none(day: str) -> None:
    assert flight_dates(parse(PLAIN.replace("325", day)), TODAY) == (None,)
    assert flight_dates(parse(issued("6324", day)), TODAY) == (None,)


@pytest.mark.parametrize(
    ("printed", "today", "expected"),
    [
        ("6324", TODAY, date(2026, 11, 20)),
        ("6001", TODAY, date(2026, 1, 1)),
        ("7324", TODAY, date(2017, 11, 20)),
        ("5324", TODAY, date(2025, 11, 20)),
        ("9364", date(2030, 1, 2), date(2029, 12, 30)),
        ("0001", date(2029, 12, 31), date(2020, 1, 1)),
        ("6366", TODAY, date(2016, 12, 31)),  # of 2016, 2026 and 2036 only the first has a day 366
        ("4366", TODAY, date(2024, 12, 31)),
        ("0366", date(2101, 1, 1), date(2080, 12, 31)),  # 2100 is no leap year, 2090 neither
    ],
)
def test_the_year_of_issue_is_the_latest_with_its_digit(printed: str, today: date, expected: date) -> None:
    assert issue_date(parse(issued(printed, "325")), today) == expected


@pytest.mark.parametrize(
    ("printed", "day", "expected"),
    [
        ("6324", "324", date(2026, 11, 20)),
        ("6324", "325", date(2026, 11, 21)),
        ("6324", "003", date(2027, 1, 3)),
        ("6324", "323", date(2027, 11, 19)),
        ("6001", "060", date(2026, 3, 1)),
        ("4060", "060", date(2024, 2, 29)),  # day 60 is 29 February in a leap year
        ("4360", "366", date(2024, 12, 31)),
        ("6324", "366", date(2028, 12, 31)),
        ("5360", "001", date(2026, 1, 1)),
    ],
)
def test_a_flight_leaves_on_the_first_such_day_on_or_after_the_issue(printed: str, day: str, expected: date) -> None:
    assert flight_dates(parse(issued(printed, day)), TODAY) == (expected,)


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        ("325", TODAY, date(2026, 11, 21)),
        ("003", date(2026, 12, 30), date(2027, 1, 3)),
        ("363", date(2027, 1, 2), date(2026, 12, 29)),
        ("060", date(2024, 3, 1), date(2024, 2, 29)),
        ("060", date(2027, 3, 1), date(2027, 3, 1)),
        ("366", TODAY, date(2024, 12, 31)),
        ("001", date(2024, 7, 2), date(2025, 1, 1)),  # 183 days to either side: the one to come
        ("366", date(2100, 6, 1), date(2096, 12, 31)),  # 2100 is no leap year
        ("001", date(1, 1, 1), date(1, 1, 1)),
        ("001", date(9999, 12, 31), date(9999, 1, 1)),
    ],
)
def test_without_a_date_of_issue_the_flight_is_the_one_nearest_to_today(day: str, today: date, expected: date) -> None:
    assert flight_dates(parse(PLAIN.replace("325", day)), today) == (expected,)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("365", "001", (date(2026, 12, 31), date(2027, 1, 1))),
        ("324", "323", (date(2026, 11, 20), date(2026, 11, 19))),  # across the date line
        ("000", "326", (None, date(2026, 11, 22))),
    ],
)
def test_a_later_leg_is_near_the_one_before_it(
    first: str, second: str, expected: tuple[date | None, date | None]
) -> None:
    text = "M2" + issued("6324", first)[2:] + SECOND.replace("326", second) + "00"
    assert flight_dates(parse(text), TODAY) == expected


@given(today=st.dates(date(1950, 1, 1), date(2150, 1, 1)), lead=st.integers(0, 360), age=st.integers(0, 360))
def test_a_pass_of_the_last_year_is_dated_as_it_was_meant(today: date, lead: int, age: int) -> None:
    issue = today - timedelta(age)
    flight = issue + timedelta(lead)
    text = issued(f"{issue.year % 10}{issue:%j}", f"{flight:%j}")
    assert flight_dates(parse(text), today) == (flight,)


@given(today=st.dates(date(1950, 1, 1), date(2150, 1, 1)), away=st.integers(-180, 180))
def test_a_flight_within_half_a_year_is_dated_without_a_date_of_issue(today: date, away: int) -> None:
    flight = today + timedelta(away)
    if f"{flight:%j}" != "366":
        assert flight_dates(parse(PLAIN.replace("325", f"{flight:%j}")), today) == (flight,)
