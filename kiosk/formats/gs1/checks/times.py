"""Checks of dates and times. Source: GS1 General Specifications 3.3 to 3.8, 7.12; ISO 8601."""

from __future__ import annotations

from kiosk.formats.gs1.checks.characters import csetnumeric
from kiosk.formats.gs1.checks.finding import Finding, whole

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NO_TIME = "9999"


def days_in(year: int, month: int) -> int:
    """Return the days of a month (1 to 12) in the Gregorian calendar."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else _DAYS[month - 1]


def _length(text: str, wanted: int, name: str) -> Finding | None:
    if len(text) < wanted:
        return whole(f"{name}_TOO_SHORT", text)
    if len(text) > wanted:
        return whole(f"{name}_TOO_LONG", text)
    return csetnumeric(text)


def _date(text: str, year_digits: int, *, day_may_be_zero: bool) -> Finding | None:
    found = _length(text, year_digits + 4, "DATE")
    if found is not None:
        return found
    # Of two-digit years only 00 could differ between centuries, and 2000 is the one within 50 years.
    year = int(text[:year_digits]) + (2000 if year_digits == 2 else 0)
    month, day = int(text[year_digits : year_digits + 2]), int(text[year_digits + 2 :])
    if not 1 <= month <= 12:
        return Finding("ILLEGAL_MONTH", year_digits, 2)
    if (day == 0 and not day_may_be_zero) or day > days_in(year, month):
        return Finding("ILLEGAL_DAY", year_digits + 2, 2)
    return None


def yymmdd(text: str) -> Finding | None:
    """A day as YYMMDD."""
    return _date(text, 2, day_may_be_zero=False)


def yymmd0(text: str) -> Finding | None:
    """A day as YYMMDD; DD may be 00 for the whole month."""
    return _date(text, 2, day_may_be_zero=True)


def yyyymmdd(text: str) -> Finding | None:
    """A day as YYYYMMDD."""
    return _date(text, 4, day_may_be_zero=False)


def yyyymmd0(text: str) -> Finding | None:
    """A day as YYYYMMDD; DD may be 00 for the whole month."""
    return _date(text, 4, day_may_be_zero=True)


def _part(text: str, name: str, most: int) -> Finding | None:
    found = _length(text, 2, name)
    if found is not None:
        return found
    return whole(f"ILLEGAL_{name}", text) if int(text) > most else None


def hh(text: str) -> Finding | None:
    """An hour, 00 to 23."""
    return _part(text, "HOUR", 23)


def mi(text: str) -> Finding | None:
    """A minute, 00 to 59."""
    return _part(text, "MINUTE", 59)


def ss(text: str) -> Finding | None:
    """A second, 00 to 59."""
    return _part(text, "SECOND", 59)


def hhmi(text: str) -> Finding | None:
    """Hour and minute."""
    found = _length(text, 4, "HOUR_WITH_MINUTE") or hh(text[:2])
    if found is not None:
        return found
    return Finding("ILLEGAL_MINUTE", 2, 2) if mi(text[2:]) else None


def hhmi_or_none(text: str) -> Finding | None:
    """Hour and minute, or 9999 for no time (AI 4324 and 4325)."""
    return None if text == NO_TIME else hhmi(text)
