"""The writer's thread does what it was asked in order, and tells the loop that asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from kiosk.store.journal.thread import WriterThread

WAIT_S = 60


@pytest.fixture
def thread() -> Iterator[WriterThread]:
    own = WriterThread("writer under test")
    yield own
    own.end()


async def _in_time(answer: asyncio.Future[object]) -> object:
    return await asyncio.wait_for(answer, WAIT_S)


def test_what_is_asked_is_done_in_order_on_one_other_thread(thread: WriterThread) -> None:
    seen: list[tuple[int, int]] = []

    async def ask() -> None:
        answers = [thread.call(lambda n=n: seen.append((n, threading.get_ident()))) for n in range(50)]  # type: ignore[misc] # bound at once
        await asyncio.wait_for(asyncio.gather(*answers), WAIT_S)

    asyncio.run(ask())
    assert [n for n, _ in seen] == list(range(50))
    assert {ident for _, ident in seen}.isdisjoint({threading.get_ident()})
    assert len({ident for _, ident in seen}) == 1


def test_what_was_raised_reaches_who_waits_and_the_thread_goes_on(thread: WriterThread) -> None:
    def fail() -> object:
        raise KeyError("torn")

    async def ask() -> object:
        with pytest.raises(KeyError, match="torn"):
            await _in_time(thread.call(fail))
        return await _in_time(thread.call(lambda: 7))

    assert asyncio.run(ask()) == 7


def test_what_nobody_waits_for_any_more_is_done_all_the_same(thread: WriterThread) -> None:
    done = threading.Event()
    begin = threading.Event()

    def waits() -> None:
        begin.wait(WAIT_S)
        done.set()

    async def ask() -> object:
        first = thread.call(waits)
        first.cancel()
        begin.set()
        return await _in_time(thread.call(lambda: "next"))

    assert asyncio.run(ask()) == "next"
    assert done.is_set()


def test_a_loop_that_closed_meanwhile_costs_the_thread_nothing(thread: WriterThread) -> None:
    begin = threading.Event()

    async def ask() -> None:
        thread.call(lambda: begin.wait(WAIT_S))

    asyncio.run(ask())
    begin.set()

    async def again() -> object:
        return await _in_time(thread.call(lambda: "here"))

    assert asyncio.run(again()) == "here"


def test_after_its_end_nothing_waits_for_an_answer_that_never_comes() -> None:
    own = WriterThread("writer under test")
    own.end()

    async def ask() -> None:
        with pytest.raises(RuntimeError, match="ended"):
            own.call(lambda: None)

    asyncio.run(ask())
