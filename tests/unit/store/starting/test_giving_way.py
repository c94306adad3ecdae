"""A full disk gives way once, for the same event; any other error of the disk gives way never."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path

import pytest

from kiosk.store.database import SECOND_JOURNAL_NAME, Database, open_database
from kiosk.store.errors import CommitFailed, StorageUnusable
from kiosk.store.journal import SqliteJournal
from kiosk.store.journal.second import SecondJournal
from kiosk.store.space import Ballast
from tests.unit.store.samples import AT, Happened, basket, sent

SALE = basket(2)
ASKED = sent(SALE)


def with_ballast(folder: Path) -> tuple[Database, SqliteJournal, Ballast]:
    database = open_database(folder)
    ballast = Ballast(folder, 4096)
    ballast.lay()
    return database, SqliteJournal(database, "1.0"), ballast


def failing(monkeypatch: pytest.MonkeyPatch, number: int, times: int) -> list[str]:
    """Let the second journal fail so often with one error; return what was asked to be written."""
    asked: list[str] = []
    append = SecondJournal.append

    def appended(own: SecondJournal, text: str, record_hash: str) -> None:
        asked.append(record_hash)
        if len(asked) <= times:
            raise OSError(number, "said by a test")
        append(own, text, record_hash)

    monkeypatch.setattr(SecondJournal, "append", appended)
    return asked


async def pay(journal: SqliteJournal) -> None:
    await journal.commit(Happened(), AT, "s", (), (SALE,))
    await journal.commit(Happened(), AT, "s", (SALE,), (ASKED,))


@pytest.mark.allowed_logs("the disk is full: the ballast makes room")
def test_a_payment_on_a_full_disk_is_written_again_once_the_ballast_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, journal, ballast = with_ballast(tmp_path)
    asked = failing(monkeypatch, errno.ENOSPC, 1)
    asyncio.run(pay(journal))
    assert len(asked) == 2
    assert len(set(asked)) == 1
    assert not ballast.is_laid
    assert len((tmp_path / SECOND_JOURNAL_NAME).read_bytes().splitlines()) == 1
    asyncio.run(journal.close())
    database.close()


@pytest.mark.allowed_logs("the disk is full: the ballast makes room")
@pytest.mark.parametrize(("number", "times", "tries"), [(errno.EIO, 1, 1), (errno.ENOSPC, 2, 2)])
def test_another_error_or_a_disk_that_stays_full_fails_the_commit_and_every_one_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, times: int, tries: int
) -> None:
    database, journal, ballast = with_ballast(tmp_path)
    asked = failing(monkeypatch, number, times)
    with pytest.raises(CommitFailed):
        asyncio.run(pay(journal))
    assert len(asked) == tries
    assert ballast.is_laid is (number == errno.EIO)
    with pytest.raises(CommitFailed):
        asyncio.run(journal.commit(Happened(), AT, "s", (), ()))
    assert len(asked) == tries
    asyncio.run(journal.close())
    database.close()


def test_a_second_journal_that_cannot_be_opened_is_said_at_the_start(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    (tmp_path / SECOND_JOURNAL_NAME).mkdir()
    with pytest.raises(StorageUnusable):
        SqliteJournal(database, "1.0")
    database.close()
