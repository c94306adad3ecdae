"""Opening hours: what a time of day means for who stands before the kiosk."""

from __future__ import annotations

from enum import StrEnum

DAY_MINUTES = 24 * 60
SOON_MINUTES = 30


class Opening(StrEnum):
    """Whether people are there: open, open but not for long, or closed."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


def minute_of(clock: str) -> int:
    """Return the minute of the day of `hh:mm`; `24:00` is the end of the day. Raises ValueError for anything else."""
    hours, _, minutes = clock.partition(":")
    minute = int(hours) * 60 + int(minutes)
    if not 0 <= minute <= DAY_MINUTES or not 0 <= int(minutes) < 60:
        raise ValueError(f"{clock!r} is no time of day")
    return minute


def opening(minute: int, opens: str, closes: str) -> Opening:
    """Return what holds at a minute of the day, 0 to 1439.

    Hours that end before they begin go over midnight; hours that end when they begin never end.
    """
    begin, end = minute_of(opens) % DAY_MINUTES, minute_of(closes) % DAY_MINUTES
    if begin == end:
        return Opening.OPEN
    left = (end - minute) % DAY_MINUTES or DAY_MINUTES
    length = (end - begin) % DAY_MINUTES
    if left > length:
        return Opening.CLOSED
    return Opening.CLOSING if left <= SOON_MINUTES else Opening.OPEN
