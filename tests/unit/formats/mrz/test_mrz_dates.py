from __future__ import annotations

from datetime import date

import pytest

from kiosk.formats.mrz.dates import birth_on, expiry_on, is_plausible


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def test_six_digits_are_plausible_when_the_calendar_has_them() -> None:
    for year in (0, 1, 3, 4, 26, 72, 99):
        for month in range(14):
            told = {day for day in range(40) if is_plausible(f"{year:02}{month:02}{day:02}")}
            assert told == {day for day in range(40) if is_day(year, month, day)}, (year, month)


def test_a_day_without_its_month_or_year_is_plausible_where_any_month_or_year_has_it() -> None:
    assert {day for day in range(40) if is_plausible(f"74<<{day:02}")} == set(range(1, 32))
    assert {day for day in range(40) if is_plausible(f"<<02{day:02}")} == set(range(1, 30))


@pytest.mark.parametrize("century", [1900, 2000, 2100])
def test_every_birth_of_a_hundred_years_is_the_last_such_day(century: int) -> None:
    today = date(century + 26, 11, 21)
    for year in range(100):
        born = birth_on(f"{year:02}0601", today)
        assert born == date(century + year if year <= 26 else century - 100 + year, 6, 1)


@pytest.mark.parametrize("now", [2001, 2026, 2050, 2076, 2099])
def test_every_expiry_is_within_fifty_years(now: int) -> None:
    today = date(now, 11, 21)
    told = [expiry_on(f"{year % 100:02}0601", today) for year in range(now - 49, now + 51)]
    assert told == [date(year, 6, 1) for year in range(now - 49, now + 51)]
