"""One event at a time: step, commit, show, then the effects; results come back as events.

Nothing is shown or done that is not durable. A commit that fails has an unknown outcome: the kiosk leaves service and
the next start decides from the tables.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

from kiosk.domain.blockers import SYS_SOFTWARE, SYS_STORAGE
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Effect, EffectFailed, Event
from kiosk.flows.shell import Frame, Session, frame, step
from kiosk.flows.shell.session import OutOfService, ServiceLost

log = logging.getLogger(__name__)


class Journal(Protocol):
    """Where events become durable, with the rows they imply, in one transaction."""

    def commit(
        self, event: Event, at: Stamp, session_id: str, before: tuple[Sale, ...], after: tuple[Sale, ...]
    ) -> Awaitable[int]:
        """Return the sequence number once it is durable. Whatever it raises, the outcome is unknown."""
        ...


class NoJournal:
    """Stands in where no store could be opened: the kiosk is out of service and nothing is written."""

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: tuple[Sale, ...], after: tuple[Sale, ...]
    ) -> int:
        """Refuse."""
        raise RuntimeError("there is no journal")


class Clock(Protocol):
    """Where stamps come from."""

    def stamp(self) -> Stamp:
        """Return the time now with a fresh draw."""
        ...


class SystemClock:
    """The machine's clocks and its randomness."""

    def stamp(self) -> Stamp:
        """Return the time now with a fresh draw."""
        return Stamp(time.time_ns() // 1_000_000, time.monotonic_ns() // 1_000_000, secrets.randbits(74))


class Runtime:
    """Runs one session over a journal, performers and a glass, on the event loop that calls `run`."""

    def __init__(
        self,
        session: Session,
        journal: Journal,
        perform: Callable[[Effect], None],
        show: Callable[[Frame], None],
        clock: Clock,
    ) -> None:
        self.session = session
        self._journal = journal
        self._perform = perform
        self._show = show
        self._clock = clock
        self._events: deque[Event] = deque()
        self._waits: asyncio.Future[None] | None = None
        self._is_lost = False

    @property
    def is_lost(self) -> bool:
        """True once this left service by itself: nothing is sold or written any more."""
        return self._is_lost

    def post(self, event: Event) -> None:
        """Queue an event; on the loop's own thread only."""
        self._events.append(event)
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)

    async def run(self) -> None:
        """Take events until cancelled."""
        while True:
            while self._events:
                await self.take(self._events.popleft())
            self._waits = asyncio.get_running_loop().create_future()
            await self._waits

    async def take(self, event: Event) -> None:
        """Take one event: all of it, or none of it."""
        at = self._clock.stamp()
        before = self.session
        try:
            after, effects = step(before, event, at)
        except Exception:
            log.exception("step raised on %s", type(event).__name__)
            self.leave_service(SYS_SOFTWARE)
            return
        if after is before and not effects and not event.is_kept:
            log.debug("not taken: %s", type(event).__name__)
            return
        if not await self._is_durable(event, at, before, after):
            return
        is_kept = not self._is_lost  # out of service nothing is written any more: then nothing is done that has to last
        self.session = after
        if not self._is_shown(after):
            self.leave_service(SYS_SOFTWARE)
        for effect in effects:  # what is durable is carried out, whatever became of its picture
            if is_kept or effect.is_for_the_moment:
                self._begin(effect)
            elif after.over is not None:  # the page that waits for it hears that nobody does it
                self.post(EffectFailed(type(effect).__name__, effect.key))

    def _is_shown(self, session: Session) -> bool:
        try:
            self._show(frame(session))
        except Exception:
            log.exception("showing %s raised", type(session.screen).__name__)
            return False
        return True

    def _begin(self, effect: Effect) -> None:
        try:
            self._perform(effect)
        except Exception:
            log.exception("%s raised at once", type(effect).__name__)
            self.post(EffectFailed(type(effect).__name__, effect.key))

    async def _is_durable(self, event: Event, at: Stamp, before: Session, after: Session) -> bool:
        if self._is_lost:
            return isinstance(after.screen, OutOfService)  # nothing is sold there: language and help still work
        if event.is_passing:
            return True
        try:
            await self._journal.commit(event, at, after.id or before.id, before.sales, after.sales)
        except Exception:
            log.exception("commit of %s failed: outcome unknown", type(event).__name__)
            self.leave_service(SYS_STORAGE)
            return False
        return True

    def leave_service(self, code: str) -> None:
        """Show that the kiosk cannot serve; from here on nothing is sold, and nothing more is written."""
        self._is_lost = True
        at = self._clock.stamp()
        self.session, _ = step(self.session, ServiceLost(code), at)
        self._is_shown(self.session)


class Core:
    """The one asyncio thread: runtime, effects, devices, network."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._effects: set[asyncio.Task[Any]] = set()
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        self.loop.run_until_complete(self._drain())
        self.loop.close()

    async def _drain(self) -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.loop.shutdown_default_executor()

    def spawn(
        self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]
    ) -> asyncio.Task[Any]:  # fmt: skip
        """Run a task on the loop's own thread; an exception goes to `on_error`, never to nobody."""
        task = self.loop.create_task(work)
        self._tasks.add(task)

        def ended(done: asyncio.Task[Any]) -> None:
            self._tasks.discard(done)
            if not done.cancelled() and (error := done.exception()) is not None:
                on_error(error)

        task.add_done_callback(ended)
        return task

    def perform(self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> None:
        """Run an effect's work, like `spawn`, as long as the session does."""
        task = self.spawn(work, on_error)
        self._effects.add(task)
        task.add_done_callback(self._effects.discard)

    def end_effects(self) -> None:
        """Cancel the work of effects: nobody hears of it any more, and what it uses is about to be let go."""
        for task in self._effects:
            task.cancel()

    def call(self, work: Callable[[], object]) -> None:
        """Run a callable on the loop's thread; from any thread, dropped when the loop is closed."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(work)

    def stop(self, timeout_s: float = 5.0) -> None:
        """Cancel everything and end the thread; from another thread."""
        if self._thread.ident is None:
            self.loop.close()
            return
        self.call(self.loop.stop)
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            log.error("the core did not end within %g s", timeout_s)
