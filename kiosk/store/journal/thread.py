"""The writer's thread: takes one call after the other, answers on the event loop that asked.

A plain queue there and one wake-up of the loop back: a thread pool's futures, each with a lock of its own, take twice
as long as the flush they wait for.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Final, TypeAlias, TypeVar

R = TypeVar("R")
_Asked: TypeAlias = "tuple[Callable[[], Any], asyncio.Future[Any]]"
log = logging.getLogger(__name__)
END_S: Final = 30.0


class WriterThread:
    """One thread, from the first call to `end`. What is asked is done in order, also when nobody waits any more."""

    def __init__(self, name: str) -> None:
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._is_ended = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def call(self, act: Callable[[], R]) -> asyncio.Future[R]:
        """Have it called; await the answer, or what it raised. On the loop's own thread, and not after `end`."""
        if self._is_ended:
            raise RuntimeError("the writer's thread has ended")
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._asked.put((act, answer))
        return answer

    def end(self) -> None:
        """Finish what was asked, then end the thread."""
        self._is_ended = True
        self._asked.put(None)
        self._thread.join(END_S)

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            act, answer = asked
            try:
                told: tuple[Any, BaseException | None] = act(), None
            except BaseException as error:  # whoever waits decides what it means
                told = None, error
            try:
                answer.get_loop().call_soon_threadsafe(_tell, answer, *told)
            except RuntimeError:  # the loop has closed: nobody waits, and what was asked is done
                log.debug("an answer of the journal found its loop closed")
            del act, answer, asked, told  # a thread that waits keeps nothing alive


def _tell(answer: asyncio.Future[Any], found: Any, error: BaseException | None) -> None:
    if answer.cancelled():
        return
    if error is None:
        answer.set_result(found)
    else:
        answer.set_exception(error)
