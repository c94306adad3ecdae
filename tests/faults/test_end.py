"""However the kiosk ends, nothing that it started goes on without it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from tests.faults.programs import Program, started
from tests.journeys.floor import until

pytestmark = [pytest.mark.slow, pytest.mark.glass, pytest.mark.wire]

# The product's own kiosk, and somebody who closes its window once everything is ready.
CLOSED_BY_HAND = """
import os
import sys
from PySide6.QtCore import QTimer
import main

class Closed(main.Kiosk):
    def _open_glass(self):
        super()._open_glass()
        self.watch = QTimer()
        self.watch.timeout.connect(self.look)
        self.watch.start(20)

    def look(self):
        if self.shell.property("screen") == "shell/Attract":
            self.watch.stop()
            self.view.close()

main.Kiosk = Closed
os._exit(main.main(sys.argv[1:]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def ready(kiosk: Program, children: int) -> None:
    """Wait until the kiosk serves and has all its children."""
    kiosk.wait_for_log("terminal READY")
    until(lambda: len(kiosk.family()) == 1 + children, f"{children} children of the kiosk")


def assert_over(kiosk: Program) -> None:
    assert kiosk.ended() == 0
    assert kiosk.family() == {}
    assert "Traceback" not in kiosk.said
    assert "ERROR" not in kiosk.log


@pytest.mark.parametrize(("arguments", "children"), [(["--windowed"], 5), ([], 4), (["--kiosk"], 4)])
def test_an_interrupt_ends_the_kiosk_its_simulators_and_its_bench_window(
    folder: Path, arguments: list[str], children: int
) -> None:
    with started(folder, "--sim", *arguments) as kiosk:
        ready(kiosk, children)
        os.killpg(kiosk.process.pid, signal.SIGINT)  # what Ctrl-C in a terminal does
        assert_over(kiosk)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_kiosk_alone_ends_everything(folder: Path, number: signal.Signals) -> None:
    with started(folder, "--sim", "--windowed") as kiosk:
        ready(kiosk, children=5)
        kiosk.process.send_signal(number)
        assert_over(kiosk)


def test_a_kiosk_that_is_killed_leaves_neither_simulators_nor_bench_behind(folder: Path) -> None:
    with started(folder, "--sim", "--windowed") as kiosk:
        ready(kiosk, children=5)
        kiosk.process.kill()
        assert kiosk.ended() == -signal.SIGKILL
        until(lambda: kiosk.family() == {}, "the end of the simulators and the bench")


def test_closing_the_window_ends_everything(folder: Path) -> None:
    script = folder / "closed.py"
    script.write_text(CLOSED_BY_HAND, encoding="utf-8")
    with started(folder, "--sim", "--windowed", program=script, PYTHONPATH=str(ROOT)) as kiosk:
        assert_over(kiosk)
        assert "terminal READY" in kiosk.log


def test_the_kiosk_ends_by_a_signal_even_while_it_starts(folder: Path) -> None:
    with started(folder, "--sim", "--windowed") as kiosk:
        until(lambda: len(kiosk.family()) > 1, "the first child")
        kiosk.process.send_signal(signal.SIGINT)
        assert kiosk.ended() == 0
        # simulators that did not stand yet end with the pipe from their parent: a moment after it
        until(lambda: kiosk.family() == {}, "the end of the simulators")
