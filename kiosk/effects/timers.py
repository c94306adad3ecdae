"""Timers on the event loop's clock, which never jumps."""

from __future__ import annotations

import asyncio

from kiosk.effects.base import Post
from kiosk.flows.base import StartTimer, StopTimer, TimedOut


class Timers:
    """One running timer per name."""

    def __init__(self, loop: asyncio.AbstractEventLoop, post: Post) -> None:
        self._loop = loop
        self._post = post
        self._running: dict[str, asyncio.TimerHandle] = {}

    def start(self, effect: StartTimer) -> None:
        """Start or start anew."""
        self._forget(effect.timer)
        self._running[effect.timer] = self._loop.call_later(effect.seconds, self._out, effect.timer)

    def stop(self, effect: StopTimer) -> None:
        """Forget; no event follows."""
        self._forget(effect.timer)

    def _forget(self, timer: str) -> None:
        handle = self._running.pop(timer, None)
        if handle is not None:
            handle.cancel()

    def _out(self, timer: str) -> None:
        self._running.pop(timer, None)
        self._post(TimedOut(timer))
