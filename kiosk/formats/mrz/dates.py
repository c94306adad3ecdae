"""Dates of machine-readable zones: six characters YYMMDD, each pair `<<` when it is not known.

Two digits do not tell the century. A birth lies in the past, so it is the last such day up to the day it is read, or
up to the end of a document that has expired: a birth in the future cannot be told from one a hundred years before. An
expiry is read within 50 years of the day. Source: ICAO Doc 9303 part 3, 4.8.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
EVERY_YEAR: Final = re.compile("[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])")
"""Six digits that are a day of any year: nearly all are."""
_NOT_KNOWN: Final = "<<"
_WINDOW_YEARS: Final = 50


def is_plausible(text: str) -> bool:
    """Whether six digits or fillers are a day of some year, or as much of one as is known."""
    if EVERY_YEAR.fullmatch(text):
        return True
    year, month, day = text[:2], text[2:4], text[4:]
    if any("<" in part and part != _NOT_KNOWN for part in (year, month, day)):
        return False
    if month != _NOT_KNOWN and not 1 <= int(month) <= 12:
        return False
    if day == _NOT_KNOWN:
        return True
    longest = 31 if month == _NOT_KNOWN else _DAYS[int(month)]
    if month == "02" and year != _NOT_KNOWN and int(year) % 4:
        longest = 28
    return 1 <= int(day) <= longest


def birth_on(text: str, latest: date) -> date | None:
    """Return the last day up to `latest` that the six characters name; None when not all of it is known or right."""
    for century in (latest.year // 100, latest.year // 100 - 1):
        found = _day(century, text)
        if found is not None and found <= latest:
            return found
    return None


def expiry_on(text: str, today: date) -> date | None:
    """Return the day within 50 years of `today` that the six characters name; None as above."""
    days = (_day(today.year // 100 + step, text) for step in (-1, 0, 1))
    return next((day for day in days if day is not None and _is_near(day.year - today.year)), None)


def _is_near(years: int) -> bool:
    return -_WINDOW_YEARS < years <= _WINDOW_YEARS


def _day(century: int, text: str) -> date | None:
    if not text.isdigit():
        return None
    try:
        return date(century * 100 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None
