"""Room on the disk: the ballast, the room that the log reserves, and which errors mean that there is none."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from pathlib import Path

import pytest

from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.space import BALLAST_NAME, Ballast, free_bytes, is_full
from tests.unit.store.samples import AT, Happened


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


def test_a_log_that_a_start_could_not_lengthen_is_lengthened_by_the_next(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE room (filler)")  # as a full disk leaves it
    journal = SqliteJournal(database, "1.0")
    assert asyncio.run(journal.commit(Happened(), AT, "", (), ())) == 1
    with database.reader.connect() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'room'").scalar_one() == 0
    asyncio.run(journal.close())
    database.close()
