"""A start on a journal of a million events: from the last anchor, beside checking the whole chain."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kiosk.store.database import open_database
from kiosk.store.recovery import verify_all
from tests.bench.pair import ROOT, WORK, Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.verdicts import at_most
from tests.bench.years import fill_journal

ROWS = 1_000_000
QUICK_ROWS = 50_000
LIMIT_S = 5.0

PAIR = Pair(
    "recover_1m", "a process that opens, checks and recovers 1,000,000 events, ready to write the next", "s", "wall",
    "the whole chain checked from its first row, in a process that runs already", at_most(0.5),
    f"The start of the program and its imports included. The contract is {LIMIT_S:g} s, whatever the twin takes.",
)  # fmt: skip

_START = """
import asyncio, sys
from pathlib import Path
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import recover
database = open_database(Path(sys.argv[1]))
found = recover(database)
journal = SqliteJournal(database, "bench")
print(found.chain_problem, found.second_journal_problem, found.last_utc_ms)
asyncio.run(journal.close())
database.close()
"""


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Make the journal, then start and check in turns."""
    rows = QUICK_ROWS if effort.is_quick else ROWS
    folder = WORK / "years"
    folder.mkdir()
    fill_journal(folder, rows)
    found = take_turns({"ours": partial(_started, folder), "twin": partial(_checked, folder)}, effort.rounds)
    slowest = max(max(one) for one in found["ours"])
    verdict = "within" if slowest <= LIMIT_S else "OVER"
    remark = f"{rows:,} events: the slowest start took {slowest:.2f} s, {verdict} the {LIMIT_S:g} s of the contract."
    yield Measured(PAIR, found["ours"], found["twin"], "", None, (remark,))


def _started(folder: Path) -> list[float]:
    settle()
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _START, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    took_s = time.perf_counter() - began
    require_same("problems", done.stdout.split()[:2], ["None", "None"])
    return [took_s]


def _checked(folder: Path) -> list[float]:
    settle()
    database = open_database(folder)
    began = time.perf_counter()
    require_same("the chain", verify_all(database), None)
    took_s = time.perf_counter() - began
    database.close()
    return [took_s]


FAMILY = Family((PAIR,), measure)
