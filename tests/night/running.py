"""One row at a time: slices with seeds of their own, each kept as soon as it ends."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.night.rows import ROOT, Row

TRIED: Final = ("main.py", "kiosk", "devices", "screens", "assets", "tests")
SUFFIXES: Final = (".py", ".qml", ".po", ".toml", ".wire", ".html", ".csv", ".c")
FIRST_SEED: Final = 1
LAST_WORDS: Final = 25


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of a row: how much of it was done, from which seed on, and the last words of its last slice."""

    id: str
    state: str = "not run"  # passed, failed, part (out of time), not run
    done: int = 0
    total: int = 0
    unit: str = ""
    seed: int = FIRST_SEED
    slices: int = 0
    seconds: float = 0.0
    date: str = ""
    tree: str = ""
    said: tuple[str, ...] = ()

    @property
    def figure(self) -> str:
        """Say how much was done."""
        if self.state == "not run":
            return ""
        amount = f"{self.done:,} of {self.total:,} {self.unit}" if self.total else "all"
        return f"{amount} in {self.seconds:,.0f} s"


def fingerprint(root: Path = ROOT) -> str:
    """Return a short hash of everything that is tried or tries."""
    found = hashlib.sha256()
    for top in TRIED:
        place = root / top
        files = [place] if place.is_file() else place.rglob("*")
        for path in sorted(path for path in files if path.suffix in SUFFIXES):
            found.update(str(path.relative_to(root)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


class Kept:
    """Outcomes on the disk, one file a row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, row: Row) -> Outcome | None:
        """Return what is known of a row, None for nothing; a file that cannot be read counts as nothing."""
        try:
            told = json.loads((self._folder / row.id / "outcome.json").read_text(encoding="utf-8"))
            return Outcome(**{**told, "said": tuple(told["said"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, outcome: Outcome) -> None:
        """Keep it; a cut leaves the one before."""
        place = self._folder / outcome.id
        place.mkdir(parents=True, exist_ok=True)
        draft = place / "outcome.draft"
        draft.write_text(json.dumps(asdict(outcome), indent=1), encoding="utf-8")
        draft.replace(place / "outcome.json")


Start = Callable[[list[str], dict[str, str], float], tuple[int, str]]


def start(arguments: list[str], environment: dict[str, str], limit_s: float) -> tuple[int, str]:
    """Run Python; return its exit status (124: out of time) and what it said."""
    known = {**os.environ, **environment}
    try:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=known, timeout=limit_s, check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        said = late.stdout.decode("utf-8", "replace") if isinstance(late.stdout, bytes) else late.stdout or ""
        return 124, said
    return done.returncode, done.stdout


def begun(row: Row, known: Outcome | None, tree: str, seed: int | None) -> Outcome:
    """Return where to go on: the kept outcome when it is of this tree and this seed, else a fresh one."""
    first = FIRST_SEED if seed is None else seed
    if known is not None and known.tree == tree and known.seed == first and known.state != "failed":
        return known
    return Outcome(row.id, "part", 0, row.total, row.unit, first, tree=tree)


def run_row(row: Row, outcome: Outcome, limit_s: float, kept: Kept, launch: Start = start) -> Outcome:
    """Run what is missing of a row until it is done, fails, or its time is over; each slice is kept at once."""
    until = time.monotonic() + limit_s
    while outcome.state == "part" and (left_s := until - time.monotonic()) > 0:
        count = min(row.slice, row.total - outcome.done)
        began = time.monotonic()
        status, said = launch(row.command(outcome.seed + outcome.slices, count), dict(row.environment), left_s)
        outcome = _after(outcome, row, count, status, said, time.monotonic() - began)
        kept.write(outcome)
        if status == 124:
            break
    return outcome


def _after(outcome: Outcome, row: Row, count: int, status: int, said: str, seconds: float) -> Outcome:
    told = replace(
        outcome,
        seconds=round(outcome.seconds + seconds, 1),
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        said=tuple(said.strip().splitlines()[-LAST_WORDS:]),
    )
    if status == 124:  # what was not finished does not count
        return replace(told, said=(*told.said, "out of time"))
    if status != 0:
        return replace(told, state="failed", said=(*told.said, f"exit status {status}"))
    done = told.done + count
    return replace(told, done=done, slices=told.slices + 1, state="passed" if done >= row.total else "part")
