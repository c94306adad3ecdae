"""The guard: every hook tells, a session ends, three faults start the kiosk again, five starts end service."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.watch import faults
from kiosk.watch.guard import RESTART, Guard
from kiosk.watch.hooks import catch_all, catch_in
from kiosk.watch.restarts import MOST, Restarts
from kiosk.watch.service import ALIVE, READY, STOPPING, tell

pytestmark = pytest.mark.allowed_logs("callback raised|core: a task failed|starts again")


class Served:
    """A core that writes down what it is asked for; free when a test says so."""

    def __init__(self) -> None:
        self.failed = 0
        self.waiting: list[Callable[[], None]] = []

    def screen_failed(self) -> None:
        self.failed += 1

    def when_free(self, act: Callable[[], None]) -> None:
        self.waiting.append(act)


class Rig:
    """A guard over a loop that runs when told to."""

    def __init__(self, folder: Path, *, is_strict: bool = True) -> None:
        self.restarted: list[int] = []
        self.served = Served()
        self.loop = asyncio.new_event_loop()
        self.guard = Guard(self.restarted.append, is_strict=is_strict, end=self.restarted.append)
        self.is_unfit = self.guard.open(folder)
        self.guard.serve(self.loop, self.served)

    def close(self, exit_status: int = 0) -> None:
        """End as the application does."""
        self.guard.stop(exit_status)
        self.turn()
        self.loop.close()

    def turn(self) -> None:
        """Let the loop do what waits."""
        self.loop.run_until_complete(asyncio.sleep(0))

    def fault(self, times: int) -> None:
        """Raise in a callback, far enough apart to count."""
        for _ in range(times):
            self.guard.fault("callback", ValueError("no"))
        self.turn()


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    monkeypatch.setattr(faults, "SAME_S", 0.0)
    own = Rig(tmp_path)
    yield own
    own.close()


def test_one_fault_of_a_screen_ends_the_session_and_nothing_else(rig: Rig) -> None:
    rig.fault(1)
    assert (rig.served.failed, rig.served.waiting, rig.restarted) == (1, [], [])


def test_a_fault_behind_the_glass_ends_nobodys_session_but_counts(rig: Rig) -> None:
    for _ in range(faults.MOST):
        rig.guard.fault("core", "a task failed")
    rig.turn()
    assert rig.served.failed == 0
    assert len(rig.served.waiting) == 1


def test_the_third_fault_starts_the_kiosk_again_but_not_before_nobody_pays(rig: Rig, tmp_path: Path) -> None:
    rig.fault(faults.MOST)
    assert rig.restarted == []
    rig.served.waiting[0]()
    rig.guard.start_again()
    assert rig.restarted == [RESTART]
    assert (tmp_path / "restarts.json").read_text().count("faults") == 1


def test_a_kiosk_that_nobody_starts_again_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "SAME_S", 0.0)
    rig = Rig(tmp_path, is_strict=False)
    rig.fault(faults.MOST)
    rig.served.waiting[0]()
    assert rig.restarted == []
    rig.close()


def test_who_wants_a_new_start_gets_one_when_nobody_pays_and_it_counts_as_no_fault(rig: Rig, tmp_path: Path) -> None:
    assert rig.guard.start_anew()
    assert rig.restarted == []
    rig.served.waiting[0]()
    rig.served.waiting[0]()
    assert rig.restarted == [RESTART]
    assert not (tmp_path / "restarts.json").exists()


def test_who_wants_a_new_start_is_told_when_nobody_starts_the_kiosk_again(tmp_path: Path) -> None:
    rig = Rig(tmp_path, is_strict=False)
    assert not rig.guard.start_anew()
    assert rig.served.waiting == []
    rig.close()


def test_five_restarts_make_the_next_start_unfit_until_a_person_ended_it_in_good_order(tmp_path: Path) -> None:
    for _ in range(MOST):
        Restarts(tmp_path).add("faults")
    for is_strict, is_unfit, exit_status in ((True, True, 1), (False, False, 1), (True, True, 0), (True, False, 0)):
        rig = Rig(tmp_path, is_strict=is_strict)
        rig.close(exit_status)
        assert rig.is_unfit is is_unfit


def test_what_is_raised_before_the_core_stands_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        Guard(lambda _status: None, is_strict=True).fault("screen", "Main.qml:7: x is not defined")
    assert "screen: Main.qml:7" in caplog.text


# --- hooks ----------------------------------------------------------------------------------------------------------


class Dying:
    """Raises while it dies."""

    def __del__(self) -> None:
        raise ValueError("dying")


def test_every_place_where_an_exception_may_end_tells_and_the_hooks_go_again() -> None:
    told: list[str] = []
    former = sys.excepthook, threading.excepthook, sys.unraisablehook
    undo = catch_all(lambda where, _what: told.append(where))
    sys.excepthook(ValueError, ValueError("slot"), None)
    thread = threading.Thread(target=lambda: 1 // 0, name="writer")
    thread.start()
    thread.join()
    own: Dying | None = Dying()
    assert own is not None
    own = None
    gc.collect()
    undo()
    assert told == ["callback", "thread writer", "destructor"]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == former


def test_what_a_callback_of_the_loop_raises_is_told() -> None:
    told: list[object] = []
    loop = asyncio.new_event_loop()
    catch_in(loop, lambda where, what: told.append((where, type(what).__name__)))
    loop.call_soon(lambda: 1 // 0)
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    assert told == [("core", "ZeroDivisionError")]


# --- the service ----------------------------------------------------------------------------------------------------


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as own:
        own.bind(str(tmp_path / "notify"))
        own.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield own


def heard(service: socket.socket) -> list[str]:
    """Return what the service was told so far."""
    found: list[str] = []
    while True:
        try:
            found.append(service.recv(100).decode())
        except BlockingIOError:
            return found


def test_the_service_hears_of_the_glass_only_while_the_core_moves(
    service: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = Rig(tmp_path)
    rig.guard.pulse()
    assert heard(service) == [READY, ALIVE]
    monkeypatch.setattr("kiosk.watch.watchdog.TOLD_S", -1.0)
    rig.guard.pulse()
    assert heard(service) == []
    rig.close()
    assert heard(service) == [STOPPING]


def test_before_the_kiosk_is_up_nobody_is_told_that_it_lives(service: socket.socket) -> None:
    Guard(lambda _status: None, is_strict=True).pulse()
    assert heard(service) == []


@pytest.mark.parametrize("address", ["", "vsock:2:1", "/nowhere/at/all"])
def test_without_a_service_that_listens_nothing_is_said(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert not tell(READY)


def test_a_name_in_the_abstract_name_space_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = f"pronto-{tmp_path.name}-{id(tmp_path)}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as own:
        own.bind(f"\0{name}")
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
        assert tell(READY)
        assert own.recv(100) == READY.encode()
