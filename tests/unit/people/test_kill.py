"""A process that is killed while a PIN is looked at, on a real file: its try is counted when the kiosk starts again."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.access.roles import Person, Role
from kiosk.people.audit import Audited
from kiosk.people.opening import People, opened
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from tests.unit.people.places import ADMIN, PIN, Time

TOP = Path(__file__).parents[3]
CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from kiosk.people.pins import Pins
from tests.unit.people.test_kill import opened_on_disk

def killed(*own):
    os.kill(os.getpid(), signal.SIGKILL)

async def story():
    disk = await opened_on_disk(Path(sys.argv[1]))
    Pins._check = killed
    await disk.people.door.log_in(sys.argv[2], sys.argv[3])

asyncio.run(story())
"""


@dataclass(slots=True)
class Disk:
    database: Database
    journal: SqliteJournal
    people: People


async def _unrecorded(event: Audited) -> None:
    """Leave the audit out: what is asked here is the count."""


async def opened_on_disk(folder: Path) -> Disk:
    database = open_database(folder)
    journal = SqliteJournal(database, "test")
    people = await opened(journal, folder, _unrecorded, Time().clocks(), "Site", lambda cost: 200.0)
    return Disk(database, journal, people)


async def _first(folder: Path) -> None:
    disk = await opened_on_disk(folder)
    hashed = await disk.people.pins.hashed(ADMIN, PIN)
    await disk.people.store.enrol(Person(ADMIN, frozenset({Role.ADMIN})), (hashed, disk.people.pins.pepper.id))
    disk.people.pins.close()
    await disk.journal.close()
    disk.database.close()


async def _failures(folder: Path) -> list[tuple[str, int]]:
    database = open_database(folder)
    with database.reader.connect() as connection:
        found = connection.exec_driver_sql("SELECT subject, failures FROM lockout ORDER BY subject").all()
    database.close()
    return [(subject, failures) for subject, failures in found]


def test_every_kill_while_a_pin_is_looked_at_leaves_its_try_counted_even_of_a_right_one(tmp_path: Path) -> None:
    asyncio.run(_first(tmp_path))
    command = [sys.executable, "-c", CHILD, str(tmp_path), ADMIN, PIN]
    for count in (1, 2):
        child = subprocess.run(command, cwd=TOP, capture_output=True, timeout=120, check=False)
        assert child.returncode == -signal.SIGKILL, child.stderr.decode()
        assert asyncio.run(_failures(tmp_path)) == [("kiosk", count), (f"pin:{ADMIN}", count)]


FOUNDING = """
import asyncio, os, signal, sys
from pathlib import Path
from kiosk.people.founding import Begun
from tests.unit.people.places import ADMIN, PIN
from tests.unit.people.test_kill import opened_on_disk

async def story():
    disk = await opened_on_disk(Path(sys.argv[1]))
    begun = await disk.people.first.begin(await disk.people.first.code(), ADMIN, PIN)
    assert isinstance(begun, Begun), begun
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(story())
"""


async def _code(folder: Path) -> str | None:
    disk = await opened_on_disk(folder)
    code = await disk.people.first.code()
    disk.people.pins.close()
    await disk.journal.close()
    disk.database.close()
    return code


def test_a_kill_while_the_first_admin_looks_for_the_app_leaves_a_kiosk_that_can_be_founded(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FOUNDING, str(tmp_path)]
    child = subprocess.run(command, cwd=TOP, capture_output=True, timeout=120, check=False)
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    assert asyncio.run(_code(tmp_path)) is not None, "there is no admin, and a code is shown"
