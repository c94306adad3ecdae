"""Timers: one per name, on a clock that never jumps."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from kiosk.effects.timers import Timers
from kiosk.flows.base import Event, StartTimer, StopTimer, TimedOut
from tests.virtual_time import run


def playing(play: Callable[[Timers, list[Event]], Awaitable[None]]) -> None:
    async def main() -> None:
        posted: list[Event] = []
        await play(Timers(asyncio.get_running_loop(), posted.append), posted)

    run(main())


def test_a_timer_that_is_stopped_is_forgotten_and_stopping_nothing_is_nothing() -> None:
    async def play(timers: Timers, posted: list[Event]) -> None:
        timers.start(StartTimer("a", 5))
        timers.stop(StopTimer("a"))
        timers.stop(StopTimer("a"))
        timers.stop(StopTimer("never started"))
        await asyncio.sleep(10)
        assert posted == []

    playing(play)


def test_a_timer_that_is_started_anew_counts_from_then() -> None:
    async def play(timers: Timers, posted: list[Event]) -> None:
        timers.start(StartTimer("a", 5))
        await asyncio.sleep(4)
        timers.start(StartTimer("a", 5))
        await asyncio.sleep(4)
        assert posted == []
        await asyncio.sleep(2)
        assert posted == [TimedOut("a")]
        timers.start(StartTimer("a", 1))
        await asyncio.sleep(2)
        assert posted == [TimedOut("a"), TimedOut("a")]

    playing(play)


def test_timers_run_out_in_their_own_order() -> None:
    async def play(timers: Timers, posted: list[Event]) -> None:
        for name, seconds in (("late", 3.0), ("early", 0.5), ("middle", 2.0)):
            timers.start(StartTimer(name, seconds))
        await asyncio.sleep(10)
        assert posted == [TimedOut("early"), TimedOut("middle"), TimedOut("late")]

    playing(play)
