"""An event loop on virtual time that one seed owns: what is due at the same moment happens in an order it draws.

It runs the product's tasks and timers (`kiosk`) and what happens in the world around it (`later`); a power cut drops
the first and keeps the second. Nothing here waits: days pass in milliseconds.
"""

from __future__ import annotations

import asyncio
import heapq
from asyncio.events import _set_running_loop  # asyncio has no public way to be run by something else
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from contextvars import Context
from functools import partial
from random import Random
from typing import Any, TypeVar, TypeVarTuple, Unpack

Call = Callable[..., object]
Args = TypeVarTuple("Args")
T = TypeVar("T")


class _Due(asyncio.Handle):
    """One callback, which may be cancelled; of the machine, so that a power cut drops it."""

    __slots__ = ("args", "at_s", "call", "is_cancelled")

    def __init__(self, call: Call, args: tuple[Any, ...], at_s: float = 0.0) -> None:
        self.call, self.args, self.at_s = call, args, at_s
        self.is_cancelled = False

    def cancel(self) -> None:
        """Do not call."""
        self.is_cancelled = True

    def cancelled(self) -> bool:
        """True after `cancel`."""
        return self.is_cancelled

    def when(self) -> float:
        """Return the moment on the loop's clock."""
        return self.at_s


class Loop(asyncio.AbstractEventLoop):
    """Just as much of an event loop as the runtime and the performers use; anything else raises."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._now_s = 0.0
        self._ready: deque[_Due] = deque()
        self._heap: list[tuple[float, float, int, _Due | Callable[[], object]]] = []
        self._count = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self.raised: list[BaseException] = []
        self.is_cut = False

    # --- what asyncio asks of a loop --------------------------------------------------------------------------------

    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._now_s

    def get_debug(self) -> bool:
        """Never."""
        return False

    def is_closed(self) -> bool:
        """Never: a day ends, the loop is dropped."""
        return False

    def is_running(self) -> bool:
        """Always, as far as a task can tell."""
        return True

    def call_soon(
        self, callback: Callable[[Unpack[Args]], object], *args: *Args, context: Context | None = None
    ) -> asyncio.Handle:
        """Run after what is ready already."""
        due = _Due(callback, args)
        self._ready.append(due)
        return due

    def call_later(
        self,
        delay: float,
        callback: Callable[[Unpack[Args]], object],
        *args: *Args,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run `delay` seconds from now."""
        return self.call_at(self._now_s + delay, callback, *args)

    def call_at(
        self,
        when: float,
        callback: Callable[[Unpack[Args]], object],
        *args: *Args,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run at a moment."""
        due = _Due(callback, args, when)
        self._push(when, due)
        return due  # type: ignore[return-value]  # it has the verbs of a timer handle: when, cancel, cancelled

    def create_future(self) -> asyncio.Future[Any]:
        """Return a future of this loop."""
        return asyncio.Future(loop=self)

    def create_task(self, coro: Any, *, name: str | None = None, context: Context | None = None) -> asyncio.Task[Any]:
        """Start a task of the machine; a power cut ends it."""
        task: asyncio.Task[Any] = asyncio.Task(coro, loop=self)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Keep what nobody expected, for the verdict on the day; what a power cut leaves pending is no news."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.raised.append(error)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Args]], T], *args: *Args
    ) -> asyncio.Future[T]:
        """Do what the product does in a thread; its answer takes a moment, in which the power may go."""
        future: asyncio.Future[T] = self.create_future()

        def answered(tell: Callable[[], None]) -> None:
            if not future.done():
                tell()

        def work() -> None:
            try:
                tell = partial(future.set_result, func(*args))
            except Exception as error:
                tell = partial(future.set_exception, error)
            self.call_later(0.02, answered, tell)

        self.call_later(0.01, work)
        return future

    # --- what the simulation asks -----------------------------------------------------------------------------------

    def later(self, after_s: float, act: Callable[[], object]) -> None:
        """Let something happen in the world, whatever becomes of the kiosk meanwhile."""
        self._push(self._now_s + after_s, act)

    def spawn(self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> asyncio.Task[Any]:
        """Start a task as the core does: what it raises goes to `on_error`."""
        task = self.create_task(work)

        def ended(done: asyncio.Task[Any]) -> None:
            if done.cancelled() or (error := done.exception()) is None:
                return
            if isinstance(error, Exception):
                on_error(error)
            else:
                self.raised.append(error)

        task.add_done_callback(ended)
        return task

    def run_until(self, until_s: float) -> None:
        """Let everything happen that is due by then, or up to a power cut."""
        _set_running_loop(self)
        try:
            while not self.is_cut:
                if self._ready:
                    self._call(self._ready.popleft())
                elif self._heap and self._heap[0][0] <= until_s:
                    self._step()
                else:
                    self._now_s = max(self._now_s, until_s)
                    return
        finally:
            _set_running_loop(None)

    def drop_machine(self) -> None:
        """Forget every task and timer of the machine; what happens in the world stays due."""
        for task in self._tasks:
            work = task.get_coro()
            if work is not None:
                work.close()  # now, not whenever memory is collected; asyncio's word about it is not taken below
        self._tasks.clear()
        self._ready.clear()
        self._heap = [entry for entry in self._heap if not isinstance(entry[3], _Due)]
        heapq.heapify(self._heap)
        self.is_cut = False

    def _push(self, at_s: float, act: _Due | Callable[[], object]) -> None:
        self._count += 1
        heapq.heappush(self._heap, (round(at_s, 3), self._rng.random(), self._count, act))

    def _step(self) -> None:
        at_s, _, _, act = heapq.heappop(self._heap)
        if at_s > self._now_s:
            self._now_s = at_s
        if isinstance(act, _Due):
            self._call(act)
        else:
            act()

    def _call(self, due: _Due) -> None:
        if due.is_cancelled:
            return
        try:
            due.call(*due.args)
        except Exception as error:
            self.raised.append(error)
