"""`main.py` as a process, and what runs beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devices.sim.fleet import ROOT
from tests.journeys.floor import environment, until

SETTINGS = ROOT / "config" / "kiosk.toml"
PATIENCE_S = 90.0


@dataclass
class Program:
    """A running `main.py` in a process group and session of its own, and what it said so far."""

    process: subprocess.Popen[bytes]
    errors: Path
    data_dir: Path

    @property
    def said(self) -> str:
        """Everything on standard error."""
        return self.errors.read_text(encoding="utf-8", errors="replace")

    @property
    def log(self) -> str:
        """The log file."""
        file = self.data_dir / "logs" / "kiosk.log"
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def wait_for_log(self, words: str) -> None:
        """Wait until the log says something; fails with standard error when the program ends before."""
        until(lambda: words in self.log or self.process.poll() is not None, words, PATIENCE_S)
        assert words in self.log, self.said

    def ended(self) -> int:
        """Wait for the end and return the exit status."""
        return self.process.wait(timeout=PATIENCE_S)

    def family(self) -> dict[int, str]:
        """Return the living processes of its session, itself among them: process id to command line."""
        return {int(own.name): _command(own) for own in Path("/proc").iterdir() if _session(own) == self.process.pid}


@contextmanager
def started(folder: Path, *arguments: str, program: Path = ROOT / "main.py", **changes: str) -> Iterator[Program]:
    """Run `main.py`, or `program` in its place, with `--data folder/data`; what is left of it at the end is killed."""
    data_dir = folder / "data"
    command = [sys.executable, str(program), "--data", str(data_dir), *arguments]
    errors = folder / "stderr.txt"
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            command, stderr=stream, cwd=folder, env=environment(**changes), start_new_session=True
        )
    running = Program(process, errors, data_dir)
    try:
        yield running
    finally:
        for number in running.family():
            os.kill(number, signal.SIGKILL)
        process.wait(timeout=PATIENCE_S)


def settings_with(folder: Path, old: str, new: str) -> Path:
    """Write the settings that ship with one change."""
    text = SETTINGS.read_text(encoding="utf-8")
    assert old in text
    file = folder / "kiosk.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def _session(process: Path) -> int:
    """Return the session of a process; 0 when it is none, has ended, or is only waited for."""
    if not process.name.isdigit():
        return 0
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if fields[0] == "Z" else int(fields[3])


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
