"""The shop floor of a test: simulated devices that stand ready, kiosk processes that play scripts, and what they left.

Import the fixtures `fleet` and `floor` in a conftest. The devices live as long as a test file; each test gets a data
folder of its own and devices put right.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from devices.sim.fleet import ROOT, Fleet
from tests.journeys.bench import Bench
from tests.journeys.books import Books, read_books

CHILD_S = 300.0
KNOBS: Mapping[str, Any] = {"missing_ack": "reverse", "host_s": 0.2, "pin_s": 0.2, "copies": "customer"}
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QT_QPA_UPDATE_IDLE_TIME": "0"}
# What a kiosk says when its devices go away at the end of a script, or when this machine lacks an optional part.
USUAL = (
    r"is not installed: without it no",
    r"speech ABSENT PROGRAM_MISSING",  # espeak-ng is optional: a machine without it says so once
    r"(scanner|printer|terminal|documents|tags|scale|signing) (ABSENT|SILENT) NOT_REACHABLE closed",
)


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a kiosk without a display."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, **OFFSCREEN, **changes}


def until(holds: Callable[[], bool], what: str, patience_s: float = 90.0) -> None:
    """Look again and again until something holds; fails with its name when patience is over."""
    due = time.monotonic() + patience_s
    look = threading.Event()
    while not holds():
        assert time.monotonic() < due, f"waited {patience_s:g} s for {what}"
        look.wait(0.02)


@dataclass(frozen=True, slots=True)
class Played:
    """What one kiosk process left: its exit status, what it printed, and its log file."""

    status: int
    said: list[str]
    errors: str
    log: str

    def problems(self, allowed: tuple[str, ...]) -> list[str]:
        """Return the lines of the log at WARNING or above that neither the test nor every end allows."""
        lines = [line for line in self.log.splitlines() if re.search(r" (WARNING|ERROR|CRITICAL) ", line[:40])]
        return [line for line in lines if not any(re.search(known, line) for known in (*USUAL, *allowed))]


@dataclass
class Floor:
    """The devices, and one kiosk's data folder. `prefix` is a command in front of the kiosk's own.

    `urls` and `controls` by role are devices instead of the fleet's, or beside them.
    """

    folder: Path
    data_dir: Path
    fleet: Fleet
    bench: Bench
    config: Path | None = None
    profile: str | None = None
    hurry: float | None = None
    tag_speed_mm_s: int | None = None
    is_demo: bool = True
    prefix: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)
    controls: dict[str, str] = field(default_factory=dict)
    bookings_before: int = 0
    receipts_before: int = 0

    def put_right(self) -> None:
        """Plug everything in, paper in, cover closed, no faults; count from here."""
        for role in ("scanner", "printer", "terminal"):
            self.bench.ask(role, "faults_clear")
            self.bench.ask(role, "silent", on=False)
            self.bench.ask(role, "replug")
        self.bench.ask("printer", "cover", open=False)
        self.bench.ask("printer", "paper", state="ok")
        self.bench.ask("printer", "tear")
        known = self.bench.ask("terminal", "knobs")["knobs"]
        self.bench.ask("terminal", "knobs", set={name: value for name, value in KNOBS.items() if name in known})
        self.bookings_before = len(self.bench.turnovers())
        self.receipts_before = len(self.bench.receipts())

    def allow(self, *patterns: str) -> None:
        """Name log lines at WARNING or above that this test expects."""
        self.allowed += patterns

    def play(self, script: str, *, is_killed: bool = False, status: int = 0) -> Played:
        """Run one script in a kiosk of its own; `is_killed`: SIGKILL it when it asks for it. Checks how it ended."""
        kiosk = self._start(script)
        watchdog = threading.Timer(CHILD_S, kiosk.kill)
        watchdog.start()
        said: list[str] = []
        try:
            for line in kiosk.stdout or ():
                said.append(line.rstrip())
                if is_killed and said[-1] == "KILL ME":
                    kiosk.kill()
                    break
            ended = kiosk.wait()
        finally:
            watchdog.cancel()
            watchdog.join()
            if kiosk.stdout is not None:
                kiosk.stdout.close()
        played = self._played(script, ended, said)
        wanted = -9 if is_killed else status
        assert ended == wanted, f"{script} ended with {ended}, not {wanted}\n" + "\n".join(said) + "\n" + played.errors
        assert not (problems := played.problems(tuple(self.allowed))), "\n".join(problems)
        return played

    def _start(self, script: str) -> subprocess.Popen[str]:
        told: dict[str, Any] = {
            "data_dir": str(self.data_dir),
            "urls": {**self.fleet.urls, **self.urls},
            "controls": {**self.fleet.controls, **self.controls},
            "pictures": str(self.folder),
            "is_pictured": False,
            "is_demo": self.is_demo,
        }
        told |= {"config": str(self.config)} if self.config is not None else {}
        told |= {"profile": self.profile} if self.profile is not None else {}
        told |= {"hurry": self.hurry} if self.hurry is not None else {}
        told |= {"tag_speed_mm_s": self.tag_speed_mm_s} if self.tag_speed_mm_s is not None else {}
        pipe = subprocess.PIPE
        command = [*self.prefix, sys.executable, "-m", "tests.journeys.child", script]
        with (self.folder / f"{script}.stderr").open("wb") as errors:
            kiosk = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=errors, cwd=ROOT, env=environment(), text=True
            )
        if kiosk.stdin is not None:
            kiosk.stdin.write(json.dumps(told))
            kiosk.stdin.close()
        return kiosk

    def _played(self, script: str, status: int, said: list[str]) -> Played:
        errors = (self.folder / f"{script}.stderr").read_text(encoding="utf-8", errors="replace")
        file = self.data_dir / "logs" / "kiosk.log"
        log = file.read_text(encoding="utf-8") if file.is_file() else ""
        return Played(status, said, errors, log)

    def books(self) -> Books:
        """Read what the kiosk wrote; its process has ended."""
        return read_books(self.data_dir)

    def kept(self) -> list[tuple[int, int]]:
        """Return what the terminal charged in this test and kept: receipt number and amount, in order."""
        rows = self.bench.turnovers()[self.bookings_before :]
        paid = [row for row in rows if row["result"] == "00" and row["kind"] != "reversal"]
        kept = [row for row in paid if row["state"] != "undone" and not row["is_reversed"]]
        return [(row["receipt_no"], row["amount_minor"]) for row in kept]

    def receipts(self) -> list[list[str]]:
        """Return the receipts of this test, each as its lines."""
        return self.bench.receipts()[self.receipts_before :]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Start the simulated devices for all tests of a file."""
    started = Fleet(tmp_path_factory.mktemp("devices"))
    yield started
    started.stop()


@pytest.fixture
def floor(fleet: Fleet, tmp_path: Path) -> Floor:
    """Return the devices, put right, with a data folder of this test's own."""
    own = Floor(tmp_path, tmp_path / "kiosk", fleet, Bench(fleet.controls))
    own.data_dir.mkdir()
    own.put_right()
    return own
