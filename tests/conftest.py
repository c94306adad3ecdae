"""What every test stands on: an offscreen Qt, a fixed place and time zone, and a watch over what nobody expected.

A log line at WARNING or above, a Qt or QML message at warning or above (pytest-qt, see pyproject.toml), a thread, an
event loop, a task or a timer that is left over makes a test fail. A line a test expects is named:

    @pytest.mark.allowed_logs("terminal not reached")

or by the fixture of the same name; each is a regular expression that is searched in `LEVEL logger: message`. A test
that takes `caplog` reads its log lines itself.
"""

from __future__ import annotations

import os

# Before anything imports Qt: the platform is read once, and a dead display aborts the process.
os.environ.pop("DISPLAY", None)
os.environ.pop("WAYLAND_DISPLAY", None)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"
os.environ["QSG_RENDER_LOOP"] = "basic"
os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
os.environ["TZ"] = "Pacific/Chatham"  # no site's zone: whoever asks the machine instead of the site is wrong at once

import asyncio
import gc
import logging
import re
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.second_tries import SecondTries

time.tzset()

ROOT = Path(__file__).resolve().parents[1]
VECTORS = ROOT.parent / "shared" / "vectors"
THREAD_LOOKS, THREAD_LOOK_S = 60, 0.05  # looks, not seconds: a machine that stands still takes one of them
OWN_THREADS = re.compile(r"^(core|writer)\b")
FIRST = ("tests/journeys/airport", "tests/journeys/robot", "tests/journeys")  # long, with devices that a file shares

# The tests start hundreds of kiosks and simulators. Where compiled modules may not lie beside the sources, each of
# them would compile all it imports anew: they lie apart instead.
if sys.dont_write_bytecode:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(ROOT / "var" / "compiled")
    sys.dont_write_bytecode = False

# `make test` repeats itself exactly; HYPOTHESIS_PROFILE=night draws anew.
settings.register_profile("small", deadline=None, derandomize=True, database=None)
settings.register_profile("quick", deadline=None, derandomize=True, database=None, max_examples=30)  # make check
settings.register_profile(
    "night", deadline=None, max_examples=20_000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "small"))


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker that lets a test expect log lines, and spread the net below the tests in real time."""
    config.pluginmanager.register(SecondTries(), "second_tries")
    config.addinivalue_line("markers", "allowed_logs(*patterns): log lines at WARNING or above that the test expects")


def pytest_collection_finish() -> None:
    """Leave what stays to the end, the modules and the tests, out of every collection of garbage from here on.

    Each test that made a loop ends with one: it is to look through what the test left, not through half a million
    objects that nobody ever drops.
    """
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let the interpreter end with everything, as it does without the freeze: else a library calls it a leak."""
    gc.unfreeze()


# --- log lines ------------------------------------------------------------------------------------------------------


class _Watch(logging.Handler):
    """Keeps the log lines of one test that are worth a failure."""

    def __init__(self, allowed: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.allowed = [re.compile(pattern) for pattern in allowed]
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.name}: {record.getMessage()}"
        if record.exc_info is not None and record.exc_info[1] is not None:
            line += f" [{record.exc_info[1]!r}]"
        self.seen.append(f"{record.levelname} {line}")

    def unexpected(self) -> list[str]:
        """Return the lines that no pattern allows."""
        return [line for line in self.seen if not any(pattern.search(line) for pattern in self.allowed)]


# --- event loops ----------------------------------------------------------------------------------------------------

_LOOPS: weakref.WeakSet[asyncio.AbstractEventLoop] = weakref.WeakSet()
_make_loop = asyncio.base_events.BaseEventLoop.__init__


def _known_loop(self: asyncio.base_events.BaseEventLoop, *args: Any, **kwargs: Any) -> None:
    _make_loop(self, *args, **kwargs)
    _LOOPS.add(self)


asyncio.base_events.BaseEventLoop.__init__ = _known_loop  # type: ignore[method-assign, assignment]  # asyncio lists no loops


def _left_in_loops(before: set[int]) -> list[str]:
    """Name what is left of the loops made since: tasks, timers, and loops nobody closed."""
    left: list[str] = []
    for loop in list(_LOOPS):
        if id(loop) in before:
            continue
        tasks = [task for task in asyncio.all_tasks(loop) if not task.done()]
        left += [f"task {task.get_name()}: {task.get_coro()!r}" for task in tasks]
        if not loop.is_closed():
            timers = [handle for handle in getattr(loop, "_scheduled", ()) if not handle.cancelled()]
            left += [f"timer {handle!r}" for handle in timers]
            left.append(f"an event loop nobody closed: {loop!r}")
            loop.close()
    return left


# --- threads --------------------------------------------------------------------------------------------------------


def _left_threads(before: set[threading.Thread]) -> list[str]:
    """Name the threads started since that do not end; daemons only when they are the product's own."""
    left: list[str] = []
    for thread in set(threading.enumerate()) - before:
        if thread.daemon and not OWN_THREADS.match(thread.name):
            continue
        for _ in range(THREAD_LOOKS):
            thread.join(THREAD_LOOK_S)
            if not thread.is_alive():
                break
        if thread.is_alive():
            left.append(f"thread {thread.name}")
    return left


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let files whose tests share one long beginning come first: no worker takes some of them over from another."""
    items.sort(key=lambda item: next((n for n, place in enumerate(FIRST) if item.nodeid.startswith(place)), len(FIRST)))


@pytest.fixture(autouse=True)
def _nothing_unexpected(request: pytest.FixtureRequest) -> Iterator[_Watch]:
    """Fail the test that leaves something behind or logs what it did not announce."""
    patterns = [pattern for mark in request.node.iter_markers("allowed_logs") for pattern in mark.args]
    if "caplog" in request.fixturenames:
        patterns.append("")
    watch = _Watch(patterns)
    loops = {id(loop) for loop in _LOOPS}
    threads = set(threading.enumerate())
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    left = _left_threads(threads)
    if len(_LOOPS) > len(loops):
        left += _left_in_loops(loops)
        gc.collect()  # a task that was forgotten says so only when it is collected
    root.removeHandler(watch)
    problems = [f"left over: {what}" for what in left] + [f"not expected: {line}" for line in watch.unexpected()]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def allowed_logs(_nothing_unexpected: _Watch) -> Callable[..., None]:
    """Return what names further log lines that this test expects."""

    def allow(*patterns: str) -> None:
        _nothing_unexpected.allowed += [re.compile(pattern) for pattern in patterns]

    return allow


# --- the outside ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], Any]:
    """Make the application object as the product does."""

    def make(arguments: list[str]) -> Any:
        from screens.app import make_application

        return make_application(arguments[1:])

    return make


@pytest.fixture(scope="session")
def vectors() -> Path:
    """Return the folder of third-party test vectors; they are not part of the repository."""
    if not VECTORS.is_dir():
        pytest.skip(f"no third-party vectors: ../{VECTORS.relative_to(ROOT.parent)} is not there")
    return VECTORS
