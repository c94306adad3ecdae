"""A47: the screens are on the accessibility bus of the desktop, and a press from there is a press."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = ("Xvfb", "dbus-run-session", "busctl")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")

pytestmark = [pytest.mark.glass, pytest.mark.slow]


def missing() -> list[str]:
    """Return what this machine lacks to have an accessibility bus; it is not part of the kiosk."""
    lacking = [program for program in PROGRAMS if shutil.which(program) is None]
    return lacking if LAUNCHER.exists() else [*lacking, str(LAUNCHER)]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """A display of its own, by the number the server chose."""
    if lacking := missing():
        pytest.skip(f"no accessibility bus on this machine: {', '.join(lacking)} missing (at-spi2-core, dbus, xvfb)")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


def test_a_screen_reader_finds_every_control_of_home_and_presses_one(display: str, tmp_path: Path) -> None:
    own = {"DISPLAY": display, "XDG_RUNTIME_DIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.screens.checklist.on_the_bus"],
        cwd=ROOT, env={**os.environ, **own, "QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    walk = json.loads(done.stdout.splitlines()[-1])
    assert walk["fault"] == ""
    buttons = [name for role, name in walk["found"] if role == "push button"]
    assert {"Pay for your shopping", "Help", "Call a person", "English"} <= set(buttons)
    assert "" not in buttons
    assert ["heading", "What would you like to do?"] in walk["found"]
    assert walk["sent"] == ["FlowChosen"]
