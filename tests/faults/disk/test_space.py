"""F12: a disk that fills up while a customer pays: the ballast makes room for the result, and no new sale begins."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.disk.shim import environment

# The disk refuses the first write of a payment's commit, or of its line in the second journal.
PAYS = """
import asyncio, sys
from pathlib import Path
from tests.faults.disk.shim import Shim
from kiosk.store.database import open_database
from kiosk.store.errors import CommitFailed
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import recover
from kiosk.store.space import Ballast
from tests.unit.store.samples import AT, Happened, basket, sent

async def pay(folder, nth, is_ballasted):
    database = open_database(folder)
    journal = SqliteJournal(database, "1.0")
    if is_ballasted:
        Ballast(folder, 1 << 20).lay()
    sale = basket()
    await journal.commit(Happened(), AT, "s", (), (sale,))
    shim = Shim()
    shim.arm("w", 0)
    shim.arm("w", nth, ERRNO)
    try:
        print(await journal.commit(Happened(), AT, "s", (sale,), (sent(sale),)))
    except CommitFailed as error:
        print("failed", error)
    print(shim.seen(), Ballast(folder, 1 << 20).is_laid)

asyncio.run(pay(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "ballast"))
"""

# The disk has room for the file, and none for the log of a day's customers.
BEGINS = """
import errno, sys
from pathlib import Path
from tests.faults.disk.shim import Shim
from kiosk.store.database import open_database
from kiosk.store.errors import StorageUnusable
from kiosk.store.journal import SqliteJournal

database = open_database(Path(sys.argv[1]))
Shim().arm("w", 40, errno.ENOSPC, is_for_good=True)
try:
    SqliteJournal(database, "1.0")
except StorageUnusable as error:
    print(error.cause)
"""


def _pays(library: Path, folder: Path, nth: int, ballast: str, number: int = errno.ENOSPC) -> list[str]:
    script = PAYS.replace("ERRNO", str(number))
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(nth), ballast],
        env=environment(library, folder), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def _last_write(library: Path, folder: Path) -> int:
    folder.mkdir()
    return int(_pays(library, folder, 0, "none")[1].split()[0])


@pytest.mark.slow
def test_a_payment_gets_in_when_the_ballast_makes_room(library: Path, work: Path) -> None:
    writes = _last_write(library, work / "counted")
    for nth in (1, writes - 1, writes):  # within the database's log, and the line of the second journal
        folder = work / str(nth)
        folder.mkdir()
        told, state = _pays(library, folder, nth, "ballast")
        assert told == "2", nth
        assert state.endswith("False"), "the ballast went overboard"


@pytest.mark.slow
def test_without_ballast_the_payment_that_finds_no_room_is_an_error(library: Path, work: Path) -> None:
    folder = work / "none"
    folder.mkdir()
    assert _pays(library, folder, 1, "none")[0].startswith("failed")


@pytest.mark.slow
def test_a_disk_that_fails_costs_no_ballast_and_is_not_asked_again(library: Path, work: Path) -> None:
    folder = work / "failing"
    folder.mkdir()
    told, state = _pays(library, folder, 1, "ballast", errno.EIO)
    assert told.startswith("failed")
    assert state.endswith("True")


@pytest.mark.slow
def test_a_disk_without_room_for_the_log_is_named_before_anything_is_sold(library: Path, work: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGINS, str(work)],
        env=environment(library, work), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.stdout == "full\n", done.stderr
