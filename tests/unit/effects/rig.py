"""What tests of performers share: tasks on the running loop, and a list of what was posted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from devices.api import Health, HealthState
from kiosk.effects.base import Tasks
from kiosk.flows.base import Event


class Rig:
    """Runs the tasks of performers and keeps what they post."""

    def __init__(self) -> None:
        self.posted: list[Event] = []
        self.running: set[asyncio.Task[Any]] = set()
        self.tasks = Tasks(self.posted.append, self.spawn)

    def spawn(self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> None:
        """Start a task as the core does."""
        task = asyncio.get_running_loop().create_task(work)
        self.running.add(task)

        def ended(done: asyncio.Task[Any]) -> None:
            self.running.discard(done)
            if not done.cancelled() and (error := done.exception()) is not None:
                on_error(error)

        task.add_done_callback(ended)

    async def until(self, count: int) -> list[Event]:
        """Wait until so many events were posted; the virtual clock says when they never will be."""
        while len(self.posted) < count:
            await asyncio.sleep(0.01)
            assert asyncio.get_running_loop().time() < 3600, f"only {self.posted}"
        return self.posted

    async def done(self) -> list[Event]:
        """Wait until every task has ended; return what was posted."""
        while self.running:
            await asyncio.wait(self.running)
        return self.posted

    async def stop(self) -> None:
        """Cancel what still runs."""
        for task in list(self.running):
            task.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)


class Ready:
    """A device that is simply there."""

    health = Health(HealthState.READY)

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Nothing changes."""

    async def run(self) -> None:
        """Serve nothing."""

    async def reset(self) -> None:
        """Nothing to reset."""
