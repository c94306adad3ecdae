"""What a pair says of itself, before and after it is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Rounds
from tests.bench.turns import Effort
from tests.bench.verdicts import Goal

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "var" / "bench"
WORK = OUT / "work"


class NotInstalled(LookupError):
    """The twin is an optional package that is not here; the text names it."""


class NotTheSame(AssertionError):
    """The two sides do not do the same work: nothing is timed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ways of doing one thing. `kind` is `cpu` (CPU time), `wall` (waiting included) or `size`.

    An empty `twin`: there is no plain way to compare with; the figures are printed and not judged.
    """

    id: str
    what: str
    unit: str
    kind: str
    twin: str
    goal: Goal | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A pair with its samples in its unit; `floor` is what physics leaves, `remarks` are said under the table.

    `others` is empty where the pair has no twin.
    """

    pair: Pair
    ours: Rounds
    others: Rounds
    version: str = ""
    floor: float | None = None
    remarks: tuple[str, ...] = ()


Wanted = frozenset[str]


@dataclass(frozen=True, slots=True)
class Family:
    """Pairs that are measured together. `measure` yields those of the wanted ids as they are done."""

    pairs: tuple[Pair, ...]
    measure: Callable[[Wanted, Effort], Iterator[Measured]]


def require_same(what: str, ours: object, twin: object) -> None:
    """Raise `NotTheSame` unless both sides have the same outcome."""
    if ours != twin:
        raise NotTheSame(f"{what}: ours {_short(ours)}, twin {_short(twin)}")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]}..."


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of this checkout."""
    return [sys.executable, "-m", module, *arguments]


def run_quietly(command: Sequence[str]) -> str:
    """Run a command of the product to its end and return what it printed. Raises with what it complained about."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[1:])} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout
