"""The clock is looked at again and again, and only a change is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from kiosk.domain.hours import Opening
from kiosk.effects.clock.hours import Hours
from kiosk.flows.base import Event
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import OpeningTold
from tests.virtual_time import run

Advance = Callable[[float], Awaitable[None]]
CLOSING, CLOSED, OPEN = (OpeningTold(opening) for opening in (Opening.CLOSING, Opening.CLOSED, Opening.OPEN))


def told_over(first: datetime, hours: int, *, jump: timedelta = timedelta(0)) -> list[Event]:
    """Return what is told from a time on; the wall clock is set by `jump` in the middle."""
    posted: list[Event] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        shift = timedelta(0)
        Hours(loop, posted.append, SITE.place, lambda: first + timedelta(seconds=loop.time() - begun) + shift).look()
        await asyncio.sleep(hours * 1800)
        shift = jump
        await asyncio.sleep(hours * 1800)

    run(main())
    return posted


def test_a_kiosk_that_starts_at_night_says_so_at_once_and_opens_in_the_morning() -> None:
    assert told_over(datetime(2026, 3, 28, 23, 40), 8) == [CLOSED, OPEN]


def test_a_day_is_told_by_its_changes_alone() -> None:
    assert told_over(datetime(2026, 3, 28, 12, 0), 24) == [CLOSING, CLOSED, OPEN]


def test_a_clock_that_is_set_is_seen_soon() -> None:
    assert told_over(datetime(2026, 3, 28, 12, 0), 2, jump=timedelta(hours=11)) == [CLOSED]
    assert told_over(datetime(2026, 3, 28, 23, 0), 2, jump=timedelta(hours=-11)) == [CLOSED, OPEN]
