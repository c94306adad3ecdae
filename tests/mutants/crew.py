"""The parent's side of `make mutants`: copies of the checkout, a worker in each, and on the disk what was found."""

from __future__ import annotations

import hashlib
import json
import os
import queue
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.mutants.mutant import ROOT, Mutant
from tests.mutants.worker import Told

Ask = Callable[[Mutant | None, Sequence[str]], Told]
LEFT_OUT: Final = (".git", ".venv", "var", "*_cache", "__pycache__", ".hypothesis", ".coverage")


class WorkerEnded(RuntimeError):
    """A worker is gone; its standard error says why."""


class _Worker:
    """One process in a copy of the checkout."""

    def __init__(self, place: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.mutants.worker"], cwd=place, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, mutant: Mutant | None, parts: Sequence[str]) -> Told:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"mutant": None if mutant is None else asdict(mutant), "parts": list(parts)}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise WorkerEnded(f"exit status {self.process.wait()}")
        return Told(**json.loads(answer))

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def copied(to: Path, root: Path = ROOT) -> Path:
    """Copy the checkout without what belongs to this machine; the virtual environment is shared."""
    shutil.copytree(root, to, ignore=shutil.ignore_patterns(*LEFT_OUT))
    if (root / ".venv").exists():
        (to / ".venv").symlink_to(root / ".venv")
    return to


@contextmanager
def crew(count: int) -> Iterator[Ask]:
    """Give a call that any of `count` threads may make: it takes the next free worker."""
    free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()

    def ask(mutant: Mutant | None, parts: Sequence[str]) -> Told:
        worker = free.get()
        try:
            return worker.ask(mutant, parts)
        finally:
            free.put(worker)

    with TemporaryDirectory(prefix="mutants-") as folder, ExitStack() as stack:
        for number in range(count):
            worker = _Worker(copied(Path(folder) / str(number) / "tree"))
            stack.callback(worker.close)
            free.put(worker)
        yield ask


class Found:
    """What was found, by the name of the mutant. It counts for the tree and the mutant it was found with."""

    def __init__(self, path: Path, tree: str) -> None:
        self._path, self._tree = path, tree
        try:
            self._rows: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._rows = {}

    def _key(self, mutant: Mutant) -> str:
        return hashlib.sha256(repr((self._tree, mutant)).encode()).hexdigest()[:16]

    def by(self, mutant: Mutant) -> str:
        """Return the test that found this mutant in this tree, "" when none did yet."""
        row = self._rows.get(mutant.name, {})
        return row["by"] if row.get("key") == self._key(mutant) else ""

    def first(self, mutant: Mutant, root: Path = ROOT) -> tuple[str, ...]:
        """Return what to run: what found it the last time, in whatever tree, then its own tests."""
        proof = self._rows.get(mutant.name, {}).get("proof", "")
        is_there = "::" in proof and (root / proof.partition("::")[0]).is_file()
        return (proof, *mutant.tests) if is_there else mutant.tests

    def keep(self, mutant: Mutant, told: Told) -> None:
        """Keep one that was found."""
        self._rows[mutant.name] = {"key": self._key(mutant), "by": told.by, "proof": told.proof}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partly = self._path.with_suffix(".new")
        partly.write_text(json.dumps(self._rows, indent=1), encoding="utf-8")
        partly.replace(self._path)

    def forget(self, mutant: Mutant) -> None:
        """Take back what a test that fails by itself seemed to find."""
        self._rows.pop(mutant.name, None)
        self._path.write_text(json.dumps(self._rows, indent=1), encoding="utf-8")
