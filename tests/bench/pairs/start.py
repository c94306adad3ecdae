"""From the start of the process to its first frame: the kiosk, a window with one text, and a kiosk that imports all."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.bench.machine import version_of
from tests.bench.pair import ROOT, Family, Measured, NotInstalled, NotTheSame, Pair, Wanted, python
from tests.bench.pairs.glass import HEIGHT, WIDTH, environment
from tests.bench.turns import Effort, take_turns
from tests.bench.verdicts import at_least, at_most

KIOSK = python("tests.bench.children.kiosk_start")
WINDOW = python("tests.bench.twins.trivial_window")
LIMIT_S = 60
EAGER = python("tests.bench.children.kiosk_start", "--eager")
LATE = (
    "PIL", "PySide6.QtStateMachine", "PySide6.QtSvg", "PySide6.QtWidgets", "alembic", "asyncio",
    "babel", "cryptography", "escpos", "kiosk.runtime", "kiosk.settings", "kiosk.store", "pydantic", "pyzbar", "serial",
    "sqlalchemy", "sqlite3", "ssl", "zxingcpp",
)  # fmt: skip
"""What the first frame does not need: it is imported behind it."""

START = Pair(
    "start", "start of the process to the first frame of main.py", "ms", "wall",
    "one Rectangle and one Text in a QQuickView", at_most(1.3),
)  # fmt: skip
START_EAGER = Pair(
    "start_eager", "the same, against importing everything first", "ms", "wall",
    "main.py with SQLAlchemy, alembic, pydantic, babel, Pillow, zxing-cpp, pyserial and python-escpos up front",
    at_least(3.0),
)  # fmt: skip


@dataclass(slots=True)
class Starts:
    """Starts one command again and again; `told` is what its last first frame said of itself."""

    command: list[str]
    told: dict[str, Any] = field(default_factory=dict)

    def __call__(self) -> list[float]:
        """Start it once and return the milliseconds to its first frame."""
        began = time.perf_counter_ns()
        done = subprocess.run(
            self.command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=LIMIT_S
        )
        if done.returncode != 0 or not done.stdout:
            raise RuntimeError(f"{self.command[2]} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
        self.told = json.loads(done.stdout.splitlines()[-1])
        if (self.told["width"], self.told["height"]) != (WIDTH, HEIGHT):
            raise NotTheSame(f"{self.command[2]} painted {self.told['width']} x {self.told['height']}")
        return [(self.told["painted_ns"] - began) / 1e6]


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Start all sides in turn, each time in a fresh process."""
    sides = {"kiosk": Starts(KIOSK)}
    if START.id in wanted:
        sides["window"] = Starts(WINDOW)
    if START_EAGER.id in wanted and version_of("python-escpos") != "not installed":
        sides["eager"] = Starts(EAGER)
    found = take_turns(sides, effort.fresh_rounds)
    remarks = _remarks(sides["kiosk"].told)
    if "window" in sides:
        yield Measured(START, found["kiosk"], found["window"], version_of("PySide6-Essentials"), None, remarks)
    if "eager" in sides:
        yield Measured(START_EAGER, found["kiosk"], found["eager"])
    elif START_EAGER.id in wanted:
        raise NotInstalled("python-escpos")


def _remarks(told: Mapping[str, Any]) -> tuple[str, ...]:
    modules = told["modules"]
    late = [name for name in LATE if name in modules]
    count = f"{len(modules)} modules at the first frame"
    said = (f"{count}, none of those that come behind it." if not late else f"{count}, too early: {', '.join(late)}.",)
    complaints = [f"complaint of the engine: {one}" for one in told["complaints"]]
    return (*said, *complaints)


FAMILY = Family((START, START_EAGER), measure)
