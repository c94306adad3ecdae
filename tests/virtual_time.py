"""An event loop whose clock jumps: when nothing is ready, time moves to the next timer at once.

Days of time-outs take milliseconds, and the order of events is the same in every run. Sockets and threads still work,
but time does not wait for them: use memory pipes.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_STUCK_AFTER_REAL_S = 60.0


class Stuck(RuntimeError):
    """Every task waits for something that no timer will bring."""


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:  # no timer at all: only a thread could still wake the loop
            ready = super().select(_STUCK_AFTER_REAL_S)
            if not ready:
                raise Stuck("no timer is set and nothing is ready: the loop would wait for ever")
            return ready
        self.now_s += timeout
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """A selector event loop on virtual time, which starts at 0 s."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)
        self._clock_resolution = 1e-6  # sums of floats must not leave a timer a hair in the future

    def time(self) -> float:
        """The virtual time in seconds."""
        return self._jumping.now_s


class LeftOver(AssertionError):
    """The main coroutine ended and tasks of it still ran."""


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a loop of its own in virtual time. Raises `LeftOver` when it leaves tasks behind."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        answer = runner.run(main)
        left_over = [task.get_name() for task in asyncio.all_tasks(runner.get_loop()) if not task.done()]
    if left_over:
        raise LeftOver(f"tasks still running: {left_over}")
    return answer
