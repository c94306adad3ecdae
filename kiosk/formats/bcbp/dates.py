"""The days of a boarding pass, which names none of its years. "Today" is an argument; nothing here knows a clock.

The year of issue is the latest one with the printed last digit that is not in the future; a flight leaves on the first
such day on or after the issue. Without a date of issue it is the day nearest to today. Day 366 is only in leap years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final

from kiosk.formats.bcbp.values import BoardingPassMessage

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
    days = _days(int(printed[1:]), (last - 10 * decade for decade in range(_DECADES)))
    return next(days, None)


def flight_dates(message: BoardingPassMessage, today: date) -> tuple[date | None, ...]:
    """Return the local date of departure of each leg; None where the day of the year cannot be."""
    issued = issue_date(message, today)
    found: list[date | None] = []
    for leg in message.legs:
        before = next((day for day in reversed(found) if day is not None), None)
        if before is None and issued is not None:
            found.append(_on_or_after(leg.day_of_year, issued))
        else:  # a later leg is near the one before it, and may leave a date earlier across the date line
            found.append(_nearest(leg.day_of_year, before or today))
    return tuple(found)


def _on_or_after(day_of_year: int, start: date) -> date | None:
    years = range(start.year, start.year + _REACH + 1)
    return next((day for day in _days(day_of_year, years) if day >= start), None)


def _nearest(day_of_year: int, start: date) -> date | None:
    """Return the day that is closest; of two as close the later one."""
    years = range(start.year - _REACH, start.year + _REACH + 1)
    return min(_days(day_of_year, years), key=lambda day: (abs(day - start), start - day), default=None)


def _days(day_of_year: int, years: Iterable[int]) -> Iterator[date]:
    """Yield the day in each of the years that has it."""
    for year in years:
        if MINYEAR <= year < MAXYEAR and 1 <= day_of_year <= 366:
            day = date(year, 1, 1) + timedelta(day_of_year - 1)
            if day.year == year:
                yield day
