"""Instants as the clocks of a place show them, right across daylight saving."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.domain.travel.flight import LocalTime

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE: Final = timedelta(minutes=1)


class NoSuchTime(ValueError):
    """A time that the clocks of a place never show, or show twice; the text says which, and what to write."""


def local_time(utc_ms: int, zone: str) -> LocalTime:
    """Return an instant with the offset a zone has then."""
    offset = (_EPOCH + timedelta(milliseconds=utc_ms)).astimezone(ZoneInfo(zone)).utcoffset()
    return LocalTime(utc_ms, (offset or timedelta()) // _MINUTE)


def local_date(utc_ms: int, zone: str) -> str:
    """Return the date in a zone, ISO 8601."""
    return (_EPOCH + timedelta(milliseconds=utc_ms)).astimezone(ZoneInfo(zone)).date().isoformat()


def instant(text: str, zone: str) -> LocalTime:
    """Read `2026-11-21T16:35` by the clocks of a zone, or with an offset of its own (`+01:00`, `Z`) as that instant.

    Raises `NoSuchTime`: an hour that is left out or comes twice on the day the clocks change needs an offset.
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise NoSuchTime("a local time such as 2026-11-21T16:35") from error
    if read.tzinfo is not None:
        return local_time((read - _EPOCH) // timedelta(milliseconds=1), zone)
    first, second = (read.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        is_twice = first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == read
        why = "comes twice" if is_twice else "does not exist"
        raise NoSuchTime(f"the clocks of {zone} change then: this time {why}; write the offset too, such as +01:00")
    return local_time((first - _EPOCH) // timedelta(milliseconds=1), zone)
