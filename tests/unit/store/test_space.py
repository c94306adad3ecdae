"""Room on the disk: the ballast, the room that the log reserves, and which errors mean that there is none."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.private import Private
from kiosk.flows.base import Event
from kiosk.store.database import FILE_NAME, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.private import KEEP_MS
from kiosk.store.space import BALLAST_NAME, Ballast, free_bytes, is_full
from tests.unit.store.samples import AT, Happened


@dataclass(frozen=True, slots=True)
class Greeted(Event):
    """Someone said a name."""

    name: Private[str]


def test_the_ballast_takes_its_room_and_gives_it_back_once(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, 1 << 20)
    ballast.lay()
    ballast.lay()
    assert ballast.is_laid
    assert (tmp_path / BALLAST_NAME).stat().st_blocks * 512 >= 1 << 20
    assert ballast.release()
    assert not ballast.is_laid
    assert not ballast.release()


def test_a_ballast_that_finds_no_room_leaves_no_file(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path, free_bytes(tmp_path) * 4)
    with pytest.raises(OSError, match=r"File too large|No space left"):
        ballast.lay()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_is_told_from_a_disk_that_fails(number: int) -> None:
    assert is_full(OSError(number, "full"))
    assert not is_full(OSError(errno.EIO, "broken"))
    assert not is_full(sqlite3.OperationalError("no code: Python itself raised it"))


def test_the_log_is_made_long_without_free_pages_and_the_disk_is_flushed_as_before(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    journal = SqliteJournal(database, "1.0")
    held: Any = journal
    connection: sqlite3.Connection = held._writer._connection  # noqa: SLF001 - what is set on this connection alone
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert (tmp_path / f"{FILE_NAME}-wal").stat().st_size > 2_000_000
    asyncio.run(journal.close())
    database.close()


def test_a_start_leaves_nothing_of_the_log_before_it(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    journal = SqliteJournal(database, "1.0")
    for _ in range(60):  # longer than what the next start writes over
        asyncio.run(journal.commit(Happened("erased" * 10_000), AT, "", (), ()))
    left = {name: (tmp_path / name).read_bytes() for name in (FILE_NAME, f"{FILE_NAME}-wal")}
    asyncio.run(journal.close())
    database.close()
    for name, content in left.items():  # as a power cut leaves them
        (tmp_path / name).write_bytes(content)
    database = open_database(tmp_path)
    journal = SqliteJournal(database, "1.0")
    assert b"erased" not in (tmp_path / f"{FILE_NAME}-wal").read_bytes()
    asyncio.run(journal.close())
    database.close()


def test_erased_keys_are_in_no_file_however_long_the_log_was(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    journal = SqliteJournal(database, "1.0")
    for _ in range(60):  # longer than what is written over
        asyncio.run(journal.commit(Happened("filling" * 10_000), AT, "", (), ()))
    asyncio.run(journal.commit(Greeted(Private("Someone")), AT, "s", (), ()))
    with database.reader.connect() as reader:
        key = bytes(reader.exec_driver_sql("SELECT key FROM session_key").scalar_one())
    assert key in (tmp_path / f"{FILE_NAME}-wal").read_bytes()
    assert asyncio.run(journal.erase_due_keys(AT.utc_ms + KEEP_MS)) == 1
    assert [file.name for file in tmp_path.iterdir() if key in file.read_bytes()] == []
    asyncio.run(journal.close())
    database.close()
