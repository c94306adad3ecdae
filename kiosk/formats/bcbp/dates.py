"""The days of a boarding pass, which names none of its years. "Today" is an argument; nothing here knows a clock.

The year of issue is the latest one with the printed last digit that is not in the future; a flight leaves on the first
such day on or after the issue. Without a date of issue it is the day nearest to today. Day 366 is only in leap years.
"""

from __future__ import annotations

from calendar import isleap
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import Final

from kiosk.formats.bcbp.values import BoardingPassMessage

_LEAP: Final = 366
_HALF_A_YEAR_DAYS: Final = 182
_REACH: Final = 8
"""Years to either side: leap years stand up to eight apart (1896 and 1904, 2096 and 2104)."""
_DECADES: Final = 4
"""Years with the same last digit that are asked for day 366: leap years have each even digit every twenty years."""


def issue_date(message: BoardingPassMessage, today: date) -> date | None:
    """Return when the pass was issued; None when it does not say, or names a day that no such year has."""
    printed = message.unique.issue_date
    if len(printed) != 4 or not printed.isdigit():
        return None
    last = today.year - (today.year - int(printed[0])) % 10
    day_of_year = int(printed[1:])
    for decade in range(_DECADES):
        day = _day(last - 10 * decade, day_of_year)
        if day is not None:
            return day
    return None


def flight_dates(message: BoardingPassMessage, today: date) -> tuple[date | None, ...]:
    """Return the local date of departure of each leg; None where the day of the year cannot be."""
    issued = issue_date(message, today)
    found: list[date | None] = []
    before: date | None = None
    for leg in message.legs:
        if before is None and issued is not None:
            day = _on_or_after(leg.day_of_year, issued)
        else:  # a later leg is near the one before it, and may leave a date earlier across the date line
            day = _nearest(leg.day_of_year, before or today)
        before = day or before
        found.append(day)
    return tuple(found)


def _on_or_after(day_of_year: int, start: date) -> date | None:
    for year in range(start.year, start.year + _REACH + 1):
        day = _day(year, day_of_year)
        if day is not None and day >= start:
            return day
    return None


def _nearest(day_of_year: int, start: date) -> date | None:
    """Return the day that is closest; of two as close the later one."""
    same_year = _day(start.year, day_of_year)
    if same_year is not None and abs(same_year.toordinal() - start.toordinal()) < _HALF_A_YEAR_DAYS:
        return same_year  # no other year can be closer
    found = (_day(year, day_of_year) for year in range(start.year - _REACH, start.year + _REACH + 1))
    days = [day for day in found if day is not None]
    return min(days, key=lambda day: (abs(day - start), start - day), default=None)


def _day(year: int, day_of_year: int) -> date | None:
    """Return a day of a year, None when the year does not have it or is none that a date can have."""
    if not MINYEAR <= year <= MAXYEAR or not 1 <= day_of_year <= _LEAP:
        return None
    if day_of_year == _LEAP and not isleap(year):
        return None
    return date.fromordinal(_last_of_year_before(year) + day_of_year)


@lru_cache(maxsize=64)
def _last_of_year_before(year: int) -> int:
    """Return the ordinal of the day before the first of January."""
    return date(year, 1, 1).toordinal() - 1
