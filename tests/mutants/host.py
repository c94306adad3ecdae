"""Tests in a forked child in which one module is changed while it is imported: no file is touched, nothing is copied.

The parent imports what every test needs and nothing of the product, so a child starts in milliseconds.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

from tests.mutants.mutant import ROOT

WARM: Final = ("pytest", "sqlalchemy", "alembic.command", "pydantic", "cryptography", "PySide6.QtTest", "jsonschema")
OUR_OWN: Final = ("kiosk", "devices", "screens", "main")
OUT_OF_TIME: Final = "out of time"


class _Changed(importlib.machinery.SourceFileLoader):
    """Loads a module from text that is not in its file."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec")


class Finder(importlib.abc.MetaPathFinder):
    """Finds one module, changed."""

    def __init__(self, module: str, path: Path, source: str) -> None:
        self.module = module
        self._loader = _Changed(module, str(path), source)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Answer for the one module."""
        if fullname != self.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._loader.path, loader=self._loader)


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a run: whether something failed, which test it was, how long it took, and all that was said."""

    has_failed: bool
    by: str
    seconds: float
    said: str


def warm() -> None:
    """Import what every child needs; raises `RuntimeError` when something of the product came along."""
    for name in WARM:
        importlib.import_module(name)
    ours = [name for name in sys.modules if name.partition(".")[0] in OUR_OWN]
    if ours:
        raise RuntimeError(f"already imported, so it could not be changed: {ours}")


Work = Callable[[], int]


def tests_of(tests: Sequence[str]) -> Work:
    """Give the run of these tests up to the first failure."""

    def work() -> int:
        import pytest

        once = ("-p", "no:cacheprovider", "-p", "no:second_tries")  # a change that is found now and then is found
        with tempfile.TemporaryDirectory(prefix="mutant-") as place:  # others tidy the usual one, which is no finding
            own = ("--basetemp", f"{place}/tests")
            return int(pytest.main(["-x", "-q", "--no-header", *once, *own, "--tb=short", *tests]))

    return work


def simulated(sessions: int, seed: int) -> Work:
    """Give the simulation of so many sessions up to the first broken rule (T4)."""

    def work() -> int:
        import logging

        from tests.faults.simulate.__main__ import days

        logging.disable(logging.CRITICAL)
        breach = next((f"{day.seed} {day.breach}" for day in days(sessions, seed) if day.breach), "")
        print(f"FAILED simulate:{breach.replace(' ', '-')}" if breach else "every rule held")
        return 1 if breach else 0

    return work


def killed(kills: int, seed: int) -> Work:
    """Give the kill loop (T1)."""

    def work() -> int:
        from tests.faults.killloop.__main__ import main

        return main(["--kills", str(kills), "--seed", str(seed)])

    return work


def run(work: Work, finder: Finder | None, limit_s: float, environment: dict[str, str] | None = None) -> Ran:
    """Do `work` in a child."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            _in_child(said.fileno(), work, finder, environment or {})
        status = _status_of(child, began + limit_s)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    seconds = time.monotonic() - began
    if status is None:
        return Ran(True, OUT_OF_TIME, seconds, text)
    return Ran(status != 0, _first_failure(text) if status else "", seconds, text)


def _in_child(output: int, work: Work, finder: Finder | None, environment: dict[str, str]) -> None:
    status = 70
    try:
        os.setsid()
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.environ.update(environment)
        os.chdir(ROOT)
        if finder is not None:
            sys.meta_path.insert(0, finder)
        status = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _status_of(child: int, until: float) -> int | None:
    """Wait for the child; None when its time is over: it is ended, with all that it started."""
    try:
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
    except KeyboardInterrupt:
        _end(child)
        raise
    _end(child)
    return None


def _end(child: int) -> None:
    """End a child with all that it started. It may not have a group of its own yet."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _first_failure(text: str) -> str:
    found = re.search(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", text, re.MULTILINE)
    if found is not None:
        return found[1]
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "the child ended without a word"
