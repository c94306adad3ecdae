"""The one thread that runs everything but the glass: what its tasks raise is told, and it ends when it is told to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from kiosk.runtime import Core

JOIN_S = 60.0


@pytest.fixture
def core() -> Core:
    return Core()


def on(core: Core, work: Callable[[], Any]) -> Any:
    """Run a callable on the core's thread and return its answer."""
    answers: list[Any] = []
    done = threading.Event()

    def call() -> None:
        answers.append(work())
        done.set()

    core.call(call)
    assert done.wait(JOIN_S)
    return answers[0]


def test_an_error_of_a_task_goes_to_whoever_started_it(core: Core) -> None:
    told: list[BaseException] = []
    heard = threading.Event()

    async def fail() -> None:
        raise RuntimeError("boom")

    def take(error: BaseException) -> None:
        told.append(error)
        heard.set()

    core.start()
    core.call(lambda: core.spawn(fail(), take))
    assert heard.wait(JOIN_S)
    core.stop(timeout_s=JOIN_S)
    assert [str(error) for error in told] == ["boom"]


def test_stopping_ends_tasks_workers_and_the_thread_and_what_comes_later_is_dropped(core: Core) -> None:
    ended: list[str] = []

    async def wait(coming: Coroutine[Any, Any, Any]) -> None:
        try:
            await coming
        finally:
            ended.append("ended")

    core.start()
    on(core, lambda: core.spawn(wait(asyncio.sleep(3600)), lambda error: ended.append(repr(error))))
    on(core, lambda: core.spawn(wait(asyncio.to_thread(int)), lambda error: ended.append(repr(error))))
    assert any(thread.name == "core" for thread in threading.enumerate())
    core.stop(timeout_s=JOIN_S)
    assert ended == ["ended", "ended"]
    assert core.loop.is_closed()
    assert not any(thread.name == "core" for thread in threading.enumerate())
    core.call(lambda: ended.append("too late"))
    assert ended == ["ended", "ended"]


def test_the_work_of_effects_ends_before_what_it_uses_is_let_go_and_all_else_goes_on(core: Core) -> None:
    told: list[str] = []
    left = threading.Event()

    def asked() -> None:
        left.wait(JOIN_S)
        raise RuntimeError("the file is closed")

    def failed(error: BaseException) -> None:
        told.append(repr(error))

    core.start()
    on(core, lambda: core.perform(asyncio.to_thread(asked), failed))
    other = on(core, lambda: core.spawn(asyncio.sleep(3600), failed))
    on(core, core.end_effects)
    left.set()
    asyncio.run_coroutine_threadsafe(core.loop.shutdown_default_executor(), core.loop).result(JOIN_S)
    assert not on(core, other.done)
    core.stop(timeout_s=JOIN_S)
    assert told == []


def test_a_core_that_was_never_started_can_be_stopped(core: Core) -> None:
    core.stop()
    assert core.loop.is_closed()


@pytest.mark.allowed_logs("ERROR kiosk.runtime: the core did not end within 0 s")
def test_a_core_that_does_not_end_in_time_is_told(core: Core) -> None:
    entered, release = threading.Event(), threading.Event()

    def block() -> None:
        entered.set()
        release.wait(JOIN_S)

    core.start()
    core.call(block)
    assert entered.wait(JOIN_S)
    core.stop(timeout_s=0)
    release.set()
    core.stop(timeout_s=JOIN_S)
    assert core.loop.is_closed()
