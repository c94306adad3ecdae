"""A display that is dead is told in a sentence; Qt is never asked in this process, for it would abort."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator

import pytest

from screens import display

ABORTS = "import os, sys; print('qt.qpa.xcb: could not connect', file=sys.stderr); os.abort()"


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(display, "PROBE_S", 120)  # a net: only what never ends waits for it
    return monkeypatch


@pytest.fixture
def server() -> Iterator[str]:
    """An X server in name only: it takes every connection and says nothing."""
    if sys.platform != "linux":
        pytest.skip("abstract socket names exist on Linux only")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        number = next(number for number in range(7100, 7200) if _binds(listening, number))
        listening.listen()
        closing = threading.Event()
        listening.settimeout(0.05)

        def serve() -> None:
            while not closing.is_set():
                try:
                    listening.accept()[0].close()
                except TimeoutError:
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield f":{number}"
        closing.set()
        thread.join()


def _binds(listening: socket.socket, number: int) -> bool:
    try:
        listening.bind(f"\0/tmp/.X11-unix/X{number}")  # the abstract name, no file
    except OSError:
        return False
    return True


def test_no_display_at_all_is_told() -> None:
    assert display.problem() == "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."


@pytest.mark.parametrize("name", [":7099", ":7099.0", "unix:7099", "nonsense", ":", "127.0.0.1:7099"])
def test_a_dead_x_display_is_told_and_never_tried(name: str, nothing_chosen: pytest.MonkeyPatch) -> None:
    nothing_chosen.setenv("DISPLAY", name)
    nothing_chosen.setattr(display, "PROBE", "raise SystemExit('this must not be tried')")
    assert display.problem() == f"The display {name} does not answer."


def test_a_dead_wayland_display_is_told(nothing_chosen: pytest.MonkeyPatch, tmp_path: object) -> None:
    nothing_chosen.setenv("WAYLAND_DISPLAY", "wayland-99")
    nothing_chosen.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert display.problem() == "The display wayland-99 does not answer."
    nothing_chosen.delenv("XDG_RUNTIME_DIR")
    assert display.problem() == "The display wayland-99 does not answer."


def test_a_display_that_refuses_us_is_told_with_its_reason(server: str, nothing_chosen: pytest.MonkeyPatch) -> None:
    nothing_chosen.setenv("DISPLAY", server)
    told = display.problem()
    assert told is not None
    assert told.startswith(f"The display {server} cannot be opened: ")


def test_a_qt_that_aborts_does_so_in_a_child(server: str, nothing_chosen: pytest.MonkeyPatch) -> None:
    nothing_chosen.setenv("DISPLAY", server)
    nothing_chosen.setattr(display, "PROBE", ABORTS)
    assert display.problem() == f"The display {server} cannot be opened: qt.qpa.xcb: could not connect"
    nothing_chosen.setattr(display, "PROBE", "import os; os.abort()")
    assert display.problem() == f"The display {server} cannot be opened: no reason given"


def test_a_display_that_never_finishes_opening_is_told(server: str, nothing_chosen: pytest.MonkeyPatch) -> None:
    nothing_chosen.setenv("DISPLAY", server)
    nothing_chosen.setattr(display, "PROBE", "import threading; threading.Event().wait()")
    nothing_chosen.setattr(display, "PROBE_S", 0.3)
    assert display.problem() == f"The display {server} does not finish opening."


def test_a_display_that_opens_is_no_problem(server: str, nothing_chosen: pytest.MonkeyPatch) -> None:
    nothing_chosen.setenv("DISPLAY", server)
    nothing_chosen.setattr(display, "PROBE", "pass")
    assert display.problem() is None


def test_a_platform_somebody_chose_is_not_questioned(nothing_chosen: pytest.MonkeyPatch) -> None:
    nothing_chosen.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display.problem() is None


def test_a_display_over_the_network_is_tried_at_its_port(nothing_chosen: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        nothing_chosen.setenv("DISPLAY", f"127.0.0.1:{listening.getsockname()[1] - 6000}")
        nothing_chosen.setattr(display, "PROBE", "pass")
        assert display.problem() is None
