"""Who asks an area of the back room for something, and hears what it answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from types import SimpleNamespace
from typing import Any

from kiosk.flows.base import Effect, Event


class Desk:
    """Carries out what an area does beside the loop when it is asked, one piece of work after another."""

    def __init__(self) -> None:
        self.told: list[Event] = []
        self.post = self.told.append
        self._work: list[Coroutine[Any, Any, None]] = []
        self.tasks = SimpleNamespace(start=lambda _effect, _key, work: self._work.append(work))

    def ask(self, table: Mapping[type[Effect], Callable[[Any], None]], effect: Effect) -> Event:
        """Have one effect performed; return the last answer."""
        table[type(effect)](effect)

        async def go() -> None:
            for work in self._work:
                await work

        asyncio.run(go())
        self._work.clear()
        return self.told[-1]
